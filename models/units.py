"""The tree of units in four levels: city, district, town, grassroots (DOMAIN §1)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

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
    moved = select(Unit).where(col(Unit.path).startswith(old, autoescape=True))
    for below in session.exec(moved):
        below.path = new + below.path[len(old) :]
    unit.parent_id = unit_id(parent) if parent else None
    session.flush()


def place_of(office: Unit) -> str:
    """The path of what an office belongs to; its own when it is a root."""
    if office.parent_id is None:
        return office.path
    return office.path[: office.path.rstrip("/").rindex("/") + 1]


def stands_at_the_top(office: Unit) -> bool:
    """Whether an office is the one of a whole tree: its root, or right below it."""
    return office.path.count("/") <= TOP_SLASHES


def asking_office(session: Session, unit: Unit) -> Unit | None:
    """The office that asks a unit itself; None while there is none. As `asked_by`, one statement.

    It is the nearest one above; what an office belongs to is asked by the next office up.
    """
    root, *_ = above = upwards(unit.path)
    over = or_(col(Unit.parent_id).in_(ids_in(unit.path)), col(Unit.path) == root)
    found = session.exec(select(Unit).where(Unit.cohort == Cohort.OFFICE, over)).all()
    by_place = {place_of(office): office for office in found}
    upper = [by_place[place] for place in above[:-1] if place in by_place]
    return upper[-1] if upper else by_place.get(unit.path)


def upwards(path: str) -> list[str]:
    """The paths of everything on the way down to one: `/1/5/` gives `/1/` and `/1/5/`."""
    ids = path.strip("/").split("/")
    return [f"/{'/'.join(ids[: n + 1])}/" for n in range(len(ids))]


def ids_in(path: str) -> list[int]:
    """The ids of the units on the way down to a path, its own last."""
    return [int(one) for one in path.strip("/").split("/")]


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
