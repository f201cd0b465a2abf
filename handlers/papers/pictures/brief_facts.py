"""A leader's brief as figures, before it is worded: what its picture is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.papers.pictures.standings import Change
from models.matters.ledger import Light


@dataclass(frozen=True)
class MatterShown:
    """A matter: its number with the sign of a claim, and why it shows its light."""

    number: str
    title: str
    unit: str
    light: Light | None
    why: str
    before: int | None
    percent: int


@dataclass(frozen=True)
class SlipShown:
    """An open slip; `limit` is the day for what it wants next."""

    name: str
    subject: str
    limit: date | None
    overdue: bool


@dataclass(frozen=True)
class PlaceShown:
    """A unit's place in words; `rank` of `ranked` only where a place is shown."""

    words: str
    rank: int | None
    ranked: int
    change: Change
    month: str


@dataclass(frozen=True)
class UnitShown:
    """One of several units."""

    name: str
    lights: Mapping[Light | None, int]
    place: PlaceShown | None


@dataclass(frozen=True)
class BriefFacts:
    """The brief as figures; every list is whole and in its order."""

    whose: str
    today: date
    lights: Mapping[Light | None, int]
    """None counts what is set aside."""
    asked: int
    """Of how many matters moving is expected."""
    claimed: Sequence[MatterShown]
    red: Sequence[MatterShown]
    moved: Sequence[MatterShown]
    slips: Sequence[SlipShown]
    place: PlaceShown | None
    """None without one, or with several units."""
    months: Sequence[tuple[str, Decimal | None]]
    """The last twelve months with their totals, oldest first; none with several units."""
    units: Sequence[UnitShown]
    """Several units; none where there is only one."""
