"""Cuts the month off and tells the office who has handed in nothing (DOMAIN §3)."""

from collections.abc import Sequence, Set
from datetime import datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.dispatch.opening import close_cycle
from models.dispatch.returns import Return, missed_in
from models.outbox import Message, put
from models.people.staff import tell_staff
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id
from scheduler.looking import Asked


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """The cut-off, which lies in the month after."""
    return [dates(month, calendar, rules.dispatch).cutoff_at]


def concerns(session: Session, _those: Sequence[Asked], month: Month, now: datetime) -> Set[int]:
    """Those whose month is open past its cut-off."""
    statement = select(Cycle.office_id).where(
        Cycle.month == str(month), col(Cycle.closed_at).is_(None), col(Cycle.cutoff_at) <= now
    )
    return set(session.exec(statement))


def run(session: Session, office: Unit, _around: Practice, month: Month, now: datetime) -> int:
    """Close the month once it is past its cut-off; how many units are missing."""
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None or cycle.closed_at or now < cycle.cutoff_at:
        return 0
    missing = close_cycle(session, cycle, now)
    put(session, now, *(_missed(one) for one in missed_in(session, cycle.id or 0)))
    tell_staff(session, office, "cut_off", cycle.id, "once", now)
    return missing


def _missed(one: Return) -> Message:
    return Message(kind="missed", key=f"missed:{one.id}", unit_id=one.unit_id, subject_id=one.id)
