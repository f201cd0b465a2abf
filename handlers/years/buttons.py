"""The buttons under a year."""

from dataclasses import dataclass

from handlers.buttons import Press
from handlers.standings.buttons import Size
from models.units import Cohort


@dataclass(frozen=True)
class YearPress(Press, code="ya"):
    """A year of an office."""

    office: int
    year: int


@dataclass(frozen=True)
class YearTablePress(Press, code="yb"):
    """Have the table of a cohort sent."""

    office: int
    year: int
    cohort: Cohort
    size: Size


@dataclass(frozen=True)
class YearBookPress(Press, code="yc"):
    """Have the whole year sent as a workbook with live formulas."""

    office: int
    year: int
