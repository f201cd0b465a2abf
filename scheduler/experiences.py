"""Each working day: the series' next experience, jurors who have not voted, votes that closed."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.experiences.outcome import tell_closed
from models.experiences.selections import Selection, SelectionState
from models.experiences.series import ExperienceSeries, SeriesPart, SeriesState
from models.experiences.telling import tell_due
from models.experiences.voting import remind
from models.practice import Practice
from models.rules import Rules
from models.units import Unit, unit_id
from scheduler.looking import Asked


def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
    """Each working day at the series' hour."""
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    return [calendar.at(day, rules.experiences.at) for day in days if calendar.is_working(day)]


def concerns(session: Session, _those: Sequence[Asked], _month: Month, _now: datetime) -> Set[int]:
    """Those with a series of which something is still to go out, or with a vote."""
    running = (
        select(ExperienceSeries.office_id)
        .join(SeriesPart, col(SeriesPart.series_id) == col(ExperienceSeries.id))
        .where(ExperienceSeries.state == SeriesState.RUNNING, col(SeriesPart.told_at).is_(None))
    )
    votes = select(Selection.office_id).where(Selection.state == SelectionState.VOTING)
    return {*session.exec(running), *session.exec(votes)}


def run(session: Session, office: Unit, around: Practice, _month: Month, now: datetime) -> int:
    """Queue what is to be told today; to how many persons."""
    rules, calendar = around.rules.experiences, around.calendar
    told = tell_due(session, office, calendar, now)
    told += remind(session, unit_id(office), rules, calendar, now)
    return told + tell_closed(session, unit_id(office), calendar, now)
