"""/board: the office's month at a glance."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.board.lists import PICKS
from handlers.board.months import may_nudge, newest_seen, seen_cycle
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import (
    BoardPicturePress,
    BoardPress,
    ExportPress,
    ListPress,
    NewestBoardPress,
    NudgePress,
    Sure,
)
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.standings.buttons import Size
from handlers.view import Key, View, lines
from locales import Translator
from models.calendar import Month
from models.dispatch.board import Board, Line, Pick, board
from models.dispatch.cycles import Cycle, cycle_of, cycles_around
from models.outbox import Outbox
from models.refusals import Reason, Refused


def command(turn: Turn) -> None:
    """`/board`, or `/board 2026-10` for an earlier month."""
    cycle = newest_seen(turn)
    if turn.text.strip():
        cycle = _named(turn, cycle.office_id, turn.text.strip())
    turn.say("board", cycle.id)


def _named(turn: Turn, office: int, text: str) -> Cycle:
    try:
        cycle = cycle_of(turn.session, office, Month.parse(text))
    except ValueError:
        cycle = None
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    return cycle


def said(scene: Scene, row: Outbox) -> View:
    """The board as a new message."""
    return summary(scene, seen_cycle(scene, row.subject_id or 0))


def pressed(turn: Turn, press: BoardPress) -> View:
    """The board in the pressed message, as it is now."""
    return summary(turn, seen_cycle(turn, press.cycle))


def summary(scene: Scene, cycle: Cycle) -> View:
    """The month at a glance."""
    month = board(scene.session, cycle)
    return View(_text(scene, month), [*_pick_keys(scene.tr, month), *_foot(scene, cycle, month)])


def _text(scene: Scene, month: Board) -> Markup:
    tr, cycle = scene.tr, month.cycle
    answered, units = month.answered(), len(month.lines)
    share = 100 * answered // units if units else 0
    moments = {"due": tr.moment(cycle.due_at), "cutoff": tr.moment(cycle.cutoff_at)}
    return lines(
        tr("<b>Dispatch of {month}</b>", month=tr.month(cycle.month)),
        tr("Due {due}, cut-off {cutoff}.", **moments),
        tr("These dates may still move: the year's holidays are not published yet.")
        if cycle.provisional
        else None,
        tr("The month is cut off.") if cycle.closed_at else None,
        Markup(),
        tr(
            "Answered {answered} of {units}  {bar} {share}",
            answered=answered,
            units=units,
            bar="▓" * (share // 10) + "░" * (10 - share // 10),
            share=tr.percent(share),
        ),
        *(_cohort_line(tr, terms.cohort(tr, kind), of) for kind, of in month.cohorts().items()),
        Markup(),
        *_what_is_open(scene, month),
        tr("<i>As of {now}.</i>", now=tr.moment(scene.now)),
    )


def _what_is_open(scene: Scene, month: Board) -> Iterator[Markup]:
    """Who has not answered or reports difficulties, and what waits for the office."""
    tr = scene.tr
    counts = {pick.value: len(month.pick(pick)) for pick in PICKS}
    yield tr("Owing {owing}, late {late}, with difficulties {difficulty}.", **counts)
    yield tr(
        "To review {waiting}, of these closings {closings}.",
        waiting=sum(line.waiting for line in month.lines),
        closings=sum(line.closings for line in month.lines),
    )
    if counts["flagged"]:
        yield tr("Unchanged for months: {flagged}.", **counts)
    if counts["slips"]:
        n = sum(line.slips for line in month.lines)
        yield tr("Open slips: {n}. Units concerned: {slips}.", n=n, **counts)


def _cohort_line(tr: Translator, name: str, of: Sequence[Line]) -> Markup:
    answered = sum(line.answered for line in of)
    return tr("{cohort}: {answered}/{units}", cohort=name, answered=answered, units=len(of))


def _pick_keys(tr: Translator, month: Board) -> list[list[Key]]:
    number = month.cycle.id or 0
    found = {pick: len(month.pick(pick)) for pick in PICKS}
    wrong = [
        Key(tr.plain(PICKS[pick], n=n), ListPress(number, pick, 0))
        for pick, n in found.items()
        if n
    ]
    cohorts = [
        Key(terms.cohort(tr, kind), ListPress(number, Pick(kind.value), 0))
        for kind in month.cohorts()
    ]
    return [row for keys in (wrong, cohorts) for row in (keys[:3], keys[3:6], keys[6:]) if row]


def _foot(scene: Scene, cycle: Cycle, month: Board) -> list[list[Key]]:
    tr, number = scene.tr, cycle.id or 0
    before, after = cycles_around(scene.session, cycle)
    owing = len(month.pick(Pick.OWING))
    nudge = Key(tr.plain("Remind all who owe"), NudgePress(number, 0, Sure.ASK))
    months = [
        Key(tr.plain("◀ {month}", month=tr.month(before.month)), BoardPress(before.id or 0))
        if before
        else None,
        Key(tr.plain("{month} ▶", month=tr.month(after.month)), BoardPress(after.id or 0))
        if after
        else None,
    ]
    return [
        [nudge] if owing and not cycle.closed_at and may_nudge(scene, cycle) else [],
        [key for key in months if key],
        [Key(tr.plain("As a picture"), BoardPicturePress(number, Size.PHOTO))],
        [
            Key(tr.plain("Export"), ExportPress(number)),
            Key(tr.plain("Refresh"), BoardPress(number)),
            back_to_desk(tr),
        ],
    ]


def newest(turn: Turn, _press: NewestBoardPress) -> View:
    """The board of the month opened last."""
    return summary(turn, newest_seen(turn))


ROUTES: tuple[Route, ...] = (
    on_command("board", command),
    on_press(BoardPress, pressed),
    on_press(NewestBoardPress, newest),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"board": said}
