"""Other words for a notice that goes out: what waits goes so, what is out is edited."""

from datetime import datetime

from sqlmodel import Session, col, update

from models import audit
from models.notices.content import Content, File, FileKind, Poll, Text, check, places
from models.notices.copies import NoticeCopy
from models.notices.drafting import add_version
from models.notices.notices import (
    GONE_OUT,
    Notice,
    content_now,
    versions_of,
)
from models.notices.under_way import LANDS_WITHIN, changes, lands, out, reader, waiting
from models.outbox import Message, Outbox, Sending, Urgency, put
from models.refusals import Reason, Refused

EDIT = "notice_edit"
"""The kind of the rows that change what a copy's row has brought."""


def edit(session: Session, notice: Notice, content: Content, by: int, now: datetime) -> int:
    """Let it say something else: what waits goes out so, what is out is edited; how many copies.

    The messages stay what they are, for Telegram changes texts, captions and files only, and files
    within their kind: Refused(MESSAGES_DIFFER). Refused(GONE) unless it is being sent or was.
    """
    session.refresh(notice, with_for_update=True)
    if not differs(session, notice, content):
        return 0
    add_version(session, notice, content, by, now)
    session.exec(
        update(Outbox)
        .where(waiting(notice))
        .values(edition=Outbox.edition + 1)
        .execution_options(synchronize_session=False)
    )
    gone = out(session, notice)
    put(session, now, *(_edit(notice, copy, row, now) for copy, row in gone))
    audit.note(session, now, by, "edit", "notice", notice.id, version=notice.version)
    return len(gone)


def differs(session: Session, notice: Notice, content: Content) -> bool:
    """Whether it would say something else; refused as `edit`."""
    if notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    check(content)
    before = content_now(session, notice)
    if _shape(before) != _shape(content):
        raise Refused(Reason.MESSAGES_DIFFER)
    return before != content


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


def _edit(notice: Notice, copy: NoticeCopy, row: Outbox, now: datetime) -> Message:
    return Message(
        kind=EDIT,
        key=f"{EDIT}:{copy.id}:{notice.version}",
        **reader(row),
        subject_id=copy.id,
        params={"version": notice.version},
        urgency=Urgency.URGENT if notice.urgent else Urgency.BULK,
        due_at=now + LANDS_WITHIN if lands(row) else now,
        repeatable=True,
    )


def edits(session: Session, notice: Notice) -> dict[Sending, int]:
    """How far the edits of the newest version have come; by state."""
    newest = col(Outbox.dedupe_key).endswith(f":{notice.version}")
    return changes(session, notice, EDIT, newest)


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
