"""A cohort's year as a table: twelve months, their mean, the year-end score, the place (§6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from typing import ClassVar

from handlers import terms
from handlers.papers.pictures.picture import WIDE, Picture
from handlers.papers.pictures.standings import points
from locales import Translator
from models.units import Cohort

PHOTO = 30
"""So many rows can still be read on a phone."""
PALEST, HIGHEST = 60, 100
"""A score up to the first has no tint; from there on it grows."""


@dataclass(frozen=True)
class UnitYear:
    """A unit's year; None where there is nothing: a month without a score or still to come."""

    name: str
    months: tuple[Decimal | None, ...]
    """January to December."""
    mean: Decimal | None = None
    year_end: Decimal | None = None
    final: Decimal | None = None
    rank: int | None = None
    own: bool = False


@dataclass(frozen=True)
class CohortYear:
    """A cohort's year; the units stand in the order in which they are to be listed."""

    year: int
    cohort: Cohort
    units: tuple[UnitYear, ...]


@dataclass(frozen=True)
class Cell:
    """A score in figures, and how strongly it is tinted, from 0 to 1."""

    text: str
    tint: float


@dataclass(frozen=True)
class YearRow:
    """A unit's line: its months, then mean, year-end score and final score, then its place."""

    name: str
    months: tuple[Cell, ...]
    results: tuple[str, ...]
    rank: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class YearPicture(Picture):
    """The table of a year."""

    template: ClassVar[str] = "year"
    headings: tuple[str, ...]
    """Unit, twelve months, mean, year-end, final, place."""
    rows: tuple[YearRow, ...]
    lines: int = 4
    """How many lines a long name may take."""

    @property
    def width(self) -> int:
        """Seventeen columns need all the width there is."""
        return WIDE


def year_picture(tr: Translator, facts: CohortYear) -> YearPicture:
    """The whole table, for the file."""
    scored = any({*one.months, one.final} - {None} for one in facts.units)
    return YearPicture(
        title=tr.plain(
            "Scores of {year}: {cohort}",
            year=str(facts.year),
            cohort=terms.cohort(tr, facts.cohort),
        ),
        caption=tr.plain_plural("{n} unit", "{n} units", len(facts.units)) if scored else "",
        empty=""
        if scored
        else tr.plain("No month of {year} has a score yet.", year=str(facts.year)),
        headings=(
            tr.plain("Unit"),
            *map(str, range(1, 13)),
            tr.plain("Mean"),
            tr.plain("Year-end"),
            tr.plain("Final"),
            tr.plain("Place"),
        ),
        rows=tuple(_rows(facts)) if scored else (),
        remarks=(tr.plain("–: no score in this month. The darker, the higher."),) if scored else (),
    )


def year_photos(whole: YearPicture) -> tuple[YearPicture, ...]:
    """The table in photos of at most 30 units, whose names take two lines at most."""
    count = max(1, ceil(len(whole.rows) / PHOTO))
    size = ceil(len(whole.rows) / count)
    return tuple(
        replace(
            whole,
            title=whole.title if count == 1 else f"{whole.title} ({page}/{count})",
            rows=whole.rows[(page - 1) * size : page * size],
            lines=2,
        )
        for page in range(1, count + 1)
    )


def _rows(facts: CohortYear) -> Iterator[YearRow]:
    for one in facts.units:
        yield YearRow(
            name=one.name,
            months=tuple(map(_cell, one.months)),
            results=tuple(map(_figures, (one.mean, one.year_end, one.final))),
            rank=str(one.rank) if one.rank else "–",
            own=one.own,
        )


def _cell(score: Decimal | None) -> Cell:
    if score is None:
        return Cell("–", 0.0)
    text = "100" if score == HIGHEST else points(score)
    return Cell(text, max(0.0, (float(score) - PALEST) / (HIGHEST - PALEST)))


def _figures(score: Decimal | None) -> str:
    return "–" if score is None else points(score)
