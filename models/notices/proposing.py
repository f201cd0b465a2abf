"""Other words for what a colleague has let go out: they wait for a second pair of eyes, too."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import audit
from models.notices.changing import differs, edit
from models.notices.content import Content
from models.notices.notices import GONE_OUT, Notice, NoticeText, notice_id
from models.notices.sending import colleagues
from models.outbox import Message, put
from models.refusals import Reason, Refused


def propose(session: Session, notice: Notice, content: Content, by: int, now: datetime) -> None:
    """Lay other words before the colleagues, in place of those that wait; refused as `edit`.

    Refused(OWN_NOTICE) when there is no colleague.
    """
    session.refresh(notice, with_for_update=True)
    others = colleagues(session, notice, {by})
    if not others:
        raise Refused(Reason.OWN_NOTICE)
    if not differs(session, notice, content):
        return
    _drop(session, notice)
    words = NoticeText(
        notice_id=notice_id(notice),
        version=notice.version + 1,
        content=content.model_dump(mode="json"),
        written_at=now,
        written_by=by,
    )
    session.add(words)
    session.flush()
    audit.note(session, now, by, "propose", "notice", notice.id, version=words.version)
    put(session, now, *(_asked(notice, one, now) for one in others))


def _asked(notice: Notice, colleague: int, now: datetime) -> Message:
    return Message(
        kind="notice_words_to_approve",
        key=f"notice_words_to_approve:{notice.id}:{now.isoformat()}:{colleague}",
        person_id=colleague,
        subject_id=notice.id,
    )


def proposed(session: Session, notice: Notice) -> NoticeText | None:
    """The words that wait, if there are any; of what was withdrawn none do any more."""
    if notice.state not in GONE_OUT:
        return None
    statement = select(NoticeText).where(
        NoticeText.notice_id == notice.id, NoticeText.version > notice.version
    )
    return session.exec(statement).first()


def proposals(session: Session, office: int, reader: int) -> Sequence[tuple[Notice, NoticeText]]:
    """The words that wait in an office for this reader, who has not written them; oldest first."""
    statement = (
        select(Notice, NoticeText)
        .join(NoticeText, col(NoticeText.notice_id) == col(Notice.id))
        .where(
            Notice.office_id == office,
            col(Notice.state).in_(GONE_OUT),
            col(NoticeText.version) > col(Notice.version),
            NoticeText.written_by != reader,
        )
    )
    return session.exec(statement.order_by(col(NoticeText.written_at), col(NoticeText.id))).all()


def let_change(session: Session, notice: Notice, by: int, now: datetime) -> int:
    """Let it say so; how many copies are edited.

    Refused(ALREADY_DECIDED) when no words wait, Refused(OWN_NOTICE) for who wrote them, or as
    `edit`.
    """
    session.refresh(notice, with_for_update=True)
    words = proposed(session, notice)
    if words is None:
        raise Refused(Reason.ALREADY_DECIDED)
    if words.written_by == by:
        raise Refused(Reason.OWN_NOTICE)
    content, writer = words.read(), words.written_by
    _drop(session, notice)
    audit.note(session, now, by, "approve_edit", "notice", notice.id, version=notice.version + 1)
    return edit(session, notice, content, writer, now)


def _drop(session: Session, notice: Notice) -> None:
    before = proposed(session, notice)
    if before:
        session.delete(before)
        session.flush()
