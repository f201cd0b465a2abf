"""What waits for the office's verdict, and what may be accepted in one go (DOMAIN §2, §3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.backlog import Backlog
from models.calendar import Calendar
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Mark, Return
from models.dispatch.reviews import accept
from models.documents.acceptance import hindrance
from models.matters.ledger import Matter
from models.parts import Part, within
from models.refusals import Reason, Refused
from models.units import Unit


class Waiting(NamedTuple):
    """One card before the office: what was said last about a matter, and by which unit."""

    item: Item
    matter: Matter
    said: Progress
    unit: Unit


def needs_verdict() -> ColumnElement[bool]:
    """The condition for cards that wait for the office: what has consequences (DOMAIN §2, §3).

    Corrections after cut-off, closings, difficulties, and milestones reported as reached. A plain
    change of percent or 无变化 needs no verdict and is not listed: the office's time is for what
    has consequences; it can still be accepted or returned from the unit's page.
    """
    weighty = col(Progress.saying).in_([Saying.DONE, Saying.DIFFICULTY])
    return (col(Item.mark) == Mark.CORRECTION) | (
        (col(Item.mark) == Mark.SUBMITTED) & (weighty | col(Progress.reaches).is_(True))
    )


def waiting(session: Session, part: Part | str) -> Sequence[Waiting]:
    """What waits for the office in a part of the tree, in the order in which it was handed in."""
    statement = (
        select(Item, Matter, Progress, Unit)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(within(part), needs_verdict())
        .order_by(col(Progress.submitted_at), col(Progress.id))
    )
    return [Waiting(*row) for row in session.exec(statement)]


def waiting_ids(session: Session, part: Part | str) -> Sequence[int | None]:
    """The items of the cards that wait, in the same order."""
    statement = (
        select(Item.id)
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(within(part), needs_verdict())
        .order_by(col(Progress.submitted_at), col(Progress.id))
    )
    return session.exec(statement).all()


def card(session: Session, item: int) -> Waiting:
    """One card with what was said last; Refused(GONE) when nothing has been said about it."""
    found = session.get(Item, item)
    if found is None or found.progress_id is None:
        raise Refused(Reason.GONE)
    matter = session.get_one(Matter, found.matter_id)
    unit = session.get_one(Unit, session.get_one(Return, found.return_id).unit_id)
    return Waiting(found, matter, session.get_one(Progress, found.progress_id), unit)


def awaiting_of(session: Session, matter: Matter) -> Item:
    """The newest card of a matter that can be decided; Refused(ALREADY_DECIDED) if none can."""
    found = decidable(session, matter)
    if found is None:
        raise Refused(Reason.ALREADY_DECIDED)
    return found


def decidable(session: Session, matter: Matter) -> Item | None:
    """The newest card of a matter that can be accepted or returned, whether it is listed or not."""
    statement = select(Item).where(
        Item.matter_id == matter.id, col(Item.mark).in_([Mark.SUBMITTED, Mark.CORRECTION])
    )
    return session.exec(statement.order_by(col(Item.id).desc()).limit(1)).first()


def plain_of(session: Session, one: Return) -> Sequence[tuple[Item, Matter]]:
    """The cards of a return that may be accepted in one go.

    Handed in before cut-off, and neither a closing nor a difficulty: those are decided one by one.
    A local plan reported as issued before it was filed cannot be accepted yet.
    """
    statement = (
        select(Item, Matter, Progress)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .where(
            Item.return_id == one.id,
            Item.mark == Mark.SUBMITTED,
            col(Progress.saying).in_([Saying.PROGRESS, Saying.NO_CHANGE]),
        )
    )
    rows = session.exec(statement.order_by(col(Item.position)))
    return [(item, matter) for item, matter, said in rows if not hindrance(session, matter, said)]


def accept_plain(session: Session, one: Return, by: int, calendar: Calendar, now: datetime) -> int:
    """Accept every plain card of a return; how many. Refused(ALREADY_DECIDED) when none waits."""
    cards = plain_of(session, one)
    if not cards:
        raise Refused(Reason.ALREADY_DECIDED)
    for item, matter in cards:
        accept(session, item, matter, by, calendar, now)
    return len(cards)


def backlog(session: Session, part: Part | str) -> Backlog:
    """How many cards wait for the office in a part of the tree, and since when."""
    statement = (
        select(func.count(), func.min(col(Progress.submitted_at)))
        .select_from(Item)
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(within(part), needs_verdict())
    )
    return Backlog(*session.exec(statement).one())
