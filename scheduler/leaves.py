"""Tells deputies on the morning a leave begins and both sides on the morning after it ends.

A circular that waits for a signature is brought before whoever signs since a leave.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.circulars.bringing import bring_waiting
from models.people.absences import tell_beginnings, tell_endings
from models.practice import Practice
from models.rules import Rules
from models.units import Unit

AT = time(8, 45)


def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
    """Every morning, before reminders."""
    days = (month.last - month.first).days + 1
    return [calendar.at(month.first + timedelta(days=n), AT) for n in range(days)]


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue what has to be told today; how many leaves begin or are over, and who signs since."""
    today = around.calendar.today(now)
    told = tell_beginnings(session, office, today, now) + tell_endings(session, office, today, now)
    return told + bring_waiting(session, office, around.rules.circulars, today, now)
