"""Every card of a month with all that belongs to it, for the board's workbook."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Mark, Return
from models.matters.ledger import OPEN_STATES, Matter, Milestone, matter_id
from models.units import Unit


class BoardCard(NamedTuple):
    """One card: the unit, the item, its matter with milestones, and what was said last."""

    unit: Unit
    item: Item
    matter: Matter
    said: Progress | None
    steps: Sequence[Milestone]


def cards_of(session: Session, cycle: Cycle) -> list[BoardCard]:
    """The cards of a month by unit and position, in two statements."""
    asked = (col(Item.mark) != Mark.OPEN) | col(Matter.state).in_(OPEN_STATES)
    rows = session.exec(
        select(Unit, Item, Matter, Progress)
        .join(Return, col(Return.unit_id) == col(Unit.id))
        .join(Item, col(Item.return_id) == col(Return.id))
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .outerjoin(Progress, col(Progress.id) == col(Item.progress_id))
        .where(Return.cycle_id == cycle.id, asked)
        .order_by(col(Unit.position), col(Unit.id), col(Item.position))
    ).all()
    steps: dict[int, list[Milestone]] = {}
    in_cycle = (
        select(Milestone)
        .join(Item, col(Item.matter_id) == col(Milestone.matter_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .where(Return.cycle_id == cycle.id)
        .order_by(col(Milestone.due_on), col(Milestone.id))
    )
    for step in session.exec(in_cycle):
        steps.setdefault(step.matter_id, []).append(step)
    return [
        BoardCard(unit, item, matter, said, steps.get(matter_id(matter), []))
        for unit, item, matter, said in rows
    ]
