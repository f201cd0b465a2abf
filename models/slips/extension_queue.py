"""What was asked to be put off and waits for the office's decision (DOMAIN §4)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from models.backlog import Backlog
from models.refusals import Reason, Refused
from models.slips.extensions import Decision, Extension
from models.slips.slips import RUNNING, Slip
from models.units import Unit


class Request(NamedTuple):
    """A request before the office."""

    asked: Extension
    slip: Slip
    unit: Unit


def pending_extensions(session: Session, offices: Iterable[int]) -> Sequence[Request]:
    """What waits for the decision of these offices, oldest first.

    A request about a slip that was answered or taken back meanwhile asks for nothing.
    """
    statement = (
        select(Extension, Slip, Unit)
        .join(Slip, col(Slip.id) == col(Extension.slip_id))
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(_pending(offices))
    )
    return [Request(*row) for row in session.exec(statement.order_by(col(Extension.id)))]


def backlog(session: Session, offices: Iterable[int]) -> Backlog:
    """How many requests wait for these offices, since when, and the first date to be put off."""
    statement = (
        select(func.count(), func.min(col(Extension.asked_at)), func.min(col(Extension.before_on)))
        .select_from(Extension)
        .join(Slip, col(Slip.id) == col(Extension.slip_id))
        .where(_pending(offices))
    )
    return Backlog(*session.exec(statement).one())


def waiting_ids(session: Session, offices: Iterable[int]) -> Sequence[int | None]:
    """The ids of the requests that wait, in the same order."""
    statement = (
        select(Extension.id)
        .join(Slip, col(Slip.id) == col(Extension.slip_id))
        .where(_pending(offices))
        .order_by(col(Extension.id))
    )
    return session.exec(statement).all()


def _pending(offices: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a request waits for these offices; to be joined with its slip."""
    return and_(
        col(Slip.office_id).in_(set(offices)),
        col(Slip.state).in_(RUNNING),
        col(Extension.decision) == Decision.PENDING,
    )


def request(session: Session, number: int) -> Request:
    """A request with its slip and unit; Refused(GONE) when there is none."""
    asked = session.get(Extension, number)
    if asked is None:
        raise Refused(Reason.GONE)
    slip = session.get_one(Slip, asked.slip_id)
    return Request(asked, slip, session.get_one(Unit, slip.unit_id))


def pending_on(session: Session, slip: Slip) -> Request:
    """The request about a slip that waits for a decision; Refused(ALREADY_DECIDED) for none."""
    found = [one for one in pending_extensions(session, [slip.office_id]) if one.slip is slip]
    if not found:
        raise Refused(Reason.ALREADY_DECIDED)
    return found[0]
