"""What units said in a month, and how they met its slips, as facts (DOMAIN §6 R, S)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Return
from models.matters.ledger import OPEN_STATES, Matter
from models.scoring.item_facts import SlipFact, Updated, UpdateFact
from models.slips.facts import Due, Timing, slips_due


def updates(session: Session, cycle: Cycle) -> Mapping[int, Sequence[UpdateFact]]:
    """Every matter a unit was asked about in the month, by unit id; in one statement.

    The first version that was handed in counts, on paper as in chat; a matter that was set aside
    before anything was handed in is not asked (DOMAIN §2).
    """
    first = (
        select(col(Progress.item_id).label("item"), func.min(Progress.submitted_at).label("at"))
        .where(col(Progress.submitted_at).is_not(None))
        .group_by(col(Progress.item_id))
        .subquery()
    )
    statement = (
        select(Return.unit_id, Matter.number, Matter.title, first.c.at)
        .select_from(Item)
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .outerjoin(first, first.c.item == col(Item.id))
        .where(
            Return.cycle_id == cycle.id,
            or_(first.c.at.is_not(None), col(Matter.state).in_(OPEN_STATES)),
        )
        .order_by(col(Item.id))
    )
    found: dict[int, list[UpdateFact]] = defaultdict(list)
    for unit, number, title, at in session.exec(statement):
        when = _when(at, cycle)
        known = at if when is not Updated.NONE else None
        fact = UpdateFact(matter=number, title=title, updated=when, updated_at=known)
        found[unit].append(fact)
    return found


def _when(at: datetime | None, cycle: Cycle) -> Updated:
    if at is None or cycle.cut_off(at):
        return Updated.NONE
    return Updated.BY_DUE if at <= cycle.due_at else Updated.BY_CUTOFF


def slips(
    session: Session, office: int, month: Month, calendar: Calendar
) -> Mapping[int, Sequence[SlipFact]]:
    """The slips whose answer was due in the month, by unit id."""
    due = slips_due(session, office, month, calendar)
    return {unit: [_slip(one) for one in several] for unit, several in due.items()}


def _slip(one: Due) -> SlipFact:
    return SlipFact(
        number=one.number,
        subject=one.subject,
        due_on=one.limit_on,
        first_due_on=one.first_due_on,
        answered_at=one.answered_at,
        in_time=one.timing is Timing.ON_TIME,
        returns=one.returns,
    )
