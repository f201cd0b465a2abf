"""The tree of units in four levels: city, district, town, grassroots (DOMAIN §1)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, not_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

from models.refusals import Reason, Refused
from models.store import word

TOP_SLASHES = 3
"""The slashes in `/1/2/`, the path of an office right below the root."""


class Cohort(StrEnum):
    """What kind of unit it is; units are ranked within their cohort."""

    CITY = "city"
    OFFICE = "office"
    DISTRICT = "district"
    ZONE = "zone"
    DEPARTMENT = "department"
    GROUP = "group"
    TOWN = "town"
    GRASSROOTS = "grassroots"


class Unit(SQLModel, table=True):
    """A unit of the tree. `path` is the chain of ids from the root, `/1/5/`, for subtrees.

    `position` keeps the order of the office's own roster, which lists follow.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=120, index=True)
    cohort: Cohort = Field(sa_type=word(Cohort))
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    path: str = Field(default="", max_length=200, index=True)
    position: int = 0


def unit_id(unit: Unit) -> int:
    """The id of a stored unit."""
    assert unit.id is not None, "the unit is not stored yet"  # noqa: S101  narrows the type
    return unit.id


def add_unit(
    session: Session, code: str, name: str, cohort: Cohort, parent: Unit | None = None
) -> Unit:
    """Add a unit below another (or as a root) at the end of the list."""
    position = session.exec(select(func.count()).select_from(Unit)).one()
    unit = Unit(
        code=code,
        name=name,
        cohort=cohort,
        parent_id=unit_id(parent) if parent else None,
        position=position,
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    session.flush()
    return unit


def move_unit(session: Session, unit: Unit, parent: Unit | None) -> None:
    """Hang a unit, with all below it, under another; ValueError when that is below itself."""
    if parent and parent.path.startswith(unit.path):
        raise ValueError("a unit cannot hang below itself")
    old, new = unit.path, f"{parent.path if parent else '/'}{unit.id}/"
    for below in session.exec(select(Unit).where(within(old))):
        below.path = new + below.path[len(old) :]
    unit.parent_id = unit_id(parent) if parent else None
    session.flush()


def within(path: str) -> ColumnElement[bool]:
    """The condition for units at or below a path."""
    return col(Unit.path).startswith(path, autoescape=True)


def office_scope(session: Session, office: Unit) -> str:
    """The path an office has authority over: everything below what it belongs to (DOMAIN §1)."""
    parent = session.get(Unit, office.parent_id) if office.parent_id else None
    return parent.path if parent else office.path


def stands_at_the_top(office: Unit) -> bool:
    """Whether an office is the one of a whole tree: its root, or right below it."""
    return office.path.count("/") <= TOP_SLASHES


def asked_by(session: Session, office: Unit) -> ColumnElement[bool]:
    """The condition for the units an office asks itself, so that no unit is asked by two.

    A district's own office asks what lies below the district; the district itself, with
    everything that has no office of its own, is asked by the office above (DOMAIN §1).
    """
    path = office_scope(session, office)
    above = aliased(Unit)
    place = func.coalesce(above.path, col(Unit.path))
    places = session.exec(
        select(place)
        .select_from(Unit)
        .outerjoin(above, col(Unit.parent_id) == above.id)
        .where(Unit.cohort == Cohort.OFFICE, place != path)
    ).all()
    lower = [_below(place) for place in places if place.startswith(path)]
    is_lower = any(path.startswith(place) for place in places)
    mine = _below(path) if is_lower else within(path)
    return and_(mine, *(not_(one) for one in lower))


def _below(path: str) -> ColumnElement[bool]:
    """The condition for units below a path, without the one that has it."""
    return and_(within(path), col(Unit.path) != path)


def asking_office(session: Session, unit: Unit) -> Unit | None:
    """The office that asks a unit itself; None while there is none. As `asked_by`, one statement.

    It is the nearest one above; what an office belongs to is asked by the next office up.
    """
    above = aliased(Unit)
    place = func.coalesce(above.path, col(Unit.path))
    statement = (
        select(Unit, place)
        .outerjoin(above, col(Unit.parent_id) == above.id)
        .where(Unit.cohort == Cohort.OFFICE, place.in_(_upwards(unit.path)))
    )
    found = sorted(session.exec(statement).all(), key=lambda one: len(one[1]))
    upper = [office for office, place in found if place != unit.path]
    own = [office for office, place in found if place == unit.path]
    return upper[-1] if upper else next(iter(own), None)


def _upwards(path: str) -> list[str]:
    """A path and those of everything above it: `/1/5/` gives `/1/` and `/1/5/`."""
    ids = path.strip("/").split("/")
    return [f"/{'/'.join(ids[: n + 1])}/" for n in range(len(ids))]


def offices(session: Session) -> Sequence[Unit]:
    """Every reform office there is, in roster order."""
    statement = select(Unit).where(Unit.cohort == Cohort.OFFICE)
    return session.exec(statement.order_by(col(Unit.position))).all()


def unit_by_code(session: Session, code: str) -> Unit:
    """The unit with a code; Refused(UNKNOWN_UNIT) when there is none."""
    unit = session.exec(select(Unit).where(Unit.code == code)).first()
    if unit is None:
        raise Refused(Reason.UNKNOWN_UNIT, text=code)
    return unit


def units_by_id(session: Session, ids: Iterable[int]) -> dict[int, Unit]:
    """Many units in one statement, in roster order."""
    statement = select(Unit).where(col(Unit.id).in_(set(ids)))
    return {unit_id(unit): unit for unit in session.exec(statement.order_by(col(Unit.position)))}


def find_units(session: Session, letters: str, path: str, most: int) -> Sequence[Unit]:
    """Units at or below a path whose name or code holds the letters, in roster order."""
    named = col(Unit.name).icontains(letters, autoescape=True)
    coded = col(Unit.code).icontains(letters, autoescape=True)
    statement = select(Unit).where(within(path), or_(named, coded))
    return session.exec(statement.order_by(col(Unit.position)).limit(most)).all()
