"""A cohort's month as figures, before it is worded: what the ranking pictures are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from locales import Translator
from models.units import Cohort

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Standing:
    """One unit's month (DOMAIN §6); `total` is None without a score, `rank` None if unranked."""

    name: str
    total: Decimal | None = None
    rank: int | None = None
    parts: tuple[Decimal, ...] = ()
    """What each part of the score adds to the base, in points of 100, in the order of the names."""
    bonus: Decimal = Decimal(0)
    deduction: Decimal = Decimal(0)
    """Points taken off, as a positive number."""
    last_rank: int | None = None
    """The rank of the month before."""
    position: int = 0
    """Where it stands in the office's roster."""
    own: bool = False
    """Whether it is the unit of who looks at the picture."""


@dataclass(frozen=True)
class CohortMonth:
    """A cohort's month; the units stand in the order in which they are to be listed."""

    month: str
    """As 2026-11."""
    cohort: Cohort
    parts: tuple[str, ...]
    """The names of the parts of the score, translated: at most five."""
    units: tuple[Standing, ...]

    @property
    def ranked(self) -> list[Standing]:
        """Those with a place."""
        return [one for one in self.units if one.rank is not None]

    @property
    def unranked(self) -> list[Standing]:
        """Those with a score but too few items for a place."""
        return [one for one in self.units if one.rank is None and one.total is not None]

    @property
    def unscored(self) -> list[Standing]:
        """Those without anything to score."""
        return [one for one in self.units if one.total is None]


@dataclass(frozen=True)
class Change:
    """How a place has changed: a sign with its number of places, and which way."""

    text: str = ""
    way: str = ""
    """up, down, same, new or nothing."""


NO_CHANGE = Change()
"""Nothing to compare with."""


def points(value: Decimal) -> str:
    """Two decimals, half up, as scores are published."""
    return str(value.quantize(CENT, rounding=ROUND_HALF_UP))


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean of some scores, unrounded; None of nothing."""
    return sum(values, Decimal(0)) / len(values) if values else None


def changes(tr: Translator, units: Sequence[Standing]) -> Iterator[Change]:
    """The change of each unit; nothing at all where no unit had a place the month before."""
    compared = any(one.last_rank for one in units)
    return (change(tr, one.rank, one.last_rank) if compared else NO_CHANGE for one in units)


def change(tr: Translator, rank: int | None, last: int | None) -> Change:
    """▲2, ▼1, ＝, or that the place is new."""
    if rank is None:
        return NO_CHANGE
    if last is None:
        return Change(tr.plain("new"), "new")
    if rank == last:
        return Change("＝", "same")
    return Change(f"▲{last - rank}", "up") if rank < last else Change(f"▼{rank - last}", "down")


def change_note(tr: Translator) -> str:
    """What the signs of a change mean."""
    return tr.plain("▲▼ on last month")
