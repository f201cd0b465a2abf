"""What a leader's units have on their hands: their matters and this month's returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.dispatch.board import Line, lines_of
from models.matters.ledger import Matter, Milestone, matter_id, milestones_of
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
