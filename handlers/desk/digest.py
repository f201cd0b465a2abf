"""The morning's digest: the desk in five lines, or nothing; looked up when it goes out (§7)."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from handlers.context import Scene
from handlers.desk.rows import fold, keys, with_a_line
from handlers.desk.sorts import SORTS, collected
from handlers.desk.waiting import Group, Waiting
from handlers.office.buttons import DeskPress
from handlers.view import Key, View, lines
from models.authority import Act
from models.outbox import Outbox

LINES = 4
"""Below the heading."""


def told(scene: Scene, row: Outbox) -> View | None:
    """What waits for the reader this morning.

    None when nothing does any more, when all of it is new and was told by messages of its own
    since the office opened, or when the day it was meant for is over.
    """
    if row.params["day"] != scene.today.isoformat():
        return None
    scene.me.require(Act.READ_BOARD)
    rows = [one for one in collected(scene, SORTS) if one.group is Group.YOURS]
    if all(_just_told(scene, one) for one in rows):
        return None
    tr = scene.tr
    head = tr("<b>Waits for you</b>, {day}", day=tr.day(scene.today))
    to_desk = Key(tr.plain("Desk"), DeskPress())
    shown = keys(scene, with_a_line(rows, LINES))
    return View(lines(head, *fold(scene, rows, LINES)), [*shown, [to_desk]])


def _just_told(scene: Scene, row: Waiting) -> bool:
    """Whether all of a row came after the last working day and each with a message of its own."""
    return row.announced and row.oldest is not None and row.oldest >= _last_closing(scene)


def _last_closing(scene: Scene) -> datetime:
    calendar = scene.office.calendar
    day = calendar.add(scene.today, -1)
    if calendar.closes is None:
        return calendar.at(day + timedelta(days=1), time(0))
    return calendar.at(day, calendar.closes)


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"digest": told}
