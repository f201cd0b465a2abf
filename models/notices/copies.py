"""Each recipient's copy of a notice: put into the outbox once, and confirmed once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select, update

from models import audit
from models.notices.notices import GONE_OUT, Notice, notice_id
from models.notices.reaching import Recipient
from models.outbox import Message, Outbox, Urgency, put
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.sent_messages import row_at
from models.store import UtcDateTime, insert_new
from models.units import unit_id

KIND = "notice"
"""The kind of the outbox row that carries a copy; its subject is the copy."""


class NoticeCopy(SQLModel, table=True):
    """One recipient's copy: a person's, a group chat's, or a unit's for which nobody answered.

    `unit_id` is where it is counted, `also` the other units its reader answers for.
    """

    __table_args__ = (
        UniqueConstraint("notice_id", "person_id"),
        UniqueConstraint("notice_id", "chat_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    also: list[int] = Field(default_factory=list, sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: int | None = Field(default=None, foreign_key="person.id")
    nudged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def copy_id(copy: NoticeCopy) -> int:
    """The id of a stored copy."""
    assert copy.id is not None, "the copy is not stored yet"  # noqa: S101  narrows the type
    return copy.id


def copy_by_id(session: Session, number: int) -> NoticeCopy:
    """A copy; Refused(GONE) when there is none."""
    copy = session.get(NoticeCopy, number)
    if copy is None:
        raise Refused(Reason.GONE)
    return copy


def hand_out(
    session: Session, notice: Notice, whom: Iterable[Recipient], due_at: datetime, now: datetime
) -> Sequence[NoticeCopy]:
    """A copy and an outbox row for every recipient, in a fixed number of statements."""
    number = notice_id(notice)
    rows = [_copy(number, one, now) for one in whom]
    insert_new(session, NoticeCopy, [row for row in rows if row["person_id"]], _BY_PERSON)
    insert_new(session, NoticeCopy, [row for row in rows if not row["person_id"]], _BY_CHAT)
    copies = copies_of(session, number)
    put(session, now, *(_message(notice, one, due_at) for one in copies))
    return copies


_BY_PERSON = ("notice_id", "person_id")
_BY_CHAT = ("notice_id", "chat_id")


def _copy(number: int, one: Recipient, now: datetime) -> dict[str, Any]:
    return {
        "notice_id": number,
        "person_id": person_id(one.person) if one.person else None,
        "chat_id": one.chat.chat_id if one.chat else None,
        "unit_id": unit_id(one.unit) if one.unit else None,
        "also": list(one.also),
        "made_at": now,
    }


def _message(notice: Notice, copy: NoticeCopy, due_at: datetime) -> Message:
    alone = copy.person_id is None and copy.chat_id is None
    return Message(
        kind=KIND,
        key=f"notice:{notice.id}:{copy.id}",
        person_id=copy.person_id,
        chat_id=copy.chat_id,
        unit_id=copy.unit_id if alone else None,
        subject_id=copy.id,
        urgency=Urgency.URGENT if notice.urgent else Urgency.BULK,
        due_at=due_at,
    )


def copies_of(session: Session, number: int) -> Sequence[NoticeCopy]:
    """Every copy of a notice, in roster order."""
    statement = select(NoticeCopy).where(NoticeCopy.notice_id == number)
    return session.exec(statement.order_by(col(NoticeCopy.id))).all()


def carried(kind: str = KIND) -> ColumnElement[bool]:
    """The condition that joins copies to their outbox rows of a kind."""
    return (col(Outbox.kind) == kind) & (col(Outbox.subject_id) == col(NoticeCopy.id))


def copy_at(session: Session, chat_id: int, message_id: int) -> NoticeCopy | None:
    """The copy of which any message stands at a place in a chat, so that it can be replied to."""
    row = row_at(session, chat_id, message_id)
    if row is None or row.kind != KIND or row.subject_id is None:
        return None
    return session.get(NoticeCopy, row.subject_id)


def reads(session: Session, copy: NoticeCopy, person: int) -> bool:
    """Whether a copy is a person's: made for them, or for a unit and brought to them."""
    if copy.person_id is not None:
        return copy.person_id == person
    brought = select(Outbox.id).where(
        Outbox.kind == KIND, Outbox.subject_id == copy.id, Outbox.sent_to == person
    )
    return copy.chat_id is None and session.exec(brought).first() is not None


def confirm(session: Session, notice: Notice, copy: NoticeCopy, person: int, now: datetime) -> bool:
    """确认收到, once; the first time is kept. Whether this was it.

    Refused(NOT_ALLOWED) for another's copy, Refused(GONE) when the notice was withdrawn or asks
    for no confirmation. One that comes after `confirm_by` counts, with its time.
    """
    if not reads(session, copy, person):
        raise Refused(Reason.NOT_ALLOWED)
    if not notice.confirm or notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    first = session.exec(
        update(NoticeCopy)
        .where(col(NoticeCopy.id) == copy.id, col(NoticeCopy.confirmed_at).is_(None))
        .values(confirmed_at=now, confirmed_by=person)
        .execution_options(synchronize_session=False)
    )
    session.refresh(copy)
    if first.rowcount:
        audit.note(session, now, person, "confirm", "notice", notice.id, copy=copy.id)
    return bool(first.rowcount)


def unconfirmed(session: Session, person: int) -> list[tuple[Notice, NoticeCopy]]:
    """What a person was sent and has not confirmed, the oldest first."""
    brought = (
        select(Outbox.subject_id)
        .where(Outbox.kind == KIND, Outbox.sent_to == person)
        .scalar_subquery()
    )
    statement = (
        select(Notice, NoticeCopy)
        .join(NoticeCopy, col(NoticeCopy.notice_id) == col(Notice.id))
        .where(
            col(NoticeCopy.id).in_(brought),
            col(NoticeCopy.confirmed_at).is_(None),
            col(NoticeCopy.chat_id).is_(None),
            col(Notice.confirm),
            col(Notice.state).in_(GONE_OUT),
        )
        .order_by(col(Notice.id))
    )
    return list(session.exec(statement).all())
