"""The scores of a month and of a year out of an auditor's sums, by the figures of DOMAIN §6.

It reads the database file itself and imports nothing of the program.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from pathlib import Path

from tests.proofs.audit_sql import BONUS, DEDUCTION, PROGRESS, RETURNS, SLIPS

Sums = Mapping[int, tuple[int, int]]
"""By unit: the weights, and the weights times the tenths that were earned."""

MONTHS = """
SELECT month, cutoff_at, coalesce(lag(cutoff_at) OVER (ORDER BY month),
  datetime(month || '-01', '-8 hours')), date(month || '-01', '+1 month', '-1 day')
FROM cycle ORDER BY month
"""

UNITS = "SELECT id, cohort FROM unit WHERE cohort NOT IN ('city', 'office')"


class Auditor:
    """The database of an office, and its working days."""

    def __init__(self, file: Path, working_days: list[str]) -> None:
        self._database = sqlite3.connect(file)
        self._database.execute("CREATE TEMP TABLE working_day (day TEXT PRIMARY KEY)")
        self._database.executemany(
            "INSERT INTO working_day VALUES (?)", [(d,) for d in working_days]
        )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def year(self) -> dict[str, dict[int, int | None]]:
        """Every unit's score of every month, in hundredths; None where there is none."""
        months = self._database.execute(MONTHS).fetchall()
        return {month: self._month(month, *rest) for month, *rest in months}

    def _month(self, month: str, cutoff: str, begins: str, last: str) -> dict[int, int | None]:
        known = {
            "month": month,
            "first": f"{month}-01",
            "last": last,
            "cutoff": cutoff,
            "begins": begins,
        }
        progress = self._sums(PROGRESS, known | {"part": "own"})
        field = self._sums(PROGRESS, known | {"part": "field"})
        slips, returns = self._sums(SLIPS, known), self._sums(RETURNS, known)
        bonus, deduction = self._sums(BONUS, known), self._sums(DEDUCTION, known)
        found: dict[int, int | None] = {}
        for unit, cohort in self._database.execute(UNITS).fetchall():
            own = _base(_mean(progress, unit), _mean(slips, unit), _mean(returns, unit))
            group = _mean(field, unit) if cohort == "group" else None
            points = Fraction(bonus[unit][1] - deduction[unit][1], 10)
            found[unit] = _hundredths(_of_group(group, own), points)
        return found

    def _sums(self, query: str, known: Mapping[str, str]) -> Sums:
        found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for unit, weights, earned in self._database.execute(query, known):
            found[unit] = (weights, earned)
        return found


def _mean(sums: Sums, unit: int) -> Fraction | None:
    weights, earned = sums[unit]
    return Fraction(10 * earned, weights) if weights else None


def _base(
    progress: Fraction | None, slips: Fraction | None, returns: Fraction | None
) -> Fraction | None:
    """P 50, S 15 and R 10; what has no items is left out. Nothing is inspected yet (Q 25)."""
    parts = [(50, progress), (15, slips), (10, returns)]
    known = [(weight, mean) for weight, mean in parts if mean is not None]
    whole = sum(weight for weight, _ in known)
    return sum((weight * mean for weight, mean in known), Fraction(0)) / whole if whole else None


def _of_group(field: Fraction | None, own: Fraction | None) -> Fraction | None:
    if field is None or own is None:
        return own if field is None else field
    return Fraction(6, 10) * field + Fraction(4, 10) * own


def _hundredths(base: Fraction | None, points: Fraction) -> int | None:
    """F = B + G - D within 0 and 100, half up."""
    if base is None:
        return None
    return floor(min(Fraction(100), max(Fraction(0), base + points)) * 100 + Fraction(1, 2))


def mean_of(scores: list[int | None]) -> Fraction | None:
    """The year's mean in points: of the scored months, if there are six."""
    known = [score for score in scores if score is not None]
    return Fraction(sum(known), 100 * len(known)) if len(known) >= 6 else None


def final(mean: Fraction | None, year_end: int) -> int | None:
    """Half the mean and half the year-end score, in hundredths."""
    return None if mean is None else floor((mean + year_end) / 2 * 100 + Fraction(1, 2))
