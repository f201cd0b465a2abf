"""/leave: a leave is entered by days or by button, the deputy answers meanwhile, both are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.enrolment.persons import names
from handlers.enrolment.waiting import todo
from handlers.hearing import Route, on_command
from handlers.leave.words import days, leave_lines
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, lines
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.people.absences import Absence, absent, come_back, leaves_of, take_leave
from models.people.cover import covered_by
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word
from models.understanding.leave_dates import Days, read_days, week_of

_BACK = frozenset(
    {"back", "i'm back", "im back", "回来", "回来了", "我回来了", "销假", "cancel", "取消"}
)


class Span(StrEnum):
    """The leaves a button can enter, seen from the day it is pressed."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"


@dataclass(frozen=True)
class LeavePress(Press, code="lv"):
    """Enter a leave of this span."""

    span: Span


@dataclass(frozen=True)
class BackPress(Press, code="lb"):
    """I'm back; or an announced leave is called off."""


def asked(turn: Turn) -> None:
    """`/leave`, `/leave 12-01 12-05` or `/leave back`."""
    me = turn.me
    if turn.text:
        _hear(turn, turn.text)
    turn.say("leave", me.id)


def heard(turn: Turn, _focus: Focus) -> None:
    """Days as free text, after the bot has asked for them."""
    _hear(turn, turn.text)
    turn.say("leave", turn.me.id)


def _hear(turn: Turn, text: str) -> None:
    if plain_word(text).rstrip("。.!！") in _BACK:
        come_back(turn.session, turn.me.person, turn.today, turn.now)
        return
    meant = read_days(text, turn.today)
    if meant is None:
        raise Refused(Reason.DATES_UNCLEAR)
    _enter(turn, meant)


def _enter(turn: Turn, meant: Days) -> None:
    take_leave(turn.session, turn.me.person, meant.first, meant.last, turn.today, turn.now)


def enter(turn: Turn, press: LeavePress) -> View:
    """Enter a leave by button."""
    today = turn.today
    spans = {
        Span.TODAY: Days(today, today),
        Span.TOMORROW: Days(today + timedelta(days=1), today + timedelta(days=1)),
        Span.WEEK: week_of(today),
    }
    _enter(turn, spans[press.span])
    return leave_page(turn)


def back(turn: Turn, _press: BackPress) -> View:
    """The person is back, or will not go."""
    come_back(turn.session, turn.me.person, turn.today, turn.now)
    return leave_page(turn)


def leave_page(scene: Scene) -> View:
    """The reader's leaves with who answers meanwhile, and how to enter or end one."""
    tr = scene.tr
    found = leaves_of(scene.session, scene.me.id, scene.today)
    begun = bool(found) and found[0].first_day <= scene.today
    hint = tr("Send the days, for example 12-01 12-05, or take a button.")
    span_keys = [
        Key(tr.plain("Today"), LeavePress(Span.TODAY)),
        Key(tr.plain("Tomorrow"), LeavePress(Span.TOMORROW)),
        Key(tr.plain("This week"), LeavePress(Span.WEEK)),
    ]
    ending = tr.plain("I'm back") if begun else tr.plain("Call off the leave")
    ends = [[Key(ending, BackPress())]] if found else []
    return View(lines(*leave_lines(scene), hint), [*ends, span_keys], Ask(Topic.LEAVE))


def _page(scene: Scene, _row: Outbox) -> View:
    return leave_page(scene)


def deputy_begins(scene: Scene, row: Outbox) -> View | None:
    """To the deputy: you answer from now on, and what waits; None when it is over again."""
    leave = _leave(scene, row)
    if leave.ended_at or leave.last_day < scene.today:
        return None
    said = scene.tr("You answer for {units} meanwhile.", units=_units(scene, leave))
    waits = todo(scene)
    text = lines(_whose(scene, leave), days(scene, leave), said, *waits.lines)
    return View(text, waits.keys)


def deputy_will_begin(scene: Scene, row: Outbox) -> View | None:
    """To the deputy: from that day on you will answer; None when it was called off or has begun."""
    leave = _leave(scene, row)
    if leave.ended_at or leave.first_day <= scene.today:
        return None
    said = scene.tr("On these days you answer for {units}.", units=_units(scene, leave))
    return View(lines(_whose(scene, leave), days(scene, leave), said))


def deputy_ends(scene: Scene, row: Outbox) -> View | None:
    """To the deputy: the liaison answers again; None when the leave never began for them."""
    leave = _leave(scene, row)
    units = _units(scene, leave)
    if not units:
        return None
    ended = scene.office.calendar.today(leave.ended_at) if leave.ended_at else scene.today
    if ended < leave.first_day:
        name = _liaison(scene, leave).name
        return View(lines(scene.tr("The leave of {name} was called off.", name=name)))
    return View(
        scene.tr(
            "{name} is not away any more and answers for {units}. Thank you for standing in.",
            name=_liaison(scene, leave).name,
            units=units,
        )
    )


def leave_over(scene: Scene, row: Outbox) -> View | None:
    """To the person: the leave is over, and what waits; None when they are away again."""
    person = _leave(scene, row).person_id
    if person in absent(scene.session, scene.today):
        return None
    waits = todo(scene)
    text = lines(scene.tr("Your leave is over: you answer again."), *waits.lines)
    return View(text, waits.keys)


def _whose(scene: Scene, leave: Absence) -> Markup:
    return scene.tr("<b>{name}</b>", name=_liaison(scene, leave).name)


def _liaison(scene: Scene, leave: Absence) -> Person:
    return scene.session.get_one(Person, leave.person_id)


def _units(scene: Scene, leave: Absence) -> str:
    return names(scene.tr, covered_by(scene.session, leave, scene.me.person))


def _leave(scene: Scene, row: Outbox) -> Absence:
    return scene.session.get_one(Absence, row.subject_id)


ROUTES: tuple[Route, ...] = (
    on_command("leave", asked),
    on_press(LeavePress, enter, lambda turn, _press: leave_page(turn)),
    on_press(BackPress, back, lambda turn, _press: leave_page(turn)),
)
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.LEAVE: heard}
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "leave": _page,
    "deputy_begins": deputy_begins,
    "deputy_will_begin": deputy_will_begin,
    "deputy_ends": deputy_ends,
    "leave_over": leave_over,
}
