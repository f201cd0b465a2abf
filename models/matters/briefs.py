"""What a leader's units have on their hands: their matters, this month's returns, what moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.dispatch.board import Line, lines_of
from models.dispatch.returns import Item, Return
from models.matters.ledger import Matter, Milestone, State, matter_id, milestones_of
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Brief:
    """Matters and this month's line by unit id, milestones by matter id."""

    matters: Mapping[int, Sequence[Matter]]
    steps: Mapping[int, Sequence[Milestone]]
    lines: Mapping[int, Line]


def brief_of(session: Session, units: Sequence[Unit]) -> Brief:
    """The brief of units, in a fixed number of statements however many matters there are."""
    matters: dict[int, list[Matter]] = {unit_id(unit): [] for unit in units}
    statement = select(Matter).where(col(Matter.lead_unit_id).in_(matters))
    for matter in session.exec(statement.order_by(col(Matter.due_on), col(Matter.id))):
        matters[matter.lead_unit_id].append(matter)
    ids = [matter_id(matter) for of in matters.values() for matter in of]
    return Brief(matters, milestones_of(session, ids), lines_of(session, matters))


def percents_before(session: Session, units: Iterable[Unit]) -> dict[int, int]:
    """Where matters stood when their unit's newest month was opened, by matter id; one statement.

    What that month has not asked about is left out.
    """
    ids = {unit_id(unit) for unit in units}
    newest = select(func.max(Return.id)).where(col(Return.unit_id).in_(ids))
    statement = select(Item.matter_id, Item.last_percent).where(
        col(Item.return_id).in_(newest.group_by(col(Return.unit_id)))
    )
    return dict(session.exec(statement).all())


def has_moved(matter: Matter, before: int | None) -> bool:
    """Whether a matter is further than at the opening of its newest month, or done since."""
    if before is None:
        return False
    done = matter.state in {State.CLOSING, State.CLOSED}
    return matter.percent > before or (done and before < 100)
