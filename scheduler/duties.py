"""The table of duties: what the office does by the calendar, when, and by which function."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.duty_runs import has_run, record
from models.practice import Practice
from models.rules import Rules
from models.store import Store
from models.units import Unit, offices
from scheduler import calendar_watch, cutoff, dispatch, ladder, leaves, reminders, standings


@dataclass(frozen=True)
class Duty:
    """One duty: its moments in a month's round (UTC), and what it does for one office."""

    name: str
    moments: Callable[[Month, Calendar, Rules], Sequence[datetime]]
    run: Callable[[Session, Unit, Practice, Month, datetime], int]


DUTIES: tuple[Duty, ...] = (
    Duty("calendar", calendar_watch.moments, calendar_watch.run),
    Duty("leaves", leaves.moments, leaves.run),
    Duty("dispatch", dispatch.moments, dispatch.run),
    Duty("reminders", reminders.moments, reminders.run),
    Duty("cutoff", cutoff.moments, cutoff.run),
    Duty("standings", standings.moments, standings.run),
    Duty("ladder", ladder.moments, ladder.run),
)
"""Every duty, in the order in which they run at the same moment."""


@dataclass(frozen=True)
class Appointment:
    """One duty at one of its moments; `month` is the month's round it belongs to."""

    moment: datetime
    duty: Duty
    month: Month


def duty_named(name: str) -> Duty:
    """The duty of that name; KeyError when there is none."""
    return {duty.name: duty for duty in DUTIES}[name]


def appointments(after: datetime, until: datetime, around: Practice) -> list[Appointment]:
    """Every duty's moments after one moment and up to and including another, in order."""
    found = [
        one
        for month in _months(after, until, around.calendar)
        for one in _in_month(month, around)
        if after < one.moment <= until
    ]
    return sorted(found, key=lambda one: (one.moment, DUTIES.index(one.duty)))


def next_appointment(after: datetime, around: Practice) -> Appointment:
    """The first moment of any duty after a moment."""
    return appointments(after, after + timedelta(days=62), around)[0]


def _months(after: datetime, until: datetime, calendar: Calendar) -> Iterator[Month]:
    month = Month.of(calendar.today(after)).plus(-1)  # a month's cut-off lies in the next one
    while month.first <= calendar.today(until):
        yield month
        month = month.plus(1)


def _in_month(month: Month, around: Practice) -> Iterator[Appointment]:
    for duty in DUTIES:
        for moment in duty.moments(month, around.calendar, around.rules):
            yield Appointment(moment, duty, month)


def keep(store: Store, one: Appointment, around: Practice, now: datetime) -> int:
    """Do a duty for one of its moments in one transaction, unless it has been done; how much.

    `now` is when it really runs: later than the moment when the program was down.
    """
    with store.transaction() as session:
        if has_run(session, one.duty.name, one.moment):
            return 0
        done = sum(
            one.duty.run(session, office, around, one.month, now) for office in offices(session)
        )
        record(session, one.duty.name, one.moment, done, now)
        return done


def perform(store: Store, duty: Duty, around: Practice, at: datetime) -> int:
    """Do a duty as of a moment, whether or not it is one of its own; twice says nothing twice."""
    month = _month_meant(duty, at, around)
    with store.transaction() as session:
        return sum(duty.run(session, office, around, month, at) for office in offices(session))


def _month_meant(duty: Duty, at: datetime, around: Practice) -> Month:
    """The month whose round a moment belongs to: the latest one the duty has begun for."""
    today = Month.of(around.calendar.today(at))
    begun = [
        month
        for month in (today.plus(-1), today)
        if any(moment <= at for moment in duty.moments(month, around.calendar, around.rules))
    ]
    return begun[-1] if begun else today
