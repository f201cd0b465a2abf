"""The month's board as a workbook: a sheet of units and a sheet of their cards."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from handlers import terms
from handlers.board.lists import OBSTACLES
from handlers.board.months import seen_cycle
from handlers.board.unit_cards import MARKS
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import ExportPress
from handlers.office.light_words import light_of
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View
from locales import N_, Translator
from models.authority import Act
from models.claims import claimants
from models.dispatch.board import Board, Line, Standing, board
from models.dispatch.board_cards import BoardCard, cards_of
from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import HANDED_IN, receipt_number
from models.matters.ledger import Light, matter_id
from models.outbox import Outbox
from models.people.contacts import Contact, answering, contacts
from models.units import Unit, unit_id
from models.workbooks.writing import Heading, Sheet, Value, write_sheets

STANDINGS: Mapping[Standing, str] = {
    Standing.ON_TIME: N_("on time"),
    Standing.LATE: N_("late"),
    Standing.OWES: N_("owes"),
    Standing.MISSING: N_("missing"),
}

LIGHTS: Mapping[Light, str] = {
    Light.GREEN: N_("green"),
    Light.YELLOW: N_("yellow"),
    Light.RED: N_("red"),
    Light.BLUE: N_("blue"),
}

UNIT_HEADINGS = (
    (N_("Code"), 12),
    (N_("Unit"), 28),
    (N_("Cohort"), 12),
    (N_("Standing"), 10),
    (N_("Handed in"), 20),
    (N_("Receipt"), 14),
    (N_("Cards"), 8),
    (N_("Difficulties"), 10),
    (N_("To review"), 10),
    (N_("Who answers"), 20),
    (N_("Always unchanged"), 12),
    (N_("Open slips"), 10),
)

CARD_HEADINGS = (
    (N_("Unit"), 28),
    (N_("Number"), 14),
    (N_("Matter"), 40),
    (N_("Light"), 8),
    (N_("State"), 12),
    (N_("Due"), 12),
    (N_("Last month %"), 10),
    (N_("This month %"), 10),
    (N_("What is said"), 16),
    (N_("Note"), 50),
    (N_("Help wanted"), 30),
    (N_("Review"), 12),
    (N_("Claimed by"), 14),
)


def pressed(turn: Turn, press: ExportPress) -> Shown:
    """Have the workbook sent as a new message."""
    cycle = seen_cycle(turn, press.cycle)
    _require(turn, cycle)
    turn.say("board_file", cycle.id)
    return Shown(toast=turn.tr.plain("The workbook is on its way."))


def said(scene: Scene, row: Outbox) -> View:
    """The workbook with one line about it."""
    cycle = seen_cycle(scene, row.subject_id or 0)
    _require(scene, cycle)
    text = scene.tr("Dispatch of {month}, as of {now}.", **_when(scene, cycle))
    name = scene.tr.plain("Dispatch {month}.xlsx", month=cycle.month)
    return View(text, paper=Paper(name, workbook(scene, cycle)))


def _require(scene: Scene, cycle: Cycle) -> None:
    scene.me.require(Act.EXPORT, scene.session.get_one(Unit, cycle.office_id))


def _when(scene: Scene, cycle: Cycle) -> dict[str, str]:
    return {"month": scene.tr.month(cycle.month), "now": scene.tr.moment(scene.now)}


def workbook(scene: Scene, cycle: Cycle) -> bytes:
    """The bytes of the workbook; the number of statements does not grow with the units."""
    month = board(scene.session, cycle)
    units = [unit_id(line.unit) for line in month.lines]
    asked = contacts(scene.session, units, scene.today)
    target = io.BytesIO()
    sheets = [
        Sheet(
            scene.tr.plain("Units"),
            _headings(scene.tr, UNIT_HEADINGS),
            (_unit_row(scene.tr, month, line, asked) for line in month.lines),
        ),
        Sheet(
            scene.tr.plain("Matters"), _headings(scene.tr, CARD_HEADINGS), _card_rows(scene, cycle)
        ),
    ]
    write_sheets(target, sheets)
    return target.getvalue()


def _headings(tr: Translator, words: Sequence[tuple[str, int]]) -> list[Heading]:
    return [Heading(tr.plain(text), width) for text, width in words]


def _unit_row(
    tr: Translator, month: Board, line: Line, asked: Mapping[int, Sequence[Contact]]
) -> list[Value]:
    one = line.one
    return [
        line.unit.code,
        line.unit.name,
        terms.cohort(tr, line.unit.cohort),
        tr.plain(STANDINGS[line.standing]),
        tr.moment(one.submitted_at) if one.submitted_at else None,
        receipt_number(one, month.cycle) or None,
        line.cards,
        line.difficulties,
        line.waiting,
        _who(tr, asked.get(unit_id(line.unit), [])),
        tr.plain("yes") if one.flagged else None,
        line.slips,
    ]


def _who(tr: Translator, asked: Sequence[Contact]) -> str:
    if not asked:
        return tr.plain("no liaison")
    contact = answering(asked) or asked[0]
    if contact.obstacle is None:
        return contact.person.name
    why = tr.plain(OBSTACLES[contact.obstacle])
    return tr.plain("{name} ({why})", name=contact.person.name, why=why)


def _card_rows(scene: Scene, cycle: Cycle) -> Iterator[list[Value]]:
    cards = cards_of(scene.session, cycle)
    names = claimants(scene.session, (matter_id(card.matter) for card in cards))
    for card in cards:
        light = light_of(scene, card.matter, card.steps).light
        yield [*_card_row(scene.tr, card, light), names.get(matter_id(card.matter))]


def _card_row(tr: Translator, card: BoardCard, light: Light | None) -> list[Value]:
    matter, said = card.matter, card.said if card.item.mark in HANDED_IN else None
    return [
        card.unit.name,
        matter.number,
        matter.title,
        tr.plain(LIGHTS[light]) if light else None,
        terms.state(tr, matter.state),
        matter.due_on,
        card.item.last_percent,
        said.percent if said else None,
        terms.saying(tr, said.saying) if said else None,
        said.note if said else None,
        said.help_wanted if said else None,
        tr.plain(MARKS[card.item.mark]),
    ]


ROUTES: tuple[Route, ...] = (on_press(ExportPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"board_file": said}
