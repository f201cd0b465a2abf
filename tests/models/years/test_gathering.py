"""A year is put together from what was published, whatever was computed beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlmodel import Session

from models.scoring.scheme import Scheme, YearScheme
from models.standings.rules import Mode
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from models.years.gathering import (
    OfficeYear,
    UnitYear,
    gather,
    latest_year,
    offices_scoring,
)
from models.years.year_ends import Entry, enter
from tests.desk import Counted
from tests.models.years.published import JANUARY_TO_JUNE, NOW, publish_month


@dataclass
class City:
    """An office over two districts and a department."""

    session: Session
    office: Unit
    east: Unit
    west: Unit
    finance: Unit

    def months(self, *months: str, mode: Mode = Mode.FULL) -> None:
        """East has 90 in every month, West 80."""
        for month in months:
            totals: dict[int, Decimal | None] = {
                unit_id(self.east): Decimal(90),
                unit_id(self.west): Decimal(80),
                unit_id(self.finance): None,
            }
            publish_month(self.session, self.office, month, totals, mode=mode)

    def ends(self, **scores: str) -> None:
        """Year-end scores by the name of the unit."""
        entries = {
            unit_id(getattr(self, name)): Entry(Decimal(text), "minutes")
            for name, text in scores.items()
        }
        enter(self.session, self.office, 2026, entries, None, NOW)

    def gathered(self) -> OfficeYear:
        """The year."""
        return gather(self.session, unit_id(self.office), 2026, YearScheme())

    def line(self, unit: Unit) -> UnitYear:
        """A unit's line."""
        return next(self.gathered().of({unit_id(unit)}))


@pytest.fixture
def city(store: Store) -> Iterator[City]:
    with store.transaction() as session:
        root = add_unit(session, "C", "City", Cohort.CITY)
        office = add_unit(session, "O", "Office", Cohort.OFFICE, root)
        made = [
            add_unit(session, "E", "East", Cohort.DISTRICT, root),
            add_unit(session, "W", "West", Cohort.DISTRICT, root),
            add_unit(session, "F", "Finance", Cohort.DEPARTMENT, root),
        ]
        yield City(session, office, *made)


def test_half_the_mean_and_half_the_year_end_score(city: City) -> None:
    city.months(*JANUARY_TO_JUNE)
    city.ends(east="80", west="100")
    year = city.gathered()
    west, east = year.cohorts[Cohort.DISTRICT]
    assert [one.unit.code for one in (west, east)] == ["W", "E"]
    assert [one.year.final for one in (west, east)] == [Decimal("90.00"), Decimal("85.00")]
    assert [one.row.rank for one in (west, east)] == [1, 2]
    assert year.months == JANUARY_TO_JUNE
    (finance,) = year.cohorts[Cohort.DEPARTMENT]
    assert (finance.year.count, finance.year.missing, finance.row.rank) == (0, 6, None)


def test_the_newest_published_version_of_a_month_counts(city: City) -> None:
    city.months(*JANUARY_TO_JUNE)
    east = unit_id(city.east)
    publish_month(city.session, city.office, "2026-06", {east: Decimal(96)}, version=2)
    publish_month(city.session, city.office, "2026-06", {east: Decimal(1)}, version=3, mode=None)
    publish_month(city.session, city.office, "2026-07", {east: Decimal(1)}, mode=None)
    publish_month(city.session, city.office, "2025-12", {east: Decimal(1)})
    publish_month(city.session, city.office, "2027-01", {east: Decimal(1)})
    line = city.line(city.east)
    assert line.year.months == {**dict.fromkeys(JANUARY_TO_JUNE, 90), "2026-06": 96}
    assert line.year.mean == 91


def test_a_year_end_score_before_any_month_is_listed(city: City) -> None:
    city.ends(east="80")
    line = city.line(city.east)
    assert line.year.year_end == Decimal(80)
    assert line.year.missing == 6
    assert line.year.final is None
    assert line.year_end
    assert line.year_end.basis == "minutes"


def test_the_rules_are_those_by_which_the_last_month_was_scored(city: City) -> None:
    city.months("2026-01")
    own = Scheme(year=YearScheme(monthly=Decimal(1), year_end=Decimal(0), fewest_months=2))
    totals: dict[int, Decimal | None] = {unit_id(city.east): Decimal(70)}
    publish_month(city.session, city.office, "2026-02", totals, scheme=own)
    line = city.line(city.east)
    assert (line.year.missing, line.year.final) == (0, Decimal("80.00"))


@pytest.mark.parametrize(
    ("published", "rule", "shown"),
    [
        (Mode.FULL, Mode.FULL, Mode.FULL),
        (Mode.FULL, Mode.OWN, Mode.OWN),
        (Mode.BANDS, Mode.FULL, Mode.BANDS),
        (Mode.NONE, Mode.BANDS, Mode.NONE),
    ],
)
def test_a_year_shows_no_more_than_its_months_did(
    city: City, published: Mode, rule: Mode, shown: Mode
) -> None:
    city.months("2026-01", mode=published)
    city.months("2026-02", mode=Mode.FULL)
    assert city.gathered().shown(rule) is shown


def test_which_offices_score_a_unit_and_their_latest_year(city: City) -> None:
    assert offices_scoring(city.session, [unit_id(city.east)]) == []
    assert latest_year(city.session, [unit_id(city.office)]) is None
    city.months("2026-01", "2026-02")
    assert offices_scoring(city.session, [unit_id(city.east)]) == [unit_id(city.office)]
    assert latest_year(city.session, [unit_id(city.office)]) == 2026


def test_four_statements_however_many_months_and_units(city: City, store: Store) -> None:
    city.months(*JANUARY_TO_JUNE, "2026-07", "2026-08")
    with Counted(store) as counted:
        city.gathered()
    assert len(counted.statements) == 4
