"""The rows of a notice on their way: which still wait, which are out, how far changes have come."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.notices.copies import KIND, NoticeCopy, carried
from models.notices.notices import Notice, notice_id
from models.outbox import Outbox, Sending

LANDS_WITHIN = timedelta(seconds=90)
"""By then a message that is under way has landed, or is known to be in doubt."""

_OUT = (Sending.SENT, Sending.SENDING, Sending.UNKNOWN)


def waiting(notice: Notice) -> ColumnElement[bool]:
    """The condition for the rows of a notice that have not gone."""
    mine = select(NoticeCopy.id).where(NoticeCopy.notice_id == notice_id(notice))
    carries = (col(Outbox.kind) == KIND) & col(Outbox.subject_id).in_(mine)
    return carries & col(Outbox.state).in_((Sending.QUEUED, Sending.HELD))


def out(session: Session, notice: Notice) -> Sequence[tuple[NoticeCopy, Outbox]]:
    """The copies of which anything is out or under way, with their rows."""
    begun = col(Outbox.state).in_(_OUT) | (col(Outbox.step) > 0)
    statement = (
        select(NoticeCopy, Outbox)
        .join(Outbox, carried())
        .where(NoticeCopy.notice_id == notice_id(notice), begun)
    )
    return session.exec(statement.order_by(col(NoticeCopy.id))).all()


def lands(row: Outbox) -> bool:
    """Whether a message of a row is under way at this moment, or another one follows."""
    return row.state in {Sending.SENDING, Sending.QUEUED}


def reader(row: Outbox) -> dict[str, Any]:
    """Where what a row brings is changed: where it stands, or else where it is going."""
    if row.sent_chat_id is not None:
        return {"chat_id": row.sent_chat_id, "person_id": row.sent_to}
    return {"chat_id": row.chat_id, "person_id": row.person_id, "unit_id": row.unit_id}


def changes(
    session: Session, notice: Notice, kind: str, which: ColumnElement[bool]
) -> dict[Sending, int]:
    """How far the rows of a kind that change what is out have come; by state."""
    statement = (
        select(Outbox.state, func.count())
        .select_from(NoticeCopy)
        .join(Outbox, carried(kind))
        .where(NoticeCopy.notice_id == notice_id(notice), which)
        .group_by(Outbox.state)
    )
    return {Sending(state): count for state, count in session.exec(statement)}
