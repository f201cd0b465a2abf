"""The rows of a notice on their way: which still wait, which are out, how far changes have come."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.notices.copies import KIND, NoticeCopy, carried
from models.notices.notices import Notice, notice_id
from models.outbox import Outbox, Sending

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
