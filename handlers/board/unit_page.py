"""A unit's month as the office sees it: who answers, what came in, card by card."""

from dataclasses import replace

from markupsafe import Markup

from handlers import terms
from handlers.board.lists import SIGNS, reached
from handlers.board.months import seen_cycle
from handlers.board.unit_cards import card_lines
from handlers.context import Scene, Turn
from handlers.dispatch.paper_views import PaperPress
from handlers.hearing import Route
from handlers.office.buttons import (
    BoardPress,
    ListPress,
    MatterPress,
    NudgePress,
    Origin,
    Sure,
    UnitPress,
)
from handlers.office.open_slips import slip_lines
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.reviews.card import approve_plain
from handlers.slips.buttons import KindPick, RegisterPress
from handlers.view import Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.dispatch.board import Line, Pick, Standing, line_of
from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import receipt_number
from models.dispatch.returns import Return, items_of
from models.dispatch.review_queue import plain_of
from models.matters.ledger import matter_id
from models.people.contacts import contacts
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.slips.register import Shelf
from models.slips.slips import open_of_units
from models.units import unit_id

ON_A_PAGE = 6

STANDINGS = {
    Standing.ON_TIME: N_("{sign} Handed in on time, {when}, receipt {number}, by {name}."),
    Standing.LATE: N_("{sign} Handed in late, {when}, receipt {number}, by {name}."),
    Standing.OWES: N_("{sign} Owes its answer, due {due}."),
    Standing.MISSING: N_("{sign} Handed in nothing before cut-off."),
}


def pressed(turn: Turn, press: UnitPress) -> View:
    """A unit's page in the pressed message."""
    turn.me.require(Act.READ_BOARD)
    one = turn.session.get(Return, press.one)
    if one is None:
        raise Refused(Reason.GONE)
    return unit_page(turn, one, press)


def unit_page(scene: Scene, one: Return, press: UnitPress) -> View:
    """Who answers for the unit, where its return stands, and what it says on each card."""
    cycle = seen_cycle(scene, one.cycle_id)
    line = line_of(scene.session, one)
    scene.me.require(Act.READ_BOARD, line.unit)
    slips = open_of_units(scene.session, [one.unit_id]).get(one.unit_id, [])
    cards = page_of(items_of(scene.session, one.id or 0), press.page, ON_A_PAGE)
    text = lines(
        scene.tr("<b>{unit}</b>, {month}", unit=line.unit.name, month=scene.tr.month(cycle.month)),
        _standing(scene, line, cycle),
        _paper_and_flag(scene, one),
        _contacts(scene, line),
        slip_lines(scene, slips),
        *card_lines(scene, cards),
    )
    matters = [
        Key(
            clip(matter.number, 20),
            MatterPress(matter_id(matter), 0, Origin.UNIT, one.id or 0),
        )
        for _, matter in cards.items
    ]
    turning = page_keys(scene.tr, cards, lambda to: replace(press, page=to))
    back = _back(scene, cycle, press)
    return View(text, [matters[:3], matters[3:], turning, *_deeds(scene, one, line, cycle), [back]])


def _standing(scene: Scene, line: Line, cycle: Cycle) -> Markup:
    one, tr = line.one, scene.tr
    by = scene.session.get(Person, one.submitted_by) if one.submitted_by else None
    return tr(
        STANDINGS[line.standing],
        sign=SIGNS[line.standing],
        when=tr.moment(one.submitted_at) if one.submitted_at else "",
        number=receipt_number(one, cycle),
        name=clip(by.name, 16) if by else "",
        due=tr.moment(cycle.due_at),
    )


def _paper_and_flag(scene: Scene, one: Return) -> Markup | None:
    if one.flagged:
        return scene.tr("Nothing but “no change” for months.")
    return scene.tr("Came on paper.") if one.on_paper else None


def _contacts(scene: Scene, line: Line) -> Markup:
    asked = contacts(scene.session, [unit_id(line.unit)], scene.today).get(unit_id(line.unit), [])
    if not asked:
        return scene.tr("There is no liaison.")
    return lines(
        *(
            scene.tr(
                "{post}: {contact}",
                post=terms.role(scene.tr, contact.role),
                contact=reached(scene.tr, contact),
            )
            for contact in asked[:4]
        )
    )


def _deeds(scene: Scene, one: Return, line: Line, cycle: Cycle) -> list[list[Key]]:
    tr, owes = scene.tr, line.standing is Standing.OWES and not cycle.closed_at
    plain = plain_of(scene.session, one) if scene.me.may(Act.REVIEW, line.unit) else []
    return [
        [approve_plain(scene, one.id or 0, len(plain))] if plain else [],
        [Key(tr.plain("Remind"), NudgePress(cycle.id or 0, one.unit_id, Sure.ASK))]
        if owes and scene.me.may(Act.NUDGE, line.unit)
        else [],
        [Key(tr.plain("Type in a paper reply"), PaperPress(one.id or 0))]
        if scene.me.may(Act.ENTER_PAPER, line.unit)
        else [],
        [Key(tr.plain("Slips"), RegisterPress(Shelf.ALL, KindPick.ALL, one.unit_id, 0))]
        if scene.me.may(Act.READ_REGISTER, line.unit)
        else [],
    ]


def _back(scene: Scene, cycle: Cycle, press: UnitPress) -> Key:
    """To the list the unit was taken from, or else to the board."""
    if press.pick is Pick.ALL:
        return Key(scene.tr.plain("Back to the board"), BoardPress(cycle.id or 0))
    return Key(scene.tr.plain("Back"), ListPress(cycle.id or 0, press.pick, press.at))


ROUTES: tuple[Route, ...] = (on_press(UnitPress, pressed),)
