"""The leaders' brief, once a month: after the publication, or on a plain day without one (§7)."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from models.briefs.bringing import Edition, bring
from models.calendar import Calendar, Month
from models.dispatch.cycles import dates
from models.practice import Practice
from models.rules import Rules
from models.standings.runs import Run
from models.units import Unit, unit_id
from scheduler.looking import Asked

LATEST = 3
"""Working days for which it still reaches who was on leave when it came."""
WAITS = 3
"""Working days after the plain day for which it waits for scores that may still be published."""

Scored = Mapping[int, datetime | None]
"""By office that has scored the month: when it was first published, None while it is not."""


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Every working morning from the one after the cut-off until the end of the month after.

    None where it is turned off.
    """
    clock = rules.brief.at
    if clock is None:
        return []
    first, last = _morning_after_cutoff(month, calendar, rules), _last(month, calendar)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [calendar.at(day, clock) for day in days if calendar.is_working(day)]


def concerns(session: Session, those: Sequence[Asked], month: Month, now: datetime) -> Set[int]:
    """Those for which one of the editions is due today."""
    scored = _scored(session, month)
    return {unit_id(office) for office, around in those if _due(office, around, month, scored, now)}


def run(session: Session, office: Unit, around: Practice, month: Month, now: datetime) -> int:
    """Bring the brief to each leader; how many leaders.

    Once, with the published figures. While these may still come it waits some days over the plain
    day; then it comes without them, and with them when they come after all. A brief tells how
    things stand now, so one that was missed for long is not made up for.
    """
    edition = _due(office, around, month, _scored(session, month), now)
    if edition is None:
        return 0
    return bring(session, office, month, edition, around.calendar.today(now), now)


def _scored(session: Session, month: Month) -> Scored:
    first = func.min(col(Run.published_at))
    statement = (
        select(Run.office_id, first).where(Run.month == str(month)).group_by(col(Run.office_id))
    )
    return dict(session.exec(statement).all())


def _due(
    office: Unit, around: Practice, month: Month, scored: Scored, now: datetime
) -> Edition | None:
    """Which edition an office's leaders are to have today; None on a day without one."""
    calendar, rules, number = around.calendar, around.rules, unit_id(office)
    today, plain = calendar.today(now), _plain(month, calendar, rules)
    published = scored.get(number)
    if published:
        edition = Edition.PUBLISHED
        first = max(calendar.today(published), _morning_after_cutoff(month, calendar, rules))
    else:
        edition = Edition.PLAIN
        first = calendar.add(plain, WAITS) if number in scored else plain
    last = min(calendar.add(max(first, plain), LATEST), _last(month, calendar))
    return edition if first <= today <= last else None


def _morning_after_cutoff(month: Month, calendar: Calendar, rules: Rules) -> date:
    cutoff = dates(month, calendar, rules.dispatch).cutoff_at
    return calendar.add(calendar.today(cutoff), 1)


def _plain(month: Month, calendar: Calendar, rules: Rules) -> date:
    """The working day on which it goes out where there are no scores."""
    after = month.plus(1)
    day = calendar.on_or_after(date(after.year, after.month, rules.brief.day))
    return max(day, _morning_after_cutoff(month, calendar, rules))


def _last(month: Month, calendar: Calendar) -> date:
    """When the month after is over, nobody is brought how this one ended."""
    return calendar.last_working_day(month.plus(1))
