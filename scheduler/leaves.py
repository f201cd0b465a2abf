"""Tells deputies on the morning a leave begins and both sides on the morning after it ends.

A circular that waits for a signature is brought before whoever signs since a leave.
"""

from collections.abc import Sequence, Set
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, or_, select

from models.calendar import Calendar, Month
from models.circulars.bringing import bring_waiting
from models.circulars.circulars import Circular, CircularState
from models.people.absences import Absence, tell_beginnings, tell_endings
from models.people.posts import Post
from models.practice import Practice
from models.rules import Rules
from models.units import Unit
from scheduler.looking import Asked, with_any_of

AT = time(8, 45)


def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
    """Every morning, before reminders."""
    days = (month.last - month.first).days + 1
    return [calendar.at(month.first + timedelta(days=n), AT) for n in range(days)]


def concerns(session: Session, those: Sequence[Asked], _month: Month, now: datetime) -> Set[int]:
    """Those with somebody whose leave begins or is over, and those where a circular waits."""
    today = {practice.calendar.today(now) for _, practice in those}
    turns = or_(
        col(Absence.first_day).in_(today),
        col(Absence.last_day).in_(day - timedelta(days=1) for day in today),
    )
    paths = session.exec(
        select(Unit.path)
        .join(Post, col(Post.unit_id) == col(Unit.id))
        .join(Absence, col(Absence.person_id) == col(Post.person_id))
        .where(turns, col(Absence.ended_at).is_(None), col(Post.until).is_(None))
    ).all()
    waits = select(Circular.office_id).where(Circular.state == CircularState.AWAITING_APPROVAL)
    return with_any_of(those, paths) | set(session.exec(waits))


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue what has to be told today; how many leaves begin or are over, and who signs since."""
    today = around.calendar.today(now)
    told = tell_beginnings(session, office, today, now) + tell_endings(session, office, today, now)
    return told + bring_waiting(session, office, around.rules.circulars, today, now)
