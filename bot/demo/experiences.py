"""What the city's units have written: two taken, one to review, and a jury that is voting."""

from datetime import datetime, time

from sqlmodel import Session, delete

from bot.demo.city import City
from bot.demo.names import Names
from models.calendar import Calendar
from models.experiences.experiences import Experience, experience_id
from models.experiences.opening import open_vote
from models.experiences.periods import period_of
from models.experiences.reviewing import accept
from models.experiences.rules import ExperienceRules
from models.experiences.selections import begin, call, enter
from models.experiences.writing import add_text, draft_of, name_it, submit
from models.experiences.writing import begin as begin_writing
from models.outbox import Outbox
from models.people.posts import Role, person_id
from models.units import unit_id


def write_experiences(
    session: Session,
    city: City,
    names: Names,
    now: datetime,
    calendar: Calendar,
    rules: ExperienceRules,
) -> None:
    """Three units hand one in; the clerk takes two, and calls a jury the day before."""
    yesterday = calendar.add(calendar.today(now), -1)
    at = calendar.at(yesterday, time(10, 0))
    clerk = person_id(city.first(Role.CLERK).person)
    found = [_handed_in(session, city, names, n, at) for n in range(3)]
    for one in found[:2]:
        accept(session, one, clerk, at)
    office, period = unit_id(city.office), period_of(yesterday, rules.select_months)
    selection = begin(session, office, period, rules, clerk, at)
    for one in found[:2]:
        enter(session, selection, experience_id(one), calendar)
    for role in (Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.INSPECTOR):
        call(session, selection, person_id(city.first(role).person))
    call(session, selection, person_id(city.cast()[0].person))
    open_vote(session, selection, rules, calendar, clerk, at)
    session.exec(delete(Outbox))  # all of it was said at the time


def _handed_in(session: Session, city: City, names: Names, n: int, at: datetime) -> Experience:
    """One of the first units', by its liaison."""
    unit = city.units[n]
    by = next(
        person_id(one.person)
        for one in city.players
        if one.unit is unit and one.role is Role.LIAISON
    )
    one = begin_writing(session, unit, by, at)
    draft = draft_of(session, one, by, at)
    title, _, text = names["experiences"][n].partition("\n")
    name_it(session, draft, title, by)
    add_text(session, draft, text, by)
    submit(session, one, by, at)
    return one
