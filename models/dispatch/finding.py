"""Which returns a person or an answer means, and which other matters their units have."""

from collections.abc import Iterable, Sequence

from sqlalchemy import false
from sqlalchemy.orm import aliased
from sqlmodel import Session, case, col, func, or_, select

from models.dispatch.cycles import Cycle
from models.dispatch.returns import Item, Return, Stage
from models.matters.ledger import Matter
from models.parts import Part, within
from models.units import Unit


def newest_returns(session: Session, units: Iterable[int]) -> list[int]:
    """The return of each unit in its newest month, in the order of the roster; one statement."""
    statement = (
        select(Return.id, Return.unit_id)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(col(Return.unit_id).in_(list(units)))
        .order_by(col(Cycle.month).desc(), col(Unit.position))
    )
    newest: dict[int, int] = {}
    for one, unit in session.exec(statement):
        newest.setdefault(unit, one or 0)
    return list(newest.values())


def returns_with(session: Session, items: Iterable[int]) -> Sequence[int]:
    """The returns in which these cards lie, each once; one statement."""
    statement = select(Item.return_id).where(col(Item.id).in_(list(items))).distinct()
    return session.exec(statement.order_by(col(Item.return_id))).all()


def open_item(session: Session, unit: int, matter: int) -> int | None:
    """The card of a unit's matter in the newest month, unless that month is closed."""
    statement = (
        select(Item.id, Cycle.closed_at)
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .where(Return.unit_id == unit, Item.matter_id == matter)
        .order_by(col(Cycle.month).desc())
    )
    found = session.exec(statement.limit(1)).first()
    return found[0] if found and found[1] is None else None


def numbers_led(session: Session, units: Iterable[int]) -> Sequence[str]:
    """The numbers of every matter these units lead, whatever its state; one statement."""
    statement = select(Matter.number).where(col(Matter.lead_unit_id).in_(list(units)))
    return session.exec(statement).all()


def returns_to_type(
    session: Session, parts: Sequence[Part], letters: str
) -> Sequence[tuple[int, str, Stage]]:
    """Returns of the newest month somebody may type in for: id, unit, stage; owed ones first.

    In any of these parts of the tree, each by the month of the office that asks; one statement.
    """
    later = aliased(Cycle)
    newest = (
        select(func.max(later.month)).where(later.office_id == Cycle.office_id).scalar_subquery()
    )
    reached = or_(false(), *(within(part) for part in parts))
    statement = (
        select(col(Return.id), col(Unit.name), col(Return.stage))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(Cycle.month == newest, reached, col(Unit.name).icontains(letters, autoescape=True))
        .order_by(case((col(Return.stage) == Stage.SUBMITTED, 1), else_=0), col(Unit.position))
    )
    return [(one or 0, name, stage) for one, name, stage in session.exec(statement)]
