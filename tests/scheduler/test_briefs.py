"""The monthly brief comes once to each leader, after the publication or on a plain day (§7)."""

from datetime import date, datetime, time

import pytest
from sqlmodel import Session, delete, select

from models.briefs.rules import BriefRules
from models.calendar import Month
from models.people.absences import take_leave
from models.people.posts import Person, Role, add_person, appoint
from models.practice import Practice
from models.rules import Rules
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, Standing
from models.store import Store
from models.units import Unit
from scheduler import briefs
from tests.scheduler.city import AROUND, BEFORE, RULES, SHANGHAI, Town, at, found
from tests.scheduler.test_duties import queued, run_until

NOVEMBER = Month(2026, 11)
PLAIN = at("2026-12-15 09:00")


@pytest.fixture
def town(store: Store) -> Town:
    """The town with Eve who leads water and roads, Fay the head, and Gus who has no telephone."""
    with store.transaction() as session:
        town = found(session)
        _join(session, "Eve", 105, (town.water, Role.LEADER), (town.roads, Role.LEADER))
        _join(session, "Fay", 106, (town.office, Role.HEAD))
        _join(session, "Gus", None, (town.idle, Role.LEADER))
    run_until(store, at("2026-12-03 18:00"))
    return town


def _join(session: Session, name: str, telephone: int | None, *posts: tuple[Unit, Role]) -> None:
    person = add_person(session, name, "en")
    person.telegram_id = telephone
    for unit, role in posts:
        appoint(session, person, unit, role, None, BEFORE)


def brought(store: Store, town: Town, now: datetime, around: Practice = AROUND) -> list[str]:
    """Run the duty for November; who has been brought a brief by now."""
    with store.transaction() as session:
        briefs.run(session, town.office, around, NOVEMBER, now)
        rows = queued(session, "month_brief")
        return sorted(session.get_one(Person, row.person_id).name for row in rows)


def publish_november(store: Store, town: Town, now: datetime) -> None:
    """Let the month be computed and published."""
    with store.transaction() as session:
        rules, scheme = RULES.standings, AROUND.scheme
        office, days = town.office, AROUND.calendar
        run = compute(session, office, NOVEMBER, scheme, rules, days, None, now)
        publish(session, run, Mode.FULL, town.dan.id or 0, now)


def unscored(store: Store) -> None:
    """Let the month have no scores."""
    with store.transaction() as session:
        session.exec(delete(Standing))
        session.exec(delete(Run))


def test_it_waits_for_the_publication_and_comes_once(store: Store, town: Town) -> None:
    assert brought(store, town, at("2026-12-04 09:00")) == []
    publish_november(store, town, at("2026-12-09 15:00"))
    assert brought(store, town, at("2026-12-10 09:00")) == ["Eve", "Fay"]
    assert brought(store, town, at("2026-12-11 09:00")) == ["Eve", "Fay"]
    assert brought(store, town, PLAIN) == ["Eve", "Fay"]


def test_without_scores_it_comes_on_the_plain_day(store: Store, town: Town) -> None:
    unscored(store)
    assert brought(store, town, at("2026-12-14 09:00")) == []
    assert brought(store, town, PLAIN) == ["Eve", "Fay"]


def test_it_waits_a_little_for_scores_and_comes_with_them_after_all(
    store: Store, town: Town
) -> None:
    publish_november(store, town, at("2026-12-16 15:00"))
    with store.transaction() as session:
        run = session.exec(select(Run)).one()
        when, run.published_at = run.published_at, None
    assert brought(store, town, PLAIN) == []
    assert brought(store, town, at("2026-12-17 09:00")) == []
    with store.transaction() as session:
        session.exec(select(Run)).one().published_at = when
    assert brought(store, town, at("2026-12-17 09:00")) == ["Eve", "Fay"], "once, with figures"
    assert brought(store, town, at("2026-12-18 09:00")) == ["Eve", "Fay"]


def test_who_was_told_without_figures_is_told_once_more_with_them(store: Store, town: Town) -> None:
    publish_november(store, town, at("2026-12-22 15:00"))
    with store.transaction() as session:
        run = session.exec(select(Run)).one()
        when, run.published_at = run.published_at, None
    assert brought(store, town, at("2026-12-18 09:00")) == ["Eve", "Fay"]
    assert brought(store, town, at("2026-12-21 09:00")) == ["Eve", "Fay"]
    with store.transaction() as session:
        session.exec(select(Run)).one().published_at = when
    assert brought(store, town, at("2026-12-23 09:00")) == ["Eve", "Eve", "Fay", "Fay"]
    assert brought(store, town, at("2026-12-24 09:00")) == ["Eve", "Eve", "Fay", "Fay"]


def test_who_is_on_leave_gets_it_after_it_and_a_missed_one_is_not_made_up_for(
    store: Store, town: Town
) -> None:
    unscored(store)
    assert brought(store, town, at("2026-12-21 09:00")) == []
    with store.transaction() as session:
        eve = session.exec(select(Person).where(Person.name == "Eve")).one()
        first = date(2026, 12, 14)
        take_leave(session, eve, first, date(2026, 12, 15), first, at("2026-12-14 09:00"))
    assert brought(store, town, PLAIN) == ["Fay"]
    assert brought(store, town, at("2026-12-16 09:00")) == ["Eve", "Fay"]


def test_its_mornings_are_working_mornings_after_the_cut_off() -> None:
    found = briefs.moments(NOVEMBER, AROUND.calendar, RULES)
    days = [one.astimezone(SHANGHAI).strftime("%m-%d %H:%M") for one in found]
    assert (days[0], days[-1], len(days)) == ("12-04 09:00", "12-31 09:00", 20)
    late = Rules(brief=BriefRules(at=time(8, 30), day=1))
    first = briefs.moments(NOVEMBER, AROUND.calendar, late)[0]
    assert first.astimezone(SHANGHAI).strftime("%m-%d %H:%M") == "12-04 08:30"
    off = Rules(brief=BriefRules.model_validate({"at": ""}))
    assert briefs.moments(NOVEMBER, AROUND.calendar, off) == []
