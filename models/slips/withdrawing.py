"""撤回: a slip is taken back with a reason; a number that was given is never used again (§4)."""

from datetime import datetime

from sqlmodel import Session

from models import audit
from models.blank import is_blank
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.slips import OPEN, UNSIGNED, Slip, SlipState, hold_slips, slip_id


def withdraw(session: Session, slip: Slip, reason: str, by: int, now: datetime) -> None:
    """Take back a slip that is not done with; the unit is told when it had gone out.

    Nothing follows it on the ladder. Refused(REASON_NEEDED), Refused(ALREADY_DECIDED).
    """
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    hold_slips(session, [slip_id(slip)])  # it may be signed, or answered and accepted, just now
    if slip.state not in OPEN | UNSIGNED:
        raise Refused(Reason.ALREADY_DECIDED)
    had_gone_out = slip.state in OPEN
    slip.state, slip.reason = SlipState.WITHDRAWN, reason.strip()[:1000]
    slip.withdrawn_at, slip.withdrawn_by = now, by
    session.add(slip)
    session.flush()
    audit.note(session, now, by, "withdraw", "slip", slip.id, reason=reason.strip()[:300])
    if had_gone_out:
        told = Message(
            kind="slip_withdrawn",
            key=f"slip_withdrawn:{slip.id}",
            unit_id=slip.unit_id,
            subject_id=slip.id,
        )
        put(session, now, told)
