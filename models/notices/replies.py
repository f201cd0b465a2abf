"""What recipients wrote back to a notice: texts and files, every one kept with its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, func, select

from models.blank import is_blank
from models.notices.content import FileKind
from models.notices.copies import NoticeCopy, reads
from models.notices.notices import GONE_OUT, Notice, notice_id
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.store import UtcDateTime, insert_new, word
from models.units import Unit

LONGEST_REPLY = 4000


class NoticeReply(SQLModel, table=True):
    """One message of a reply: a text, or a file with its caption. The newest is the last word."""

    id: int | None = Field(default=None, primary_key=True)
    copy_id: int = Field(foreign_key="noticecopy.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    update_id: int = Field(unique=True, sa_type=BigInteger)
    said_at: datetime = Field(sa_type=UtcDateTime)
    text: str = Field(default="", max_length=LONGEST_REPLY)
    shown: FileKind | None = Field(default=None, sa_type=word(FileKind))
    file_id: str = Field(default="", max_length=250)
    unique_id: str = Field(default="", max_length=80)
    name: str = Field(default="", max_length=200)


@dataclass(frozen=True)
class Answer:
    """What somebody replied in one message; `update_id` names it, so that it is kept once."""

    update_id: int
    text: str = ""
    shown: FileKind | None = None
    file_id: str = ""
    unique_id: str = ""
    name: str = ""


class Said(NamedTuple):
    """A reply with who wrote it, and where they are counted."""

    reply: NoticeReply
    person: Person
    unit: Unit | None


def reply(
    session: Session, notice: Notice, copy: NoticeCopy, answer: Answer, person: int, now: datetime
) -> None:
    """Keep a reply beside those before it.

    Refused(NOT_ALLOWED) for another's copy, Refused(GONE) when no reply is wanted,
    Refused(TEXT_EMPTY), Refused(TEXT_TOO_LONG).
    """
    if not reads(session, copy, person):
        raise Refused(Reason.NOT_ALLOWED)
    if not notice.reply or notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    text = answer.text.strip()
    if is_blank(text) and not answer.file_id:
        raise Refused(Reason.TEXT_EMPTY)
    if len(text) > LONGEST_REPLY:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REPLY, length=len(text))
    row = {
        "copy_id": copy.id,
        "person_id": person,
        "update_id": answer.update_id,
        "said_at": now,
        "text": text,
        "shown": answer.shown,
        "file_id": answer.file_id,
        "unique_id": answer.unique_id,
        "name": answer.name[:200],
    }
    insert_new(session, NoticeReply, [row], unique=["update_id"])


def replies(session: Session, notice: Notice) -> Sequence[Said]:
    """Everything that was replied to a notice, in roster order and by time."""
    statement = (
        select(NoticeReply, Person, Unit)
        .join(NoticeCopy, col(NoticeCopy.id) == col(NoticeReply.copy_id))
        .join(Person, col(Person.id) == col(NoticeReply.person_id))
        .outerjoin(Unit, col(Unit.id) == col(NoticeCopy.unit_id))
        .where(NoticeCopy.notice_id == notice_id(notice))
        .order_by(col(NoticeCopy.id), col(NoticeReply.id))
    )
    return [Said(*row) for row in session.exec(statement)]


def replied(session: Session, notice: Notice) -> int:
    """How many recipients have replied."""
    statement = (
        select(func.count(col(NoticeReply.copy_id).distinct()))
        .join(NoticeCopy, col(NoticeCopy.id) == col(NoticeReply.copy_id))
        .where(NoticeCopy.notice_id == notice_id(notice))
    )
    return session.exec(statement).one()
