"""The month is scored at its cut-off, once, and never published by itself (DOMAIN §3)."""

from decimal import Decimal

import pytest
from sqlmodel import select

from models.calendar import Month
from models.people.posts import Role, add_person, appoint, person_id
from models.practice import Practice, Practices
from models.scoring.component_schemes import Weights
from models.scoring.scheme import Scheme
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, newest_run, scheme_of
from models.store import Store
from models.units import unit_id
from scheduler.duties import DUTIES, duty_named, keep, perform
from scheduler.timetable import Timetable
from tests.scheduler.city import AROUND, BEFORE, PRACTICES, Town, at, found
from tests.scheduler.test_duties import queued

NOVEMBER = Month(2026, 11)
CUTOFF = at("2026-12-03 18:00")
READY = at("2026-12-09 08:30")
"""The morning after the third working day from the cut-off."""


@pytest.fixture
def town(store: Store) -> Town:
    """The town with a director; November is opened and cut off."""
    with store.transaction() as session:
        town = found(session)
        eve = add_person(session, "Eve", "en")
        eve.telegram_id = 105
        appoint(session, eve, town.office, Role.DIRECTOR, None, BEFORE)
    for one in Timetable(AROUND).between(BEFORE, CUTOFF):
        keep(store, one, town.office, AROUND, one.moment)
    return town


def runs(store: Store) -> list[Run]:
    """Every version there is."""
    with store.reading() as session:
        return list(session.exec(select(Run)))


def test_at_the_cut_off_it_is_scored_after_the_month_is_closed(store: Store, town: Town) -> None:
    (run,) = runs(store)
    assert (run.month, run.version, run.computed_at) == ("2026-11", 1, CUTOFF)
    assert (run.computed_by, run.published_at) == (None, None)
    names = [duty.name for duty in DUTIES]
    assert names.index("standings") > names.index("cutoff")
    with store.reading() as session:
        previews = {row.unit_id for row in queued(session, "standing_preview")}
        assert previews == {unit_id(town.water), unit_id(town.roads)}


def test_twice_is_harmless_and_too_early_nothing(store: Store, town: Town) -> None:
    for moment in ("2026-12-03 17:59", "2026-12-03 19:00", "2026-12-08 17:00"):
        assert perform(store, duty_named("standings"), PRACTICES, at(moment)) == 0
    assert len(runs(store)) == 1
    assert town.office.code == "O"


def test_who_may_publish_is_told_once_when_the_days_for_appeals_are_over(
    store: Store, town: Town
) -> None:
    coming = Timetable(AROUND).between(CUTOFF, at("2026-12-20 00:00"))
    mine = [one for one in coming if one.duty.name == "standings"]
    assert mine[0].moment == READY
    for one in mine:
        keep(store, one, town.office, AROUND, one.moment)
    with store.reading() as session:
        (told,) = queued(session, "run_ready")
        assert told.created_at == READY
    assert runs(store)[0].published_at is None


def test_a_published_month_is_not_spoken_of(store: Store, town: Town) -> None:
    with store.transaction() as session:
        run = newest_run(session, unit_id(town.office), NOVEMBER)
        assert run
        publish(session, run, Mode.NONE, person_id(town.dan), at("2026-12-08 19:00"))
    perform(store, duty_named("standings"), PRACTICES, READY)
    with store.reading() as session:
        assert queued(session, "run_ready") == []


def test_the_scheme_in_force_is_used_and_kept(store: Store, town: Town) -> None:
    scheme = Scheme(name="ours", weights=Weights(returns=Decimal(50)))
    around = Practices(Practice(AROUND.rules, AROUND.calendar, scheme))
    perform(store, duty_named("dispatch"), around, at("2026-12-21 09:00"))
    perform(store, duty_named("standings"), around, at("2027-01-06 18:00"))
    with store.reading() as session:
        run = newest_run(session, unit_id(town.office), NOVEMBER.plus(1))
        assert run
        assert scheme_of(run) == scheme
