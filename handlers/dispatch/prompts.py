"""The month's dispatch: the prompt, /tasks and /report, 其余无变化, and handing a return in."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.dispatch.buttons import (
    CaseListPress,
    PanelPress,
    RestPress,
    RestSurePress,
    ResumePress,
    SubmitPress,
)
from handlers.dispatch.card_views import card_view
from handlers.dispatch.case_list import case_list
from handlers.dispatch.panel import panel, rest_asked
from handlers.dispatch.sheets import own_returns, seen, taken
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models.dispatch.handing_in import hand_in, rest_unchanged
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Card, Sheet
from models.focus import card_left
from models.outbox import Outbox
from models.refusals import Reason, Refused

Whole = PanelPress | CaseListPress | ResumePress | RestPress | RestSurePress | SubmitPress


def tasks(turn: Turn) -> None:
    """`/tasks`: the return of this month; with several units, a list of them."""
    found = own_returns(turn)
    if not found:
        raise Refused(Reason.NOTHING_TO_ANSWER)
    if len(found) == 1:
        turn.say("panel", found[0])
    else:
        turn.say("tasks")


def report(turn: Turn) -> None:
    """`/report`: straight to the card at which the person was."""
    for return_id in own_returns(turn):
        sheet = look(turn.session, return_id)
        card = where_left(turn, sheet)
        if card:
            turn.say("card", card.id)
            return
    tasks(turn)


def where_left(scene: Scene, sheet: Sheet) -> Card | None:
    """The card at which the person was if it still waits, or the next that does (DESIGN 6)."""
    ids = [card.id for card in sheet.cards]
    left = card_left(scene.session, scene.me.id, sheet.id, ids)
    there = next((card for card in sheet.cards if card.id == left), None)
    return there if there and there.waiting else sheet.next_waiting(there)


def overview(turn: Turn, press: Whole) -> View:
    """The return as a whole."""
    left = press.item if isinstance(press, PanelPress) else 0
    return panel(turn, taken(turn, press.return_id), left)


def listed(turn: Turn, press: CaseListPress) -> View:
    """Every matter by number."""
    return case_list(turn, taken(turn, press.return_id), press.page, press.item)


def resumed(turn: Turn, press: ResumePress) -> View:
    """Go on where one was."""
    sheet = taken(turn, press.return_id)
    card = where_left(turn, sheet)
    return card_view(turn, sheet, card) if card else panel(turn, sheet)


def rest_looked_at(turn: Turn, press: RestPress) -> View:
    """The first of the two taps of 其余无变化."""
    sheet = taken(turn, press.return_id)
    return rest_asked(turn, sheet) if sheet.waiting else panel(turn, sheet)


def rest_confirmed(turn: Turn, press: RestSurePress) -> View | Shown:
    """The second tap: the rest is unchanged, and the return is handed in."""
    sheet = taken(turn, press.return_id)
    if not sheet.waiting and sheet.one.submitted_at:
        return panel(turn, sheet)
    if len(sheet.waiting) != press.left:
        word = turn.tr.plain("Something was filled in meanwhile. Please look again.")
        return Shown(rest_asked(turn, sheet), word, alert=True)
    rest_unchanged(turn.session, sheet.one, turn.source)
    return _handed_in(turn, sheet)


def submitted(turn: Turn, press: SubmitPress) -> View | Shown:
    """Hand the return in; a second tap shows the receipt of the first."""
    sheet = taken(turn, press.return_id)
    if sheet.one.submitted_at and not sheet.tally.drafted:
        return panel(turn, sheet)
    return _handed_in(turn, sheet)


def _handed_in(turn: Turn, sheet: Sheet) -> Shown:
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    hand_in(turn.session, sheet.one, turn.source, months)
    return Shown(panel(turn, look(turn.session, sheet.id)), turn.tr.plain("Submitted."))


def prompt(scene: Scene, row: Outbox) -> View | None:
    """The month's prompt; None when every matter has left the round before it goes out."""
    sheet = seen(scene, row.subject_id or 0)
    return panel(scene, sheet) if sheet.cards else None


def shown(scene: Scene, row: Outbox) -> View:
    """A return as the answer to a command or text; whoever asks is always answered."""
    return panel(scene, seen(scene, row.subject_id or 0))


def several(scene: Scene, _row: Outbox) -> View:
    """The units a person answers for, each with a button to its return."""
    sheets = [look(scene.session, one) for one in own_returns(scene)]
    keys = [
        [Key(clip(sheet.unit.name, 40), PanelPress(sheet.id, 0))] for sheet in sheets if sheet.cards
    ]
    head = scene.tr("<b>What you answer for</b>")
    return View(lines(head, *(unit_line(scene, sheet) for sheet in sheets)), keys)


def unit_line(scene: Scene, sheet: Sheet) -> Markup:
    """One unit's return in a line: how far it is and until when."""
    tr, tally = scene.tr, sheet.tally
    unit, month = clip(sheet.unit.name, 40), tr.month(sheet.cycle.month)
    if sheet.one.submitted_at and not tally.unanswered:
        return tr("✅ {unit}, {month}: submitted", unit=unit, month=month)
    facts = {"unit": unit, "month": month, "done": tally.cards - tally.unanswered, "n": tally.cards}
    if sheet.cycle.cut_off(scene.now):
        return tr(
            "· {unit}, {month}: {done} of {n} filled in, cut off on {cutoff}",
            **facts,
            cutoff=tr.moment(sheet.cycle.cutoff_at),
        )
    return tr(
        "· {unit}, {month}: {done} of {n} filled in, due {due}",
        **facts,
        due=tr.moment(sheet.cycle.due_at),
    )


ROUTES: tuple[Route, ...] = (
    on_command("tasks", tasks),
    on_command("report", report),
    on_press(PanelPress, overview),
    on_press(CaseListPress, listed, overview),
    on_press(ResumePress, resumed, overview),
    on_press(RestPress, rest_looked_at, overview),
    on_press(RestSurePress, rest_confirmed, overview),
    on_press(SubmitPress, submitted, overview),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "prompt": prompt,
    "panel": shown,
    "tasks": several,
}
