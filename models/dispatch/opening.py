"""Opening a month's cycle with a return for each unit, and cutting it off (DOMAIN §3)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, insert
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select, update

from models import audit
from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.dispatch.returns import Item, Mark, Return, Stage, something_asked
from models.matters.ledger import OPEN_STATES, Matter, Milestone
from models.outbox import Message, Urgency, put
from models.parts import asked_by
from models.rules import DispatchRules
from models.units import Unit, unit_id


def open_cycle(
    session: Session,
    office: Unit,
    month: Month,
    calendar: Calendar,
    rules: DispatchRules,
    now: datetime,
) -> Cycle | None:
    """Open a month: one return per unit with open matters, and one prompt for each.

    The number of statements does not depend on the number of units or matters. None when the
    month has been opened before (nothing is written or said twice).
    """
    if cycle_of(session, unit_id(office), month):
        return None
    when = dates(month, calendar, rules)
    cycle = Cycle(
        office_id=unit_id(office),
        month=str(month),
        prompt_at=when.prompt_at,
        due_at=when.due_at,
        cutoff_at=when.cutoff_at,
        provisional=when.provisional,
        opened_at=now,
    )
    session.add(cycle)
    session.flush()
    returns = _open_returns(session, cycle, asked_by(session, office), month)
    put(session, now, *(_prompt(one, when.prompt_at) for one in returns))
    audit.note(session, now, None, "open_cycle", "cycle", cycle.id, month=cycle.month)
    return cycle


def _open_returns(
    session: Session, cycle: Cycle, asked: ColumnElement[bool], month: Month
) -> Sequence[Return]:
    matter_key = cast("Mapped[int]", col(Matter.id))  # stored rows have ids
    matters = session.exec(
        select(matter_key, col(Matter.lead_unit_id), col(Matter.due_on), col(Matter.percent))
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(asked, col(Matter.state).in_(OPEN_STATES))
        .order_by(col(Unit.position), col(Matter.due_on), col(Matter.position))
    ).all()
    soonest = _soonest_milestones(session, asked)
    units = dict.fromkeys(lead for _, lead, _, _ in matters)
    if not units:
        return []
    session.connection().execute(
        insert(Return),
        [{"cycle_id": cycle.id, "unit_id": unit, "stage": Stage.OWED, **_BLANK} for unit in units],
    )
    returns = session.exec(select(Return).where(Return.cycle_id == cycle.id)).all()
    of_unit = {one.unit_id: one.id for one in returns}
    items = [
        {
            "return_id": of_unit[lead],
            "matter_id": matter,
            "pressing": min(due, soonest.get(matter, due)) <= month.last,
            "mark": Mark.OPEN,
            "last_percent": percent,
        }
        for matter, lead, due, percent in matters
    ]
    session.connection().execute(insert(Item), list(_positioned(items)))
    return returns


_BLANK: dict[str, Any] = {"late": False, "on_paper": False, "unchanged": False, "flagged": False}


def _soonest_milestones(session: Session, asked: ColumnElement[bool]) -> dict[int, date]:
    statement = (
        select(col(Milestone.matter_id), col(Milestone.due_on))
        .join(Matter, col(Matter.id) == col(Milestone.matter_id))
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(asked, col(Matter.state).in_(OPEN_STATES), col(Milestone.done_on).is_(None))
        .order_by(col(Milestone.due_on).desc())
    )
    return dict(session.exec(statement).all())


def _positioned(items: list[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Number the cards of each return, those that are due or overdue first."""
    count: dict[int, int] = {}
    for item in sorted(items, key=lambda one: not one["pressing"]):
        count[item["return_id"]] = count.get(item["return_id"], 0) + 1
        item["position"] = count[item["return_id"]]
    return items


def _prompt(one: Return, at: datetime) -> Message:
    return Message(
        kind="prompt",
        key=f"prompt:{one.id}",
        unit_id=one.unit_id,
        subject_id=one.id,
        urgency=Urgency.BULK,
        due_at=at,
    )


def close_cycle(session: Session, cycle: Cycle, now: datetime) -> int:
    """Cut a month off: who was asked and handed in nothing is `missing`. How many; 0 if closed."""
    if cycle.closed_at:
        return 0
    cycle.closed_at = now
    session.add(cycle)
    missed = session.exec(
        update(Return)
        .where(
            col(Return.cycle_id) == cycle.id,
            col(Return.stage) == Stage.OWED,
            something_asked(),
        )
        .values(stage=Stage.MISSING)
        .execution_options(synchronize_session="fetch")
    )
    audit.note(session, now, None, "close_cycle", "cycle", cycle.id, missing=missed.rowcount)
    return int(missed.rowcount)
