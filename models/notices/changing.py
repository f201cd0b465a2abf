"""What can still be done about a notice that goes out: stop it, change it, take it away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, func, select, update

from models import audit
from models.notices.content import Content, File, FileKind, Poll, Text, check, places
from models.notices.copies import KIND, NoticeCopy, carried
from models.notices.drafting import add_version
from models.notices.notices import (
    GONE_OUT,
    Notice,
    NoticeState,
    content_now,
    notice_id,
    versions_of,
)
from models.outbox import Message, Outbox, Sending, Urgency, put
from models.refusals import Reason, Refused

EDIT, DELETE = "notice_edit", "notice_delete"
"""Kinds of the rows that change or delete what a copy's row has brought."""

DELETED_WITHIN = timedelta(hours=48)
"""How long Telegram lets a bot delete its message."""

LANDS_WITHIN = timedelta(seconds=90)
"""By then a message that is under way has landed, or is known to be in doubt."""

_OUT = (Sending.SENT, Sending.SENDING, Sending.UNKNOWN)


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
        .where(_waiting(notice))
        .values(state=Sending.VOID, reason="the notice was stopped")
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)


def _waiting(notice: Notice) -> ColumnElement[bool]:
    """The condition for the rows of a notice that have not gone."""
    mine = select(NoticeCopy.id).where(NoticeCopy.notice_id == notice_id(notice))
    carries = (col(Outbox.kind) == KIND) & col(Outbox.subject_id).in_(mine)
    return carries & col(Outbox.state).in_((Sending.QUEUED, Sending.HELD))


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


def edit(session: Session, notice: Notice, content: Content, by: int, now: datetime) -> int:
    """Let it say something else: what waits goes out so, what is out is edited; how many copies.

    The messages stay what they are, for Telegram changes texts, captions and files only, and files
    within their kind: Refused(MESSAGES_DIFFER). Refused(GONE) unless it is being sent or was.
    """
    if notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    check(content)
    before = content_now(session, notice)
    if _shape(before) != _shape(content):
        raise Refused(Reason.MESSAGES_DIFFER)
    if before == content:
        return 0
    add_version(session, notice, content, by, now)
    session.exec(
        update(Outbox)
        .where(_waiting(notice))
        .values(edition=Outbox.edition + 1)
        .execution_options(synchronize_session=False)
    )
    out = _out(session, notice)
    put(session, now, *(_edit(notice, copy, row, now) for copy, row in out))
    audit.note(session, now, by, "edit", "notice", notice.id, version=notice.version)
    return len(out)


def _shape(content: Content) -> list[object]:
    """What an edit must leave as it is: the kind of each message, and a poll as a whole."""
    keys = content.carries_keys if content.parts else False
    return [keys, *(part.kind for part in content.parts), *map(_kind, places(content))]


def _kind(place: Text | File | Poll) -> object:
    match place:
        case File(shown=FileKind.VOICE):
            return place.file_id
        case File(shown=shown):
            return shown
        case Poll():
            return place
        case _:
            return place.kind


def _out(session: Session, notice: Notice) -> Sequence[tuple[NoticeCopy, Outbox]]:
    """The copies of which anything is out or under way, with their rows."""
    begun = col(Outbox.state).in_(_OUT) | (col(Outbox.step) > 0)
    statement = (
        select(NoticeCopy, Outbox)
        .join(Outbox, carried())
        .where(NoticeCopy.notice_id == notice_id(notice), begun)
    )
    return session.exec(statement.order_by(col(NoticeCopy.id))).all()


def _edit(notice: Notice, copy: NoticeCopy, row: Outbox, now: datetime) -> Message:
    lands = row.state in {Sending.SENDING, Sending.QUEUED}
    return Message(
        kind=EDIT,
        key=f"{EDIT}:{copy.id}:{notice.version}",
        chat_id=row.sent_chat_id or row.chat_id,
        person_id=row.sent_to or row.person_id,
        subject_id=copy.id,
        params={"version": notice.version},
        urgency=Urgency.URGENT if notice.urgent else Urgency.BULK,
        due_at=now + LANDS_WITHIN if lands else now,
        repeatable=True,
    )


def changed(session: Session, notice: Notice) -> dict[int, bool]:
    """Which messages have ever been changed, by position from 0, and whether their files were."""
    versions = [places(row.read()) for row in versions_of(session, notice)]
    return {
        n: len({_file(one[n]) for one in versions}) > 1
        for n, place in enumerate(versions[-1])
        if any(one[n] != place for one in versions)
    }


def _file(place: Text | File | Poll) -> str:
    return place.file_id if isinstance(place, File) else ""


def delete(session: Session, notice: Notice, by: int, now: datetime) -> Deletion:
    """Withdraw what has not gone and delete what has where Telegram allows; its record stays.

    Refused(ALREADY_DECIDED) unless it is being sent or was stopped.
    """
    _leave(session, notice, GONE_OUT, NoticeState.WITHDRAWN, by, now)
    withdrawn = _withdraw(session, notice)
    out = _out(session, notice)
    doubt = sum(row.message_id is None for _, row in out)
    known = [(copy, row) for copy, row in out if row.message_id is not None]
    young = [one for one in known if not too_old(one[1], now)]
    put(session, now, *(_deletion(notice, copy, row) for copy, row in young))
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


def too_old(row: Outbox, now: datetime) -> bool:
    """Whether Telegram no longer lets us delete what a row has brought."""
    return row.sent_at is None or now - row.sent_at >= DELETED_WITHIN


def _deletion(notice: Notice, copy: NoticeCopy, row: Outbox) -> Message:
    return Message(
        kind=DELETE,
        key=f"{DELETE}:{copy.id}",
        chat_id=row.sent_chat_id,
        person_id=row.sent_to,
        subject_id=copy.id,
        urgency=Urgency.URGENT if notice.urgent else Urgency.BULK,
        repeatable=True,
    )


def changes(session: Session, notice: Notice, kind: str) -> dict[Sending, int]:
    """How far the edits of the newest version, or the deletions, have come; by state."""
    newest = col(Outbox.dedupe_key).endswith(f":{notice.version}") if kind == EDIT else true()
    statement = (
        select(Outbox.state, func.count())
        .select_from(NoticeCopy)
        .join(Outbox, carried(kind))
        .where(NoticeCopy.notice_id == notice_id(notice), newest)
        .group_by(Outbox.state)
    )
    return {Sending(state): count for state, count in session.exec(statement)}
