"""What a person has received: every notice that was brought to them, with their copy."""

from sqlmodel import Session, col, select

from models.notices.copies import KIND, NoticeCopy
from models.notices.notices import GONE_OUT, Notice
from models.outbox import Outbox


def received(session: Session, person: int) -> list[tuple[Notice, NoticeCopy]]:
    """The notices a person has, open confirmations first, then the newest first."""
    brought = select(Outbox.subject_id).where(
        Outbox.kind == KIND, Outbox.sent_to == person, col(Outbox.subject_id).is_not(None)
    )
    statement = (
        select(Notice, NoticeCopy)
        .join(NoticeCopy, col(NoticeCopy.notice_id) == col(Notice.id))
        .where(
            col(NoticeCopy.id).in_(brought),
            col(NoticeCopy.chat_id).is_(None),
            col(Notice.state).in_(GONE_OUT),
        )
        .order_by(col(Notice.id).desc())
    )
    found = list(session.exec(statement).all())
    return sorted(found, key=lambda one: not owed(*one))


def owed(notice: Notice, copy: NoticeCopy) -> bool:
    """Whether a copy is still to be confirmed."""
    return notice.confirm and copy.confirmed_at is None
