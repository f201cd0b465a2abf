"""The year: half the mean of its months, half the year-end score, ranked in the cohort (§6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from models.scoring.exact import added, rounded
from models.scoring.ranking import places
from models.scoring.scheme import YearScheme
from models.units import Cohort


@dataclass(frozen=True)
class Year:
    """One unit's year: its published F by month (2026-11), and its year-end score from 0 to 100.

    A month without a score is simply not among `months`. `year_end` is None until it is known.
    """

    code: str
    cohort: Cohort
    position: int
    months: dict[str, Decimal]
    year_end: Decimal | None
    scheme: YearScheme

    def __post_init__(self) -> None:
        """Raise ValueError for what cannot be a score."""
        given = (*self.months.values(), self.year_end or Decimal(0))
        if not all(0 <= one <= 100 for one in given):
            raise ValueError(f"{self.code}: a score lies between 0 and 100")

    @property
    def count(self) -> int:
        """How many months are scored."""
        return len(self.months)

    @property
    def missing(self) -> int:
        """How many scored months are missing before the mean counts."""
        return max(0, self.scheme.fewest_months - self.count)

    @cached_property
    def mean(self) -> Fraction | None:
        """The mean F of the scored months, exact; None while months are missing."""
        return added(self.months.values()) / self.count if not self.missing else None

    @cached_property
    def final(self) -> Decimal | None:
        """The year's score, rounded half up once; None while something it needs is missing."""
        year_end = None if self.year_end is None else Fraction(self.year_end)
        shares = [(self.scheme.monthly, self.mean), (self.scheme.year_end, year_end)]
        needed = [(Fraction(share), value) for share, value in shares if share]
        known = [share * value for share, value in needed if value is not None]
        return rounded(sum(known, Fraction(0))) if len(known) == len(needed) else None


@dataclass(frozen=True)
class YearRow:
    """A unit's year with its place in the cohort; None while it has no final score."""

    year: Year
    rank: int | None


def rank_years(years: Iterable[Year]) -> dict[Cohort, list[YearRow]]:
    """Each cohort in order: by the final score, 1, 2, 2, 4; then those without one, by roster."""
    cohorts: dict[Cohort, list[Year]] = defaultdict(list)
    for year in sorted(years, key=lambda one: (one.position, one.code)):
        cohorts[year.cohort].append(year)
    return {cohort: _in_cohort(cohorts[cohort]) for cohort in Cohort if cohort in cohorts}


def _in_cohort(years: list[Year]) -> list[YearRow]:
    ready = {year.code: year.final for year in years if year.final is not None}
    placed = places((year for year in years if year.code in ready), lambda year: -ready[year.code])
    rows = [YearRow(year, place) for year, place in placed]
    return [*rows, *(YearRow(year, None) for year in years if year.code not in ready)]
