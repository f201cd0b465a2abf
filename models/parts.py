"""Which part of the tree an office asks, and which it reads about (DOMAIN §1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import Session, col, select

from models.units import Cohort, Unit, ids_in, place_of, upwards


@dataclass(frozen=True)
class Part:
    """What lies below a place of the tree, and what lies there in the hands of lower offices.

    `itself`: the unit at the place, too; `below`: what lies below it. `lower` are the places whose
    own office asks what lies below them; so many levels as `down_to` belong to the part all the
    same, all for None. Nothing deeper than `deepest` belongs to it, counted in slashes of paths.
    """

    place: str
    itself: bool = True
    below: bool = True
    lower: tuple[str, ...] = ()
    down_to: int | None = 0
    deepest: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it begins at the root of a tree."""
        return self.place.count("/") == len("//")

    def covers(self, unit: Unit) -> bool:
        """Whether a unit belongs to it."""
        path = unit.path
        if self.deepest is not None and path.count("/") > self.deepest:
            return False
        if path == self.place:
            return self.itself
        if not self.below or not path.startswith(self.place):
            return False
        if self.down_to is None or path.count("/") - self.place.count("/") <= self.down_to:
            return True
        return not any(path.startswith(place) and path != place for place in self.lower)

    def above(self, lower: "Part") -> "Part":
        """What of a lower office's part lies within this one."""
        if self.down_to is None:
            return lower
        return replace(lower, deepest=self.place.count("/") + self.down_to)

    def condition(self) -> ColumnElement[bool]:
        """The condition for the units that belong to it."""
        every = self._at_any_depth()
        return every if self.deepest is None else and_(every, _slashes() <= self.deepest)

    def _at_any_depth(self) -> ColumnElement[bool]:
        if not self.below:
            return col(Unit.path) == self.place
        mine = _at_or_below(self.place) if self.itself else _below(self.place)
        if self.down_to is None or not self.lower:
            return mine
        own = and_(*(not_(_below(place)) for place in self.lower))
        if not self.down_to:
            return and_(mine, own)
        deep = self.place.count("/") + self.down_to
        return and_(mine, or_(own, _slashes() <= deep))


EVERYWHERE = Part("/", down_to=None)
"""Every unit of the database, whoever asks it."""


def alone(unit: Unit) -> Part:
    """A unit and nothing below it."""
    return Part(unit.path, below=False)


def within(part: Part | str) -> ColumnElement[bool]:
    """The condition for the units of a part, or for those at or below a path."""
    return _at_or_below(part) if isinstance(part, str) else part.condition()


def asked_part(session: Session, office: Unit) -> Part:
    """What an office asks itself, so that no unit is asked by two; one statement.

    A district's own office asks what lies below the district; the district itself, with
    everything that has no office of its own, is asked by the office above (DOMAIN §1).
    """
    place = place_of(office)
    above = or_(col(Unit.parent_id).in_(ids_in(place)), col(Unit.path) == upwards(place)[0])
    around = select(Unit).where(Unit.cohort == Cohort.OFFICE, or_(_at_or_below(place), above))
    places = {place_of(one) for one in session.exec(around)} - {place}
    lower = sorted(one for one in places if one.startswith(place))
    topmost = [one for n, one in enumerate(lower) if not one.startswith(tuple(lower[:n]))]
    return Part(place, itself=len(places) == len(lower), lower=tuple(topmost))


def seen_part(asked: Part, down_to: int | None) -> Part:
    """What an office reads about: what it asks, and all below as far down as its rules say."""
    return replace(asked, down_to=down_to)


def asked_by(session: Session, office: Unit) -> ColumnElement[bool]:
    """The condition for the units an office asks itself."""
    return asked_part(session, office).condition()


def find_units(session: Session, letters: str, part: Part | str, most: int) -> Sequence[Unit]:
    """Units of a part whose name or code holds the letters, in roster order."""
    named = col(Unit.name).icontains(letters, autoescape=True)
    coded = col(Unit.code).icontains(letters, autoescape=True)
    statement = select(Unit).where(within(part), or_(named, coded))
    return session.exec(statement.order_by(col(Unit.position)).limit(most)).all()


def _at_or_below(path: str) -> ColumnElement[bool]:
    return col(Unit.path).startswith(path, autoescape=True)


def _below(path: str) -> ColumnElement[bool]:
    """The condition for units below a path, without the one that has it."""
    return and_(_at_or_below(path), col(Unit.path) != path)


def _slashes() -> ColumnElement[int]:
    """How deep a unit lies, as the slashes of its path."""
    path = col(Unit.path)
    return func.length(path) - func.length(func.replace(path, "/", ""))
