"""What was asked to be put off and waits for the office's decision (DOMAIN §4)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

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
        .where(
            col(Slip.office_id).in_(set(offices)),
            col(Slip.state).in_(RUNNING),
            Extension.decision == Decision.PENDING,
        )
    )
    return [Request(*row) for row in session.exec(statement.order_by(col(Extension.id)))]


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
