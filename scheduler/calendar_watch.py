"""Moves an open month when the year's holidays came out after it had been opened (DOMAIN §3)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, dates, redate
from models.people.staff import tell_staff
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id

AT = time(8, 30)


def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
    """Every morning."""
    days = (month.last - month.first).days + 1
    return [calendar.at(month.first + timedelta(days=n), AT) for n in range(days)]


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Give open months the dates of today's calendar and tell the staff; how many moved."""
    open_months = select(Cycle).where(
        Cycle.office_id == unit_id(office), col(Cycle.closed_at).is_(None)
    )
    moved = [
        cycle for cycle in session.exec(open_months).all() if _moved(session, cycle, around, now)
    ]
    for cycle in moved:
        tell_staff(session, office, "redated", cycle.id, cycle.due_at.isoformat(), now)
    return len(moved)


def _moved(session: Session, cycle: Cycle, around: Practice, now: datetime) -> bool:
    month = Month.parse(cycle.month)
    return redate(session, cycle, dates(month, around.calendar, around.rules.dispatch), now)
