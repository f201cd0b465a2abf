"""一月一调度: opens the month and queues one prompt for each unit (DOMAIN §3)."""

from collections.abc import Sequence, Set
from datetime import datetime

from sqlmodel import Session, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, dates
from models.dispatch.opening import open_cycle
from models.dispatch.returns import returns_in
from models.people.staff import tell_staff
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id
from scheduler.looking import Asked


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """When the month's prompt goes out."""
    return [dates(month, calendar, rules.dispatch).prompt_at]


def concerns(session: Session, those: Sequence[Asked], month: Month, _now: datetime) -> Set[int]:
    """Those that have not opened the month."""
    opened = session.exec(select(Cycle.office_id).where(Cycle.month == str(month)))
    return {unit_id(office) for office, _ in those} - set(opened)


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Open the month, unless it is open or past its cut-off; how many prompts were queued.

    When the year's holidays are not published yet, the office's staff are told that the dates may
    still move.
    """
    if now > dates(month, around.calendar, around.rules.dispatch).cutoff_at:
        return 0
    cycle = open_cycle(session, office, month, around.calendar, around.rules.dispatch, now)
    if cycle is None:
        return 0
    if cycle.provisional:
        tell_staff(session, office, "provisional", cycle.id, "once", now)
    return len(returns_in(session, cycle.id or 0))
