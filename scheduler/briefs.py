"""The leaders' brief, once a month: after the publication, or on a plain day without one (§7)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models.briefs.bringing import bring
from models.calendar import Calendar, Month
from models.dispatch.cycles import dates
from models.practice import Practice
from models.rules import Rules
from models.standings.runs import published_run
from models.units import Unit, unit_id

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


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Bring the brief to each leader once; how many leaders.

    Nothing before the month is published or the plain day has come, and nothing when it is long
    over: a brief tells how things stand now, so a missed one is not made up for.
    """
    calendar, rules = around.calendar, around.rules
    today = calendar.today(now)
    if not _morning_after_cutoff(month, calendar, rules) <= today <= _last(month, calendar, rules):
        return 0
    if today < _plain(month, calendar, rules):
        known = published_run(session, unit_id(office), month)
        if known is None:
            return 0
    return bring(session, office, month, today, now)


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
