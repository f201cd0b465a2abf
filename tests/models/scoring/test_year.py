"""The year: half the mean of its months, half the year-end score (DOMAIN §6)."""

from decimal import Decimal

import pytest

from models.scoring.scheme import YearScheme
from models.scoring.year import Year, rank_years
from models.units import Cohort
from tests.models.scoring.cases import computed

SCHEME = YearScheme()


def year(
    code: str = "a",
    totals: str = "80 80 80 80 80 80",
    year_end: str | None = "90",
    *,
    position: int = 0,
    cohort: Cohort = Cohort.DISTRICT,
    scheme: YearScheme = SCHEME,
) -> Year:
    """A unit's year with a score for January and so many months on."""
    scores = (Decimal(one) for one in totals.split())
    months = {f"2026-{month:02}": one for month, one in enumerate(scores, start=1)}
    known = None if year_end is None else Decimal(year_end)
    return Year(code, cohort, position, months, known, scheme)


YEARS = {
    "six months: 0.5·80 + 0.5·90 = 85.00": year(),
    "twelve months: 0.5·(6·80 + 6·90)/12 + 0.5·70 = 77.50": year(
        totals="80 80 80 80 80 80 90 90 90 90 90 90", year_end="70"
    ),
    "seven months: 0.5·(6·94.44 + 88.88)/7 + 0.5·91.25: 92.4478 = 92.45": year(
        totals="94.44 94.44 94.44 94.44 94.44 94.44 88.88", year_end="91.25"
    ),
    "half a cent goes up: 0.5·(5·80 + 80.06)/6 + 0.5·80 = 80.005 = 80.01": year(
        totals="80 80 80 80 80 80.06", year_end="80"
    ),
    "zeros: 0.5·0 + 0.5·0 = 0.00": year(totals="0 0 0 0 0 0", year_end="0"),
    "all of it: 0.5·100 + 0.5·100 = 100.00": year(totals="100 " * 12, year_end="100"),
}


@computed(YEARS)
def test_the_years_score(facts: Year, expected: str) -> None:
    assert str(facts.final) == expected
    assert facts.missing == 0


def test_fewer_than_six_months_make_no_year_and_it_says_how_many_are_missing() -> None:
    five = year(totals="80 80 80 80 80")
    assert (five.count, five.missing, five.mean, five.final) == (5, 1, None, None)
    assert year(totals="").missing == 6


def test_without_a_year_end_score_there_is_a_mean_only() -> None:
    waiting = year(year_end=None)
    assert waiting.mean == 80
    assert waiting.final is None


def test_a_share_of_nothing_needs_nothing() -> None:
    months_only = YearScheme(monthly=Decimal(1), year_end=Decimal(0))
    assert year(year_end=None, scheme=months_only).final == 80
    year_end_only = YearScheme(monthly=Decimal(0), year_end=Decimal(1))
    assert year(totals="", year_end="88.125", scheme=year_end_only).final == Decimal("88.13")


@pytest.mark.parametrize(("totals", "year_end"), [("80", "100.01"), ("80 -1", "90")])
def test_what_is_no_score_is_refused(totals: str, year_end: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        year(totals=totals, year_end=year_end)


def test_ranks_in_the_cohort() -> None:
    years = [
        year("d", year_end="70", position=1),
        year("b", year_end="90", position=2),
        year("none", totals="80", position=3),
        year("a", year_end="95", position=4),
        year("c", totals="90 90 90 90 90 90", year_end="80", position=5),
        year("z", year_end="99", cohort=Cohort.ZONE, position=6),
    ]
    rows = rank_years(years)
    ranks = [(row.year.code, str(row.year.final), row.rank) for row in rows[Cohort.DISTRICT]]
    assert ranks == [
        ("a", "87.50", 1),
        ("b", "85.00", 2),
        ("c", "85.00", 2),
        ("d", "75.00", 4),
        ("none", "None", None),
    ]
    assert [row.rank for row in rows[Cohort.ZONE]] == [1]
