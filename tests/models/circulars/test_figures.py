"""The figures of a month's circular: read once, stored, and the same for text and tables."""

from datetime import date
from decimal import Decimal

import pytest

from models.circulars.circulars import text_now
from models.circulars.figures import Figures, share
from models.circulars.missing import missed
from models.circulars.reading import figures_of
from models.matters.ledger import State
from models.refusals import Reason, Refused
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.milestone_facts import MilestoneFact, SetAsideFact
from models.standings.rules import Mode, StandingRules
from models.store import Store
from models.units import Cohort, Unit, unit_id
from tests.desk import CALENDAR, RULES, Counted, Desk
from tests.models.circulars.month import AFTER, NOVEMBER, City, found, over


@pytest.fixture
def city(store: Store) -> City:
    """A city whose November is over and not scored yet."""
    return found(store)


def read(city: City) -> Figures:
    with city.store.reading() as session:
        return city.figures(session)


def test_there_are_no_figures_without_scores(city: City) -> None:
    with pytest.raises(Refused) as refused:
        read(city)
    assert refused.value.reason is Reason.NO_SCORES


def test_matters_are_counted_without_those_set_aside(city: City) -> None:
    city.score()
    figures = read(city)
    units = len(city.desk.units) + 1  # and the town
    assert figures.matters == 3 * units + 2, "the suspended one is in no denominator"
    assert [(one.state, one.n) for one in figures.aside] == [(State.SUSPENDED, 1)]
    assert sum(one.n for one in figures.states) == figures.matters
    assert sum(one.n for one in figures.lights) == figures.matters
    assert sum(one.total for one in figures.kinds) == figures.matters
    assert [one.matter for one in figures.closed] == ["2026-902"]


def test_answers_are_counted_and_the_others_named(city: City) -> None:
    city.score()
    returns = read(city).returns
    assert (returns.asked, returns.on_time, returns.late) == (5, 1, ())
    assert returns.missing == ("Town", "Unit 1", "Unit 2", "Unit 3")


def test_what_was_missed_stands_with_its_unit_date_and_delay(city: City) -> None:
    city.score()
    (one,) = read(city).missed
    assert (one.matter, one.unit, one.due_on) == ("2026-901", "Unit 1", date(2026, 11, 20))
    assert one.handed_in_on is None
    assert one.days == CALENDAR.count(date(2026, 11, 20), date(2026, 12, 3)) == 9


def test_what_was_set_aside_after_its_date_is_missed_in_that_month_only() -> None:
    aside = SetAsideFact(state=State.SUSPENDED, approved_on=date(2026, 10, 28))
    fact = MilestoneFact(
        matter="2026-7", title="Reform", first_due_on=date(2026, 10, 20), set_aside=aside
    )
    unit = UnitFacts(code="U1", name="Unit 1", cohort=Cohort.DISTRICT, milestones=(fact,))
    in_october, in_november = (
        missed(MonthFacts(month=month, units=(unit,)), CALENDAR, cutoff_on)
        for month, cutoff_on in (("2026-10", date(2026, 11, 4)), ("2026-11", date(2026, 12, 3)))
    )
    assert [one.matter for one in in_october] == ["2026-7"]
    assert in_november == (), "the score leaves it out as well (DOMAIN §2)"


@pytest.mark.parametrize("mode", list(Mode))
def test_no_more_of_the_ranking_is_kept_than_the_mode_publishes(city: City, mode: Mode) -> None:
    city.score(mode)
    figures = read(city)
    kept = figures.model_dump_json()
    totals = [place for cohort in figures.ranking for place in cohort.places]
    assert figures.mode is mode
    assert bool(totals) is (mode is Mode.FULL)
    assert ('"total":"' in kept) is (mode is Mode.FULL)
    assert bool(figures.ranking) is (mode is not Mode.NONE)
    if mode is Mode.OWN:
        assert all(not (one.places or one.bands or one.unranked) for one in figures.ranking)


def test_scores_that_are_not_published_stand_in_no_circular(city: City) -> None:
    city.score(None)
    figures = read(city)
    assert (figures.published, figures.mode, figures.ranking) == (False, Mode.NONE, ())


def test_places_are_those_of_the_scores(city: City) -> None:
    city.score()
    figures = read(city)
    cohorts = [one.cohort for one in figures.ranking]
    assert cohorts == sorted(cohorts, key=list(Cohort).index)
    for cohort in figures.ranking:
        ranks = [place.rank for place in cohort.places]
        assert ranks == sorted(ranks)
        assert cohort.ranked == len(cohort.places)


def test_bands_name_units_in_roster_order() -> None:
    rules = StandingRules(bands=(Decimal(90), Decimal(50)))
    assert [rules.band(Decimal(n)) for n in (95, 90, 50, 49)] == [0, 0, 1, 2]


def test_the_next_month_follows_the_calendar(city: City) -> None:
    city.score()
    coming = read(city).coming
    assert coming.month == "2026-12"
    assert CALENDAR.today(coming.prompt_at) == date(2026, 12, 21), "the 20th is a Sunday"
    assert CALENDAR.today(coming.due_at) == date(2026, 12, 31)


def test_what_is_stored_is_what_was_read(city: City) -> None:
    city.score()
    with city.store.transaction() as session:
        figures = city.figures(session)
        number = city.draft(session).id or 0
    with city.store.reading() as session:
        kept = text_now(session, city.circular(session, number)).read_figures()
    assert kept == figures


def test_shares_are_rounded_half_up() -> None:
    assert (share(1, 8), share(1, 3), share(0, 0)) == (
        Decimal("12.5"),
        Decimal("33.3"),
        Decimal("0.0"),
    )
    assert share(1, 16) == Decimal("6.3"), "6.25 is rounded up"


def test_the_statements_do_not_grow_with_the_units(
    databases_of_two_sizes: tuple[Desk, Desk],
) -> None:
    counts = []
    for desk in databases_of_two_sizes:
        city = over(desk)
        city.score()
        with Counted(desk.store) as counted, desk.store.reading() as session:
            office = session.get_one(Unit, unit_id(desk.office))
            figures_of(session, office, NOVEMBER, RULES, CALENDAR, AFTER)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1]
