"""A reply that came on paper, typed in by the deputy or the office; it counts the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.context import Turn
from handlers.dispatch.lines import Heard, hear
from handlers.dispatch.paper_views import (
    PaperListPress,
    PaperPress,
    PaperRestPress,
    PaperSubmitPress,
    chosen_view,
    entered,
    heard_view,
    paper_list,
    receipt_view,
    to_choose,
)
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.view import Shown, View
from models.authority import Act
from models.dispatch.handing_in import hand_in, rest_unchanged
from models.dispatch.progress import Source, Way
from models.dispatch.sheet_reading import look, take
from models.dispatch.sheets import Sheet
from models.focus import Focus, Topic
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.understanding.wishes import Wish, read_wish

Chosen = PaperPress | PaperRestPress | PaperSubmitPress


def paper(turn: Turn) -> None:
    """`/paper`, or `/paper` with some letters of the unit's name."""
    turn.me.require(Act.ENTER_PAPER)
    turn.say("paper", params={"letters": turn.text[:40]})


def turned(turn: Turn, press: PaperListPress) -> View:
    """Another page of the units."""
    return paper_list(turn, press.letters, press.page)


def chosen(turn: Turn, press: Chosen) -> View:
    """Type in for this unit."""
    return chosen_view(turn, taken(turn, press.return_id))


def taken(turn: Turn, return_id: int) -> Sheet:
    """A return somebody may type in for; Refused(GONE) or Refused(NOT_ALLOWED)."""
    sheet = take(turn.session, return_id)
    turn.me.require(Act.ENTER_PAPER, sheet.unit)
    return sheet


def source(turn: Turn) -> Source:
    """Who types it in; that it came on paper stays with every version."""
    return replace(turn.source, way=Way.PAPER)


def typed(turn: Turn, focus: Focus) -> None:
    """Letters of a unit's name, or the lines of a paper."""
    if focus.subject_id is None:
        turn.me.require(Act.ENTER_PAPER)
        turn.say("paper", params={"letters": turn.text[:40]})
        return
    sheet = taken(turn, focus.subject_id)
    wish = read_wish(turn.text)
    if wish is Wish.SUBMIT:
        _submit(turn, sheet)
        turn.say("paper_receipt", sheet.id)
    elif wish is Wish.REST_UNCHANGED:
        rest_unchanged(turn.session, sheet.one, source(turn))
        turn.say("paper_heard", sheet.id, Heard(returns=[sheet.id]).params)
    else:
        type_lines(turn, sheet)


def type_lines(turn: Turn, sheet: Sheet) -> Heard:
    """Record the lines of a paper; in a return that is handed in already they count at once."""
    heard = hear(turn, [sheet], source(turn), turn.text)
    turn.say("paper_heard", sheet.id, heard.params)
    if sheet.one.submitted_at and heard.items:
        tell_unit(turn, sheet)
    return heard


def rest(turn: Turn, press: PaperRestPress) -> View | Shown:
    """The other matters are unchanged on the paper, too; submit."""
    sheet = taken(turn, press.return_id)
    if sheet.waiting:
        if len(sheet.waiting) != press.left:
            raise Refused(Reason.STALE_PREVIEW)
        rest_unchanged(turn.session, sheet.one, source(turn))
        _submit(turn, sheet)
    return _receipt(turn, sheet)


def submitted(turn: Turn, press: PaperSubmitPress) -> View | Shown:
    """Hand in what was typed; a second tap shows the receipt of the first."""
    sheet = taken(turn, press.return_id)
    if not sheet.one.submitted_at or sheet.tally.drafted:
        _submit(turn, sheet)
    return _receipt(turn, sheet)


def _submit(turn: Turn, sheet: Sheet) -> None:
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    hand_in(turn.session, sheet.one, source(turn), months)
    tell_unit(turn, sheet)


def _receipt(turn: Turn, sheet: Sheet) -> Shown:
    return Shown(receipt_view(turn, look(turn.session, sheet.id)), turn.tr.plain("Submitted."))


def tell_unit(turn: Turn, sheet: Sheet) -> None:
    """Whoever answers for the unit is told what was typed in for them."""
    message = Message(
        kind="paper_entered",
        key=f"paper_entered:{sheet.id}:{turn.update_id}",
        unit_id=sheet.one.unit_id,
        subject_id=sheet.id,
        params={"by": turn.me.id},
    )
    put(turn.session, turn.now, message)


ROUTES: tuple[Route, ...] = (
    on_command("paper", paper),
    on_press(PaperListPress, turned),
    on_press(PaperPress, chosen),
    on_press(PaperRestPress, rest, chosen),
    on_press(PaperSubmitPress, submitted, chosen),
)
PUSHES = {
    "paper": to_choose,
    "paper_heard": heard_view,
    "paper_receipt": lambda scene, row: receipt_view(
        scene, look(scene.session, row.subject_id or 0)
    ),
    "paper_entered": entered,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.PAPER: typed}
