"""A notice that goes out is stopped; one that has gone is deleted where Telegram allows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import true
from sqlmodel import Session, col, update

from models import audit
from models.notices.copies import NoticeCopy
from models.notices.notices import GONE_OUT, Notice, NoticeState, notice_id
from models.notices.under_way import LANDS_WITHIN, changes, lands, out, reader, waiting
from models.outbox import Message, Outbox, Sending, Urgency, put
from models.refusals import Reason, Refused

DELETE = "notice_delete"
"""The kind of the rows that delete what a copy's row has brought."""

DELETED_WITHIN = timedelta(hours=48)
"""How long Telegram lets a bot delete its message."""


@dataclass(frozen=True)
class Deletion:
    """How many copies are being deleted, and how many are too old for it or were never certain."""

    asked: int
    too_old: int
    in_doubt: int


def stop(session: Session, notice: Notice, by: int, now: datetime) -> int:
    """Withdraw what has not gone; how many copies. What is under way at this moment still goes.

    Refused(ALREADY_DECIDED) unless it is being sent.
    """
    _leave(session, notice, (NoticeState.SENDING,), NoticeState.STOPPED, by, now)
    withdrawn = _withdraw(session, notice)
    audit.note(session, now, by, "stop", "notice", notice.id, withdrawn=withdrawn)
    return withdrawn


def _withdraw(session: Session, notice: Notice) -> int:
    done = session.exec(
        update(Outbox)
        .where(waiting(notice))
        .values(state=Sending.VOID, reason="the notice was stopped")
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)


def _leave(
    session: Session,
    notice: Notice,
    states: Iterable[NoticeState],
    into: NoticeState,
    by: int,
    now: datetime,
) -> None:
    done = session.exec(
        update(Notice)
        .where(col(Notice.id) == notice_id(notice), col(Notice.state).in_(list(states)))
        .values(state=into, ended_at=now, ended_by=by)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(notice)


def delete(session: Session, notice: Notice, by: int, now: datetime) -> Deletion:
    """Withdraw what has not gone and delete what has where Telegram allows; its record stays.

    Refused(ALREADY_DECIDED) unless it is being sent or was stopped.
    """
    _leave(session, notice, GONE_OUT, NoticeState.WITHDRAWN, by, now)
    withdrawn = _withdraw(session, notice)
    gone = out(session, notice)
    known = [one for one in gone if one[1].message_id is not None or lands(one[1])]
    doubt = len(gone) - len(known)
    young = [one for one in known if lands(one[1]) or not too_old(one[1], now)]
    put(session, now, *(_deletion(notice, copy, row, now) for copy, row in young))
    found = Deletion(len(young), len(known) - len(young), doubt)
    audit.note(
        session,
        now,
        by,
        "delete",
        "notice",
        notice.id,
        withdrawn=withdrawn,
        asked=found.asked,
        too_old=found.too_old,
        in_doubt=found.in_doubt,
    )
    return found


def deletions(session: Session, notice: Notice) -> dict[Sending, int]:
    """How far the deletions have come; by state."""
    return changes(session, notice, DELETE, true())


def too_old(row: Outbox, now: datetime) -> bool:
    """Whether Telegram no longer lets us delete what a row has brought."""
    return row.sent_at is None or now - row.sent_at >= DELETED_WITHIN


def _deletion(notice: Notice, copy: NoticeCopy, row: Outbox, now: datetime) -> Message:
    return Message(
        kind=DELETE,
        key=f"{DELETE}:{copy.id}",
        **reader(row),
        subject_id=copy.id,
        urgency=Urgency.URGENT if notice.urgent else Urgency.BULK,
        due_at=now + LANDS_WITHIN if lands(row) else now,
        repeatable=True,
    )
