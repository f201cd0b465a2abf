"""/office: everything that waits for this person in one message; each count opens."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.board.waiting import owing
from handlers.context import Scene, Turn
from handlers.desk.rows import keys, line, run_on
from handlers.desk.sorts import SORTS, collected
from handlers.desk.waiting import Group, Waiting, in_order
from handlers.hearing import Route, on_command
from handlers.levels.choices import switch_keys
from handlers.office.buttons import DeskPress, NewestBoardPress
from handlers.pressing import on_press
from handlers.standings.unit_page import state_line
from handlers.view import Key, View, lines
from models.authority import Act
from models.dispatch.board import Board, board
from models.dispatch.cycles import newest_cycle
from models.outbox import Outbox
from models.standings.looking_up import latest_run
from models.units import Unit, unit_id

MOST: Mapping[Group, int] = {Group.YOURS: 6, Group.OTHERS: 3, Group.MONTH: 1}
"""How many rows of each group have a line of their own; the others run on in one more."""


def command(turn: Turn) -> None:
    """`/office`."""
    turn.me.require(Act.READ_BOARD)
    turn.say("desk")


def said(scene: Scene, _row: Outbox) -> View:
    """The desk as a new message."""
    return desk(scene)


def pressed(turn: Turn, _press: DeskPress) -> View:
    """The desk in the pressed message."""
    return desk(turn)


def desk(scene: Scene) -> View:
    """What waits for this person, what the office waits for, and how the month stands."""
    scene.me.require(Act.READ_BOARD)
    tr, office = scene.tr, scene.me.units(Act.READ_BOARD)[0]
    month = _newest(scene, office)
    rows = in_order([*collected(scene, SORTS), *(row for row in owing(scene, month) if row.n)])
    of = {group: [row for row in rows if row.group is group] for group in Group}
    text = lines(
        tr("<b>Reform office</b>, {now}", now=tr.moment(scene.now)),
        *(_yours(scene, of[Group.YOURS]) or [tr("Nothing waits for you.")]),
        *_others(scene, of[Group.OTHERS]),
        *_month_lines(scene, month),
        *_scores(scene, office),
        *_group(scene, of[Group.MONTH], MOST[Group.MONTH]),
    )
    ordered = [row for group in Group for row in of[group]]
    to_board = [Key(tr.plain("Board"), NewestBoardPress())] if month else []
    return View(text, [*keys(scene, ordered), to_board, *switch_keys(scene)])


def _newest(scene: Scene, office: Unit) -> Board | None:
    cycle = newest_cycle(scene.session, unit_id(office))
    return board(scene.session, cycle) if cycle else None


def _yours(scene: Scene, rows: Sequence[Waiting]) -> list[Markup]:
    head = scene.tr("\n<b>Waits for you</b>")
    return [head, *_group(scene, rows, MOST[Group.YOURS])] if rows else []


def _others(scene: Scene, rows: Sequence[Waiting]) -> list[Markup]:
    head = scene.tr("\n<b>Awaited from others</b>")
    return [head, *_group(scene, rows, MOST[Group.OTHERS])] if rows else []


def _group(scene: Scene, rows: Sequence[Waiting], most: int) -> list[Markup]:
    """A line each, and the last ones together where there are too many."""
    if len(rows) <= most + 1:
        return [line(scene, row) for row in rows]
    return [*(line(scene, row) for row in rows[:most]), run_on(scene, rows[most:])]


def _month_lines(scene: Scene, month: Board | None) -> list[Markup]:
    tr = scene.tr
    if month is None:
        return [tr("\nNo month has been opened yet.")]
    facts = {
        "month": tr.month(month.cycle.month),
        "answered": month.answered(),
        "units": len(month.lines),
    }
    if month.cycle.closed_at:
        return [tr("\n<b>{month}</b>: answered {answered} of {units}, cut off.", **facts)]
    due = tr.moment(month.cycle.due_at)
    return [tr("\n<b>{month}</b>: answered {answered} of {units}, due {due}.", due=due, **facts)]


def _scores(scene: Scene, office: Unit) -> list[Markup]:
    """Where the scores of the latest month stand that has any."""
    run = latest_run(scene.session, unit_id(office))
    if run is None:
        return []
    month, state = scene.tr.month(run.month), state_line(scene, run)
    return [scene.tr("Scores of {month}: {state}", month=month, state=state)]


ROUTES: tuple[Route, ...] = (on_command("office", command), on_press(DeskPress, pressed))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"desk": said}
