"""Lays a return open in three statements, whatever its size; for reading, or for writing."""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.dispatch.attachments import Attachment
from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Mark, Return
from models.dispatch.sheets import Card, Sheet
from models.matters.ledger import Matter, Milestone
from models.refusals import Reason, Refused
from models.units import Unit


def look(session: Session, return_id: int) -> Sheet:
    """A return laid open for reading, in three statements; Refused(GONE) when there is none."""
    return _laid_open(session, _OF_RETURN, return_id)


def take(session: Session, return_id: int) -> Sheet:
    """The same for writing: two persons at one return wait for each other."""
    return _laid_open(session, _OF_RETURN_LOCKED, return_id)


def take_with(session: Session, item: int) -> Sheet:
    """The return a card lies in, for writing; Refused(GONE) when there is no such card."""
    return _laid_open(session, _OF_ITEM_LOCKED, item)


def look_with(session: Session, item: int) -> Sheet:
    """The return a card lies in, for reading; Refused(GONE) when there is no such card."""
    return _laid_open(session, _OF_ITEM, item)


def _laid_open(session: Session, head: Any, wanted: int) -> Sheet:
    found = session.exec(head, params={"wanted": wanted}).first()
    if found is None:
        raise Refused(Reason.GONE)
    one, cycle, unit = found
    return Sheet(one, cycle, unit, _cards(session, one.id))


def _cards(session: Session, return_id: int) -> list[Card]:
    steps: dict[int, list[Milestone]] = {}
    for step in session.exec(_STEPS, params={"wanted": return_id}):
        steps.setdefault(step.matter_id, []).append(step)
    rows = session.exec(_CARDS, params={"wanted": return_id})
    cards = [
        Card(item, matter, steps.get(item.matter_id, []), said, files, words or "")
        for item, matter, said, files, words in rows
    ]
    return [card for card in cards if card.item.mark is not Mark.OPEN or card.open]


def _last_words() -> Any:
    """What was last handed in about a matter in an earlier month: it stands there (DOMAIN §7)."""
    then, before = aliased(Item), aliased(Progress)
    return (
        select(before.note)
        .join(then, col(then.id) == col(before.item_id))
        .where(
            col(before.matter_id) == col(Item.matter_id),
            col(before.submitted_at).is_not(None),
            col(then.return_id) < col(Item.return_id),
        )
        .order_by(col(before.id).desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )


# Built once: a press opens a return, and building a statement costs as much as running it.
_WANTED: Any = bindparam("wanted")
_HEAD: Any = (
    select(Return, Cycle, Unit)
    .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
    .join(Unit, col(Unit.id) == col(Return.unit_id))
)
_OF_RETURN = _HEAD.where(Return.id == _WANTED)
_OF_ITEM = _HEAD.join(Item, col(Item.return_id) == col(Return.id)).where(Item.id == _WANTED)
_OF_RETURN_LOCKED = _OF_RETURN.with_for_update(of=Return)
_OF_ITEM_LOCKED = _OF_ITEM.with_for_update(of=Return)
_FILES: Any = (
    select(func.count())
    .where(col(Attachment.item_id) == col(Item.id))
    .correlate(Item)
    .scalar_subquery()
)
_CARDS: Any = (
    select(Item, Matter, Progress)
    .add_columns(_FILES, _last_words())
    .join(Matter, col(Matter.id) == col(Item.matter_id))
    .outerjoin(Progress, col(Progress.id) == col(Item.progress_id))
    .where(Item.return_id == _WANTED)
    .order_by(col(Item.position))
)
_STEPS: Any = (
    select(Milestone)
    .join(Item, col(Item.matter_id) == col(Milestone.matter_id))
    .where(Item.return_id == _WANTED)
    .order_by(col(Milestone.due_on), col(Milestone.id))
)
