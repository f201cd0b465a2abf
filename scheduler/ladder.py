"""三单一书: walks the ladder of slips each working day (DOMAIN §4)."""

from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, exists, or_, select

from models.calendar import Calendar, Month
from models.matters.ledger import OPEN_STATES, Matter, Milestone
from models.practice import Practice
from models.rules import Rules
from models.slips.ladder import walk
from models.slips.slips import RUNNING, UNSIGNED, Slip
from models.units import Unit
from scheduler.looking import Asked, with_any_of


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the ladder's time."""
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, rules.slips.at) for day in days if calendar.is_working(day)]


def concerns(session: Session, those: Sequence[Asked], _month: Month, now: datetime) -> Set[int]:
    """Those with slips that are not done with, and those with a date that has come near."""
    until = max(_prompted_until(practice, now) for _, practice in those)
    running = select(Slip.office_id).where(col(Slip.state).in_(RUNNING | UNSIGNED)).distinct()
    step = exists().where(
        col(Milestone.matter_id) == col(Matter.id),
        col(Milestone.done_on).is_(None),
        col(Milestone.due_on) <= until,
    )
    coming = (
        select(Unit.path)
        .join(Matter, col(Matter.lead_unit_id) == col(Unit.id))
        .where(col(Matter.state).in_(OPEN_STATES), or_(col(Matter.due_on) <= until, step))
        .distinct()
    )
    return with_any_of(those, session.exec(coming)) | set(session.exec(running))


def _prompted_until(around: Practice, now: datetime) -> date:
    calendar = around.calendar
    return calendar.add(calendar.today(now), around.rules.slips.prompt.days)


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Send the prompts and draft the reminders and orders that have come due; how many."""
    return walk(session, office, around.rules.slips, around.calendar, now)
