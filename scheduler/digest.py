"""The morning's digest of the desk, to the posts that want one (DOMAIN §7: working mornings)."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.digest import bring
from models.people.posts import OFFICE_ROLES, Person, Post
from models.practice import Practice
from models.rules import Rules
from models.units import Unit
from scheduler.looking import Asked


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the digest's time; none where it is turned off."""
    clock = rules.digest.at
    if clock is None or not rules.digest.posts:
        return []
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, clock) for day in days if calendar.is_working(day)]


def concerns(session: Session, _those: Sequence[Asked], _month: Month, _now: datetime) -> Set[int]:
    """Those of whose staff anybody can be reached."""
    statement = (
        select(Post.unit_id)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.role).in_(OFFICE_ROLES),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
    )
    return set(session.exec(statement))


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue the digest for each reader, once a day; how many readers."""
    return bring(session, office, around.rules.digest, around.calendar, now)
