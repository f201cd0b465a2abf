"""What becomes of what is to be said: claimed by one worker, out, failed, put back, or held."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, update

from models.outbox import Outbox, Sending


def claim(session: Session, row_id: int, attempts: int, edition: int, now: datetime) -> bool:
    """Take one queued message for sending, as it was read with these `attempts` and `edition`.

    False when another worker has it, has had it meanwhile, or when what it says was changed.
    """
    taken = session.exec(
        update(Outbox)
        .where(
            col(Outbox.id) == row_id,
            col(Outbox.state) == Sending.QUEUED,
            col(Outbox.attempts) == attempts,
            col(Outbox.edition) == edition,
        )
        .values(state=Sending.SENDING, claimed_at=now, attempts=Outbox.attempts + 1)
    )
    return bool(taken.rowcount)


def settle(session: Session, row_id: int, state: Sending, reason: str = "", **sent: Any) -> None:
    """Record what became of a message; `sent` holds sent_at, sent_to, sent_chat_id, message_id."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.id) == row_id)
        .values(state=state, reason=reason[:300], **sent)
    )


def step_on(session: Session, row_id: int, **sent: Any) -> None:
    """One message of several is out: the next one of the row may go; `sent` as with `settle`."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.id) == row_id)
        .values(state=Sending.QUEUED, step=Outbox.step + 1, reason="", **sent)
    )


def postpone(session: Session, row_id: int, until: datetime, reason: str = "") -> None:
    """Put a message back to be tried again at a moment (night, a pause, a lost connection)."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.id) == row_id)
        .values(state=Sending.QUEUED, due_at=until, reason=reason[:300])
    )


def abandon_claims(session: Session) -> int:
    """After a crash: what was being sent may or may not be there, so it becomes `unknown`.

    What does no harm when it is done twice is done again; the others are counted.
    """
    under_way = col(Outbox.state) == Sending.SENDING
    session.exec(
        update(Outbox)
        .where(under_way, col(Outbox.repeatable))
        .values(state=Sending.QUEUED, reason="the program stopped while it was being done")
    )
    lost = session.exec(
        update(Outbox)
        .where(under_way)
        .values(state=Sending.UNKNOWN, reason="the program stopped while it was being sent")
    )
    return int(lost.rowcount)


def release_held(session: Session, unit: int, now: datetime) -> None:
    """Somebody answers for a unit now: what was held for it is queued again."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.unit_id) == unit, col(Outbox.state) == Sending.HELD)
        .values(state=Sending.QUEUED, due_at=now, reason="")
    )
