"""三单一书: walks the ladder of slips each working day (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.practice import Practice
from models.rules import Rules
from models.slips.ladder import walk
from models.units import Unit


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the ladder's time."""
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, rules.slips.at) for day in days if calendar.is_working(day)]


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Send the prompts and draft the reminders and orders that have come due; how many."""
    return walk(session, office, around.rules.slips, around.calendar, now)
