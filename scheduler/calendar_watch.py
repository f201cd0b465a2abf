"""Moves an open month when the year's holidays came out after it had been opened (DOMAIN §3)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.cycles import Cycle, dates, redate
from models.outbox import Message, put
from models.rules import Rules
from models.staff import staff_of
from models.units import Unit, unit_id
from scheduler.surroundings import Surroundings

AT = time(8, 30)


def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
    """Every morning."""
    days = (month.last - month.first).days + 1
    return [calendar.at(month.first + timedelta(days=n), AT) for n in range(days)]


def run(session: Session, office: Unit, around: Surroundings, _month: Month, now: datetime) -> int:
    """Give open months the dates of today's calendar and tell the staff; how many moved."""
    open_months = select(Cycle).where(
        Cycle.office_id == unit_id(office), col(Cycle.closed_at).is_(None)
    )
    moved = [
        cycle
        for cycle in session.exec(open_months).all()
        if redate(
            session,
            cycle,
            dates(Month.parse(cycle.month), around.calendar, around.rules.dispatch),
            now,
        )
    ]
    people = staff_of(session, unit_id(office)) if moved else []
    put(
        session,
        now,
        *(
            Message(
                kind="redated",
                key=f"redated:{cycle.id}:{cycle.due_at.isoformat()}:{person.id}",
                person_id=person.id,
                subject_id=cycle.id,
            )
            for cycle in moved
            for person in people
        ),
    )
    return len(moved)
