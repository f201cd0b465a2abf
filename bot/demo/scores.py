"""The scores that the city has behind it: published months, so that the next one has a before."""

from datetime import timedelta

from sqlmodel import Session, delete

from bot.demo.city import City
from models.calendar import Month
from models.dispatch.cycles import cycle_of
from models.outbox import Outbox
from models.people.posts import Role, person_id
from models.practice import Practice
from models.standings.computing import compute
from models.standings.publishing import publish
from models.units import unit_id

MONTHS = 2
"""So many months before this one are scored."""

PUBLISHED_AFTER = timedelta(days=6)
"""So long after the cut-off they were published."""


def write_scores(session: Session, city: City, practice: Practice, month: Month) -> None:
    """Score and publish the months before a month, as its office did at the time."""
    director = person_id(city.first(Role.DIRECTOR).person)
    for back in range(MONTHS, 0, -1):
        before = month.plus(-back)
        cycle = cycle_of(session, unit_id(city.office), before)
        if cycle is None:
            continue
        rules, calendar, at = practice.rules.standings, practice.calendar, cycle.cutoff_at
        run = compute(session, city.office, before, practice.scheme, rules, calendar, None, at)
        publish(session, run, rules.mode, director, at + PUBLISHED_AFTER)
    session.exec(delete(Outbox))  # all of it was said at the time
