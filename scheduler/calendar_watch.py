"""Moves an open month when the year's holidays came out after it had been opened (DOMAIN §3)."""

from collections.abc import Sequence, Set
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, Dates, dates, moved, redate
from models.people.staff import tell_staff
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id
from scheduler.looking import Asked

AT = time(8, 30)


def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
    """Every morning."""
    days = (month.last - month.first).days + 1
    return [calendar.at(month.first + timedelta(days=n), AT) for n in range(days)]


def concerns(session: Session, those: Sequence[Asked], _month: Month, _now: datetime) -> Set[int]:
    """Those with an open month whose dates are others by today's calendar."""
    around = {unit_id(office): practice for office, practice in those}
    open_months = session.exec(select(Cycle).where(col(Cycle.closed_at).is_(None))).all()
    return {
        cycle.office_id
        for cycle in open_months
        if cycle.office_id in around and moved(cycle, _dates(cycle, around[cycle.office_id]))
    }


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
    return redate(session, cycle, _dates(cycle, around), now)


def _dates(cycle: Cycle, around: Practice) -> Dates:
    return dates(Month.parse(cycle.month), around.calendar, around.rules.dispatch)
