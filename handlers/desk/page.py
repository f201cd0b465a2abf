"""/office: everything that waits for this person in one message; each count opens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.board.waiting import owing
from handlers.context import Scene, Turn
from handlers.desk.month import month_lines, newest
from handlers.desk.rows import fold, keys, line
from handlers.desk.sorts import at_desk, collected
from handlers.desk.waiting import Group, Waiting, in_order
from handlers.hearing import Route, on_command
from handlers.levels.choices import switch_keys
from handlers.office.buttons import DeskPress, NewestBoardPress, WholeDeskPress
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.dispatch.board import Board
from models.outbox import Outbox
from models.units import Unit

MOST: Mapping[Group, int] = {Group.YOURS: 5, Group.OTHERS: 2, Group.MONTH: 1}
"""How many lines each group has, so that the desk stays one screen of a phone."""
MOST_KEYS = 8
"""So many kinds have a key on the desk; more are a key away."""


@dataclass(frozen=True)
class _Desk:
    """What stands on it: whose it is, the month opened last, and the rows of each group."""

    office: Unit
    month: Board | None
    of: Mapping[Group, Sequence[Waiting]]

    @property
    def rows(self) -> list[Waiting]:
        """Every row in the order of the desk."""
        return [row for group in Group for row in self.of[group]]


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
    found = _found(scene)
    text = lines(
        _head(scene, found.office),
        *_yours(scene, fold(scene, found.of[Group.YOURS], MOST[Group.YOURS])),
        *_others(scene, fold(scene, found.of[Group.OTHERS], MOST[Group.OTHERS])),
        *month_lines(scene, found.month, found.office),
        *fold(scene, found.of[Group.MONTH], MOST[Group.MONTH]),
    )
    named = keys(scene, found.rows[:MOST_KEYS])
    elsewhere = [key for row in switch_keys(scene) for key in row]
    return View(text, [*named, _on(scene, found), *in_rows(elsewhere, 2)])


def _on(scene: Scene, found: _Desk) -> list[Key]:
    """To every kind where some have no key here, and to the board."""
    tr, n = scene.tr, len(found.rows)
    every = Key(tr.plain("All {n} kinds", n=n), WholeDeskPress())
    board = Key(tr.plain("Board"), NewestBoardPress())
    return [*([every] if n > MOST_KEYS else []), *([board] if found.month else [])]


def whole(turn: Turn, _press: WholeDeskPress) -> View:
    """Every kind with a line and a key of its own."""
    found = _found(turn)
    text = lines(
        _head(turn, found.office),
        *_yours(turn, [line(turn, row) for row in found.of[Group.YOURS]]),
        *_others(turn, [line(turn, row) for row in found.of[Group.OTHERS]]),
        *(line(turn, row) for row in found.of[Group.MONTH]),
    )
    return View(text, [*keys(turn, found.rows), [back_to_desk(turn.tr)]])


def _found(scene: Scene) -> _Desk:
    scene.me.require(Act.READ_BOARD)
    office = scene.me.units(Act.READ_BOARD)[0]
    month = newest(scene, office)
    owed = [row for row in owing(scene, month) if row.n]
    rows = in_order([*collected(scene, at_desk(scene)), *owed])
    of = {group: [row for row in rows if row.group is group] for group in Group}
    return _Desk(office, month, of)


def _head(scene: Scene, office: Unit) -> Markup:
    name, now = clip(office.name, 40), scene.tr.moment(scene.now)
    return scene.tr("<b>{office}</b>, {now}", office=name, now=now)


def _yours(scene: Scene, rows: Sequence[Markup]) -> list[Markup]:
    tr = scene.tr
    if scene.me.reads:
        return [tr("You read here; nothing can be changed.")]
    return [tr("\n<b>Waits for you</b>"), *rows] if rows else [tr("Nothing waits for you.")]


def _others(scene: Scene, rows: Sequence[Markup]) -> list[Markup]:
    return [scene.tr("\n<b>Awaited from others</b>"), *rows] if rows else []


ROUTES: tuple[Route, ...] = (
    on_command("office", command),
    on_press(DeskPress, pressed),
    on_press(WholeDeskPress, whole),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"desk": said}
