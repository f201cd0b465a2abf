"""The morning's digest of the desk, to the posts that want one (DOMAIN §7: working mornings)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.digest import bring
from models.practice import Practice
from models.rules import Rules
from models.units import Unit


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the digest's time; none where it is turned off."""
    clock = rules.digest.at
    if clock is None or not rules.digest.posts:
        return []
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, clock) for day in days if calendar.is_working(day)]


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue the digest for each reader, once a day; how many readers."""
    return bring(session, office, around.rules.digest, around.calendar, now)
