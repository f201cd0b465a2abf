"""/office: what waits for the office, counted in one message; each count opens."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.board.lists import PICKS
from handlers.context import Scene, Turn
from handlers.documents.plans_waiting import plans_key
from handlers.exceptions.buttons import ExceptionsPress, Trouble, TroublePress
from handlers.hearing import Route, on_command
from handlers.office.buttons import DeskPress, ListPress, NewestBoardPress, QueuePress
from handlers.office.desk_slips import slip_counts, slip_keys, slip_lines
from handlers.pressing import on_press
from handlers.view import Key, View, lines
from models.authority import Act
from models.dispatch.board import Board, Pick, board
from models.dispatch.cycles import newest_cycle
from models.dispatch.review_queue import waiting_count
from models.exceptions import Counts, counts
from models.outbox import Outbox
from models.units import unit_id


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
    """Who owes, what is to be reviewed, the slips, and what does not run by itself."""
    tr = scene.tr
    month, waits, wrong = _month(scene), _waits(scene), _wrong(scene)
    slips = slip_counts(scene)
    keys = [
        [Key(tr.plain("Board"), NewestBoardPress())] if month else [],
        [_owing_key(scene, month)] if month and month.pick(Pick.OWING) else [],
        [Key(tr.plain("To review {n}", n=waits), QueuePress(0))] if waits else [],
        *slip_keys(scene, slips),
        plans_key(scene),
        *_wrong_keys(scene, wrong),
    ]
    text = lines(
        tr("<b>Reform office</b>, {now}", now=tr.moment(scene.now)),
        *_month_lines(scene, month),
        tr("To review: {n}.", n=waits) if waits is not None else None,
        *slip_lines(scene, slips),
        tr(
            "Exceptions: {n}, people not linked: {unlinked}.",
            n=wrong.total,
            unlinked=wrong.unlinked,
        )
        if wrong
        else None,
        tr("/find finds a matter or a unit by a few letters."),
    )
    return View(text, keys)


def _month(scene: Scene) -> Board | None:
    scene.me.require(Act.READ_BOARD)
    cycle = newest_cycle(scene.session, unit_id(scene.me.units(Act.READ_BOARD)[0]))
    return board(scene.session, cycle) if cycle else None


def _waits(scene: Scene) -> int | None:
    if not scene.me.may(Act.REVIEW):
        return None
    return waiting_count(scene.session, scene.me.scope(Act.REVIEW))


def _wrong(scene: Scene) -> Counts | None:
    if not scene.me.may(Act.READ_EXCEPTIONS):
        return None
    return counts(scene.session, scene.me.scope(Act.READ_EXCEPTIONS), scene.today)


def _month_lines(scene: Scene, month: Board | None) -> list[Markup]:
    tr = scene.tr
    if month is None:
        return [tr("No month has been opened yet.")]
    return [
        tr(
            "{month}: answered {answered} of {units}, due {due}.",
            month=tr.month(month.cycle.month),
            answered=month.answered(),
            units=len(month.lines),
            due=tr.moment(month.cycle.due_at),
        )
    ]


def _owing_key(scene: Scene, month: Board) -> Key:
    n = len(month.pick(Pick.OWING))
    press = ListPress(month.cycle.id or 0, Pick.OWING, 0)
    return Key(scene.tr.plain(PICKS[Pick.OWING], n=n), press)


def _wrong_keys(scene: Scene, wrong: Counts | None) -> list[list[Key]]:
    if wrong is None:
        return []
    tr = scene.tr
    unlinked = Key(tr.plain("Not linked {n}", n=wrong.unlinked), TroublePress(Trouble.UNLINKED, 0))
    return [
        [Key(tr.plain("Exceptions {n}", n=wrong.total), ExceptionsPress())],
        [unlinked] if wrong.unlinked else [],
    ]


ROUTES: tuple[Route, ...] = (on_command("office", command), on_press(DeskPress, pressed))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"desk": said}
