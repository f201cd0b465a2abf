"""The leaders' brief, once a month: after the publication, or on a plain day without one (§7)."""

from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.briefs.bringing import bring
from models.calendar import Calendar, Month
from models.dispatch.cycles import dates
from models.practice import Practice
from models.rules import Rules
from models.standings.runs import Run
from models.units import Unit, unit_id
from scheduler.looking import Asked

LATEST = 3
"""Working days after the plain day on which it still reaches who was on leave until then."""


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Every working morning from the one after the cut-off; none where it is turned off."""
    clock = rules.brief.at
    if clock is None:
        return []
    first, last = _morning_after_cutoff(month, calendar, rules), _last(month, calendar, rules)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [calendar.at(day, clock) for day in days if calendar.is_working(day)]


def concerns(session: Session, those: Sequence[Asked], month: Month, now: datetime) -> Set[int]:
    """Those that have published the month, and all of them from the plain day on."""
    published = _published(session, month)
    return {
        unit_id(office)
        for office, practice in those
        if _goes_out(practice, month, now, published=unit_id(office) in published)
    }


def _published(session: Session, month: Month) -> Set[int]:
    statement = select(Run.office_id).where(
        Run.month == str(month), col(Run.published_at).is_not(None)
    )
    return set(session.exec(statement))


def _goes_out(around: Practice, month: Month, now: datetime, *, published: bool) -> bool:
    calendar, rules = around.calendar, around.rules
    today = calendar.today(now)
    if not _morning_after_cutoff(month, calendar, rules) <= today <= _last(month, calendar, rules):
        return False
    return published or today >= _plain(month, calendar, rules)


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Bring the brief to each leader once; how many leaders.

    Nothing before the month is published or the plain day has come, and nothing when it is long
    over: a brief tells how things stand now, so a missed one is not made up for.
    """
    published = unit_id(office) in _published(session, month)
    if not _goes_out(around, month, now, published=published):
        return 0
    return bring(session, office, month, around.calendar.today(now), now)


def _morning_after_cutoff(month: Month, calendar: Calendar, rules: Rules) -> date:
    cutoff = dates(month, calendar, rules.dispatch).cutoff_at
    return calendar.add(calendar.today(cutoff), 1)


def _plain(month: Month, calendar: Calendar, rules: Rules) -> date:
    """The working day on which it goes out in any case."""
    after = month.plus(1)
    day = calendar.on_or_after(date(after.year, after.month, rules.brief.day))
    return max(day, _morning_after_cutoff(month, calendar, rules))


def _last(month: Month, calendar: Calendar, rules: Rules) -> date:
    return calendar.add(_plain(month, calendar, rules), LATEST)
