"""A cohort by bands (优秀, 良好, …): who is in which, without places or scores (DOMAIN §7)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from handlers.papers.pictures.picture import NARROW, WIDE, Apart, Entry, Picture
from handlers.papers.pictures.ranking import listed_apart, nobody_ranked, title
from handlers.papers.pictures.standings import CohortMonth, Standing
from locales import Translator

MANY = 36
"""More units than this are drawn on a wide sheet."""


@dataclass(frozen=True)
class Band:
    """A band by its name as the office words it, and the lowest score in it."""

    name: str
    least: Decimal


@dataclass(frozen=True)
class BandShown:
    """A band with its units; an empty one is shown, too."""

    name: str
    range: str
    count: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class BandsPicture(Picture):
    """The bands from the best to the last, and the units that are in none."""

    template: ClassVar[str] = "bands"
    bands: tuple[BandShown, ...]
    apart: tuple[Apart, ...]
    lines: int = 5
    """How many lines a long name may take."""

    @property
    def width(self) -> int:
        """Many units need a wider sheet, lest it grow too high."""
        return WIDE if sum(len(one.entries) for one in self.bands) > MANY else NARROW


def bands_picture(tr: Translator, facts: CohortMonth, bands: Sequence[Band]) -> BandsPicture:
    """The bands from the highest threshold down, for the file; within a band by the roster.

    Give the last band the threshold 0, so that everybody ranked is in one.
    """
    return BandsPicture(
        title=title(tr, facts),
        caption=tr.plain("Within a band the units stand in the order of the roster.")
        if facts.ranked
        else "",
        empty="" if facts.ranked else nobody_ranked(tr, facts),
        bands=tuple(_shown(tr, facts, bands)) if facts.ranked else (),
        apart=listed_apart(tr, entries(facts.unranked), entries(facts.unscored))
        if facts.ranked
        else (),
    )


def bands_photo(whole: BandsPicture) -> BandsPicture:
    """The bands as a photo: many names have one line each, so that it fits a phone."""
    return whole if whole.width == NARROW else replace(whole, lines=1)


def _shown(tr: Translator, facts: CohortMonth, bands: Sequence[Band]) -> Iterator[BandShown]:
    below = Decimal("Infinity")
    for band in sorted(bands, key=lambda one: -one.least):
        units = [one for one in facts.ranked if band.least <= (one.total or 0) < below]
        yield BandShown(
            name=band.name,
            range=_range(tr, band.least, below),
            count=tr.plain_plural("{n} unit", "{n} units", len(units)),
            entries=entries(units),
        )
        below = band.least


def _range(tr: Translator, least: Decimal, below: Decimal) -> str:
    if below.is_infinite():
        return tr.plain("{least} and above", least=short(least))
    if not least:
        return tr.plain("below {below}", below=short(below))
    return tr.plain("{least} to below {below}", least=short(least), below=short(below))


def short(value: Decimal) -> str:
    """A threshold without needless zeros: 90, 87.5."""
    return f"{value.normalize():f}"


def entries(units: Iterable[Standing]) -> tuple[Entry, ...]:
    """The units without their scores, in the order of the roster."""
    ordered = sorted(units, key=lambda one: one.position)
    return tuple(Entry(one.name, own=one.own) for one in ordered)
