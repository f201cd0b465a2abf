"""Which offices a moment of a duty concerns: looked up for all of them at once."""

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from models.calendar import Month
from models.practice import Practice
from models.units import Unit, place_of, unit_id, upwards


class Asked(NamedTuple):
    """An office for which it is looked whether there is anything to do, and how it works."""

    office: Unit
    practice: Practice


Look = Callable[[Session, Sequence[Asked], Month, datetime], Set[int]]
"""Finds those (by id) for which a duty may have something to do, be they asked about or not.

Whoever is left out is not called on again for that moment, so in doubt an office is found. The
number of statements does not depend on the number of offices.
"""


def everyone(_session: Session, those: Sequence[Asked], _month: Month, _now: datetime) -> Set[int]:
    """All that are asked about, without looking."""
    return {unit_id(office) for office, _ in those}


def with_any_of(those: Sequence[Asked], paths: Iterable[str]) -> Set[int]:
    """The offices that belong to a place at or below which one of the paths leads."""
    places = {place for path in paths for place in upwards(path)}
    return {unit_id(office) for office, _ in those if place_of(office) in places}
