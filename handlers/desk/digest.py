"""The morning's digest: the desk in five lines, or nothing; looked up when it goes out (§7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.rows import fold, keys, with_a_line
from handlers.desk.sorts import SORTS, collected
from handlers.desk.waiting import Group, Waiting
from handlers.levels.choices import SwitchPress
from handlers.office.buttons import DeskPress
from handlers.view import Key, View, clip, lines
from models.authority import Act, at_level
from models.outbox import Outbox
from models.units import Unit, unit_id

LINES = 4
"""Below the heading."""


def told(scene: Scene, row: Outbox) -> View | None:
    """What waits for the reader this morning.

    None when nothing does any more, when all of it is new and was told by messages of its own
    since the office opened, when the rest has not changed since last morning and may wait until
    the week's first one, or when the day it was meant for is over.
    """
    if row.params["day"] != scene.today.isoformat():
        return None
    scene.me.require(Act.READ_BOARD)
    office = scene.session.get_one(Unit, row.subject_id)
    here = at_level(scene.session, scene.me, office)
    there = replace(scene.at(unit_id(office)), actor=here)
    rows = [one for one in collected(there, SORTS) if one.group is Group.YOURS]
    if not any(_is_said(there, one) for one in rows):
        return None
    body = fold(there, rows, LINES)
    if scene.me.reads is None and scene.me.seats == here.seats:
        return View(lines(_head(there), *body), _keys(there, rows))
    return View(lines(_head_at(there, office), *body), [[_switch(there, office)]])


def _head(scene: Scene) -> Markup:
    return scene.tr("<b>Waits for you</b>, {day}", day=scene.tr.day(scene.today))


def _keys(scene: Scene, rows: Sequence[Waiting]) -> list[list[Key]]:
    to_desk = Key(scene.tr.plain("Desk"), DeskPress())
    return [*keys(scene, with_a_line(rows, LINES)), [to_desk]]


def _head_at(scene: Scene, office: Unit) -> Markup:
    name, day = clip(office.name, 40), scene.tr.day(scene.today)
    return scene.tr("<b>Waits for you</b> at {office}, {day}", office=name, day=day)


def _switch(scene: Scene, office: Unit) -> Key:
    """What the keys open is of the level stood at: to open this, one goes there first."""
    name = clip(office.name, 30)
    return Key(scene.tr.plain("Switch to {name}", name=name), SwitchPress(unit_id(office)))


def _is_said(scene: Scene, row: Waiting) -> bool:
    """Whether the digest goes out for this row."""
    if row.calm:
        return _begins_the_week(scene) or _came_since_last_morning(scene, row)
    return not _just_told(scene, row)


def _begins_the_week(scene: Scene) -> bool:
    monday = scene.today - timedelta(days=scene.today.weekday())
    return scene.today == scene.office.calendar.on_or_after(monday)


def _came_since_last_morning(scene: Scene, row: Waiting) -> bool:
    calendar, clock = scene.office.calendar, scene.office.rules.digest.at or time(0)
    return row.newest is not None and row.newest >= calendar.at(
        calendar.add(scene.today, -1), clock
    )


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
