"""撤回: a slip is taken back with a reason; a number that was given is never used again (§4)."""

from datetime import datetime

from sqlmodel import Session, col, update

from models import audit
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.slips import OPEN, UNSIGNED, Slip, SlipState


def withdraw(session: Session, slip: Slip, reason: str, by: int, now: datetime) -> None:
    """Take back a slip that is not done with; the unit is told when it had gone out.

    Nothing follows it on the ladder. Refused(REASON_NEEDED), Refused(ALREADY_DECIDED).
    """
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    had_gone_out = slip.state in OPEN
    done = session.exec(
        update(Slip)
        .where(col(Slip.id) == slip.id, col(Slip.state).in_(OPEN | UNSIGNED))
        .values(
            state=SlipState.WITHDRAWN,
            withdrawn_at=now,
            withdrawn_by=by,
            reason=reason.strip()[:1000],
        )
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(slip)
    audit.note(session, now, by, "withdraw", "slip", slip.id, reason=reason.strip()[:300])
    if had_gone_out:
        told = Message(
            kind="slip_withdrawn",
            key=f"slip_withdrawn:{slip.id}",
            unit_id=slip.unit_id,
            subject_id=slip.id,
        )
        put(session, now, told)
