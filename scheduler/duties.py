"""The table of duties: what the office does by the calendar, when, and by which function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.duty_runs import has_run, record, record_all
from models.practice import Practice, Practices
from models.rules import Rules
from models.store import Store
from models.units import Unit, offices, unit_id
from scheduler import (
    briefs,
    calendar_watch,
    cutoff,
    digest,
    dispatch,
    experiences,
    ladder,
    leaves,
    reminders,
    standings,
)
from scheduler.looking import Asked, Look, everyone


@dataclass(frozen=True)
class Duty:
    """One duty: its moments in a month's round (UTC), and what it does for one office.

    `concerns` finds the offices for which it may have something to do at a moment.
    """

    name: str
    moments: Callable[[Month, Calendar, Rules], Sequence[datetime]]
    run: Callable[[Session, Unit, Practice, Month, datetime], int]
    concerns: Look = everyone


DUTIES: tuple[Duty, ...] = (
    Duty("calendar", calendar_watch.moments, calendar_watch.run, calendar_watch.concerns),
    Duty("leaves", leaves.moments, leaves.run, leaves.concerns),
    Duty("dispatch", dispatch.moments, dispatch.run, dispatch.concerns),
    Duty("reminders", reminders.moments, reminders.run, reminders.concerns),
    Duty("cutoff", cutoff.moments, cutoff.run, cutoff.concerns),
    Duty("standings", standings.moments, standings.run, standings.concerns),
    Duty("briefs", briefs.moments, briefs.run, briefs.concerns),
    Duty("ladder", ladder.moments, ladder.run, ladder.concerns),
    Duty("digest", digest.moments, digest.run, digest.concerns),
    Duty("experiences", experiences.moments, experiences.run, experiences.concerns),
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


def pass_over(
    store: Store, one: Appointment, those: Sequence[Unit], practices: Practices, now: datetime
) -> list[Unit]:
    """Write an appointment down for all that have nothing to do then; the others are left.

    One transaction, whose statements do not depend on the number of offices.
    """
    with store.transaction() as session:
        asked = [Asked(office, practices.of(office)) for office in those]
        called = one.duty.concerns(session, asked, one.month, now)
        idle = [unit_id(office) for office in those if office.id not in called]
        record_all(session, idle, one.duty.name, one.moment, 0, now)
    return [office for office in those if office.id in called]


def keep(store: Store, one: Appointment, office: Unit, practice: Practice, now: datetime) -> int:
    """Do an office's duty for one of its moments, unless it has been done; how much.

    One transaction. `now` is when it really runs: later than the moment when the program was down.
    """
    with store.transaction() as session:
        if has_run(session, unit_id(office), one.duty.name, one.moment):
            return 0
        done = one.duty.run(session, office, practice, one.month, now)
        record(session, unit_id(office), one.duty.name, one.moment, done, now)
        return done


def perform(
    store: Store, duty: Duty, practices: Practices, at: datetime, only: Unit | None = None
) -> int:
    """Do a duty as of a moment, whether or not it is one of its own; twice says nothing twice.

    For one office, or for each there is.
    """
    with store.reading() as session:
        doing = [only] if only else list(offices(session))
    done = 0
    for office in doing:
        practice = practices.of(office)
        month = _month_meant(duty, at, practice)
        with store.transaction() as session:
            done += duty.run(session, office, practice, month, at)
    return done


def _month_meant(duty: Duty, at: datetime, practice: Practice) -> Month:
    """The month whose round a moment belongs to: the latest one the duty has begun for."""
    today = Month.of(practice.calendar.today(at))
    begun = [
        month
        for month in (today.plus(-1), today)
        if any(moment <= at for moment in duty.moments(month, practice.calendar, practice.rules))
    ]
    return begun[-1] if begun else today
