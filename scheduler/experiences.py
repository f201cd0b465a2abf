"""Each working day: the series' next experience, jurors who have not voted, votes that closed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.experiences.outcome import tell_closed
from models.experiences.series import tell_due
from models.experiences.voting import remind
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the series' hour."""
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, rules.experiences.at) for day in days if calendar.is_working(day)]


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue what is to be told today; to how many persons."""
    rules, calendar = around.rules.experiences, around.calendar
    told = tell_due(session, office, calendar, now)
    told += remind(session, unit_id(office), rules, calendar, now)
    return told + tell_closed(session, unit_id(office), calendar, now)
