"""What the calendar tells the office's staff: the cut-off, provisional dates, new dates."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.board.lists import unit_line
from handlers.board.months import seen_cycle
from handlers.context import Scene
from handlers.office.buttons import BoardPress, ListPress
from handlers.view import Key, View, lines
from models.dispatch.board import Pick, board
from models.dispatch.cycles import Cycle
from models.outbox import Outbox
from models.people.contacts import contacts
from models.units import unit_id

MOST_UNITS = 20


def cut_off(scene: Scene, row: Outbox) -> View:
    """The month is cut off: who handed in nothing, and whom to call."""
    tr, cycle = scene.tr, seen_cycle(scene, row.subject_id or 0)
    month = board(scene.session, cycle)
    missing = month.pick(Pick.OWING)
    units = [unit_id(line.unit) for line in missing[:MOST_UNITS]]
    asked = contacts(scene.session, units, scene.today)
    text = lines(
        tr("<b>{month} is cut off</b>", month=tr.month(cycle.month)),
        tr(
            "Answered {answered} of {units}, late {late}.",
            answered=month.answered(),
            units=len(month.lines),
            late=len(month.pick(Pick.LATE)),
        ),
        tr.plural("{n} unit handed in nothing:", "{n} units handed in nothing:", len(missing))
        if missing
        else tr("Every unit has answered."),
        *(unit_line(tr, line, asked.get(unit_id(line.unit), [])) for line in missing[:MOST_UNITS]),
        Markup("…") if len(missing) > MOST_UNITS else None,
    )
    owing = Key(tr.plain("Who is missing"), ListPress(cycle.id or 0, Pick.OWING, 0))
    return View(text, [[owing] if missing else [], [_board(scene, cycle)]])


def provisional(scene: Scene, row: Outbox) -> View | None:
    """The month's dates may still move; no longer said once they are settled."""
    tr, cycle = scene.tr, seen_cycle(scene, row.subject_id or 0)
    if not cycle.provisional:
        return None
    text = lines(
        tr("<b>The dates of {month} are provisional</b>", month=tr.month(cycle.month)),
        tr("The holidays of that year are not published yet. Until then it is as follows."),
        tr("Due {due}, cut-off {cutoff}.", **_dates(scene, cycle)),
        tr("When they come out, the dates move by themselves and you are told."),
    )
    return View(text, [[_board(scene, cycle)]])


def redated(scene: Scene, row: Outbox) -> View:
    """The month's dates have moved, with the dates that hold now."""
    tr, cycle = scene.tr, seen_cycle(scene, row.subject_id or 0)
    text = lines(
        tr("<b>New dates for {month}</b>", month=tr.month(cycle.month)),
        tr("The holidays were published or changed."),
        tr("Due {due}, cut-off {cutoff}.", **_dates(scene, cycle)),
    )
    return View(text, [[_board(scene, cycle)]])


def _dates(scene: Scene, cycle: Cycle) -> dict[str, str]:
    moment = scene.tr.moment
    return {"due": moment(cycle.due_at), "cutoff": moment(cycle.cutoff_at)}


def _board(scene: Scene, cycle: Cycle) -> Key:
    return Key(scene.tr.plain("Board"), BoardPress(cycle.id or 0))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "cut_off": cut_off,
    "provisional": provisional,
    "redated": redated,
}
