"""Whoever comes to answer for a unit gets its copy, unless they have the notice already."""

from datetime import date

from sqlmodel import Session, col, select

from models.notices.copies import KIND, NoticeCopy, carried
from models.outbox import Outbox, Sending
from models.people.answering import answerers

_GOES = (Sending.QUEUED, Sending.SENDING, Sending.SENT, Sending.UNKNOWN)


def has_it_already(session: Session, copy: NoticeCopy, person: int, today: date) -> bool:
    """Whether a person has, or is about to get, another copy of the same notice.

    Of several units' copies that would come to the same person the first one does.
    """
    statement = (
        select(NoticeCopy, Outbox)
        .join(Outbox, carried(KIND))
        .where(
            NoticeCopy.notice_id == copy.notice_id,
            NoticeCopy.id != copy.id,
            col(NoticeCopy.chat_id).is_(None),
            (col(NoticeCopy.person_id) == person) | col(NoticeCopy.person_id).is_(None),
            col(Outbox.state).in_(_GOES),
        )
    )
    others = session.exec(statement).all()
    if any(person in {other.person_id, row.sent_to} for other, row in others):
        return True
    earlier = {
        other.unit_id
        for other, row in others
        if row.sent_to is None and other.unit_id is not None and (other.id or 0) < (copy.id or 0)
    }
    found = answerers(session, earlier, today) if earlier else {}
    return any(one.person.id == person for one in found.values())
