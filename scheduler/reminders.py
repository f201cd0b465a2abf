"""Reminds those who still owe, before due and on the morning after (DOMAIN §3)."""

from collections.abc import Sequence, Set
from datetime import datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.dispatch.reminders import remind
from models.dispatch.returns import owing
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id
from scheduler.looking import Asked


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """So many working days before due, and the morning of the working day after it."""
    when = dates(month, calendar, rules.dispatch)
    due = calendar.today(when.due_at)
    days = [calendar.add(due, -before) for before in rules.reminders.working_days_before]
    if rules.reminders.morning_after:
        days.append(calendar.add(due, 1))
    at = [calendar.at(day, rules.reminders.at) for day in sorted(set(days))]
    return [moment for moment in at if when.prompt_at < moment < when.cutoff_at]


def concerns(session: Session, _those: Sequence[Asked], month: Month, _now: datetime) -> Set[int]:
    """Those whose month is open."""
    statement = select(Cycle.office_id).where(
        Cycle.month == str(month), col(Cycle.closed_at).is_(None)
    )
    return set(session.exec(statement))


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Queue one merged reminder for each person who still owes; how many persons."""
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None or cycle.closed_at:
        return 0
    owed = owing(session, cycle.id or 0)
    people, _nobody = remind(session, owed, around.calendar.today(now), now)
    return len(people)
