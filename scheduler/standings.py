"""一月一排名: scores the month at its cut-off, previews it, says when it can be published (§3)."""

from collections.abc import Sequence, Set
from datetime import datetime, time

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.practice import Practice
from models.rules import Rules
from models.standings.computing import compute
from models.standings.publishing import preview, remind_to_publish
from models.standings.runs import Run, newest_run
from models.units import Unit, unit_id
from scheduler.looking import Asked

MORNING = time(9, 0)
"""When it is said that a month can be published, where no working hours are set."""

LATEST = 5
"""Working days after the days for appeals on which it is looked for a month to be published."""


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """The cut-off, then the mornings after the days for appeals."""
    cutoff = dates(month, calendar, rules.dispatch).cutoff_at
    over = calendar.add(calendar.today(cutoff), rules.standings.appeal_days)
    mornings = [calendar.add(over, n) for n in range(1, LATEST + 1)]
    return [cutoff, *(calendar.at(day, calendar.opens or MORNING) for day in mornings)]


def concerns(session: Session, _those: Sequence[Asked], month: Month, now: datetime) -> Set[int]:
    """Those past their cut-off without scores, or with scores that can be published now."""
    over = select(Cycle.office_id).where(Cycle.month == str(month), col(Cycle.cutoff_at) <= now)
    runs = select(Run).where(Run.month == str(month)).order_by(col(Run.version))
    newest = {run.office_id: run for run in session.exec(runs)}
    resting = {
        office for office, run in newest.items() if run.published_at or now <= run.appeals_until
    }
    return set(session.exec(over)) - resting


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Score the month once it is past its cut-off, once; how many were told what to do.

    Nothing is ever published by itself (DOMAIN §3).
    """
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None or now < cycle.cutoff_at:
        return 0
    known = newest_run(session, unit_id(office), month)
    if known is None:
        return _score(session, office, around, cycle, now)
    if known.published_at or now <= known.appeals_until:
        return 0
    return remind_to_publish(session, known, now)


def _score(session: Session, office: Unit, around: Practice, cycle: Cycle, now: datetime) -> int:
    """Compute and preview; how many units see their figures."""
    month, rules = Month.parse(cycle.month), around.rules.standings
    made = compute(session, office, month, around.scheme, rules, around.calendar, None, now)
    return preview(session, made, office, now)
