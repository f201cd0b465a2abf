"""What is to be said: semantic rows that delivery checks again, renders and sends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, Session, SQLModel, col, func, select

from models.store import UtcDateTime, insert_new, word


class Urgency(IntEnum):
    """Which message goes first when several are due: an answer before a notice before a bulk."""

    ANSWER = 0
    URGENT = 3
    NOTICE = 5
    BULK = 9


class Sending(StrEnum):
    """What became of a message. `unknown` means the request's answer was lost: it may be there."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    VOID = "void"
    HELD = "held"


class Outbox(SQLModel, table=True):
    """One message to one recipient: a person, whoever answers for a unit, or a bare chat.

    `kind` and `subject_id` say what it is about, `params` only what the facts cannot tell later.
    `reason` says why it failed, is void (no longer true) or is held (nobody to tell).
    A row may be several messages: `step` counts those that are out. `edition` counts the changes of
    what it says while it waits. `update_id` is the update it answers. A `repeatable` one (an edit,
    a deletion) can't be done twice, so it is tried again where another would be `unknown`.
    """

    __table_args__ = (
        Index("ix_outbox_next", "state", "due_at", "urgency"),
        Index("ix_outbox_message", "sent_chat_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    urgency: int = Urgency.NOTICE
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    subject_id: int | None = Field(default=None, index=True)
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    dedupe_key: str = Field(max_length=120, unique=True)
    update_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    step: int = 0
    edition: int = 0
    repeatable: bool = False
    state: Sending = Field(default=Sending.QUEUED, sa_type=word(Sending))
    reason: str = Field(default="", max_length=300)
    attempts: int = 0
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_to: int | None = Field(default=None, foreign_key="person.id")
    sent_chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = None


@dataclass(frozen=True)
class Message:
    """A message to put into the outbox; exactly one of person, unit and chat is the recipient.

    The same `key` is said once only, however often it is put.
    """

    kind: str
    key: str
    person_id: int | None = None
    unit_id: int | None = None
    chat_id: int | None = None
    subject_id: int | None = None
    params: dict[str, Any] = field(default_factory=dict)
    urgency: Urgency = Urgency.NOTICE
    due_at: datetime | None = None
    update_id: int | None = None
    repeatable: bool = False


def put(session: Session, now: datetime, *messages: Message) -> None:
    """Queue messages in the transaction of the fact they tell; one statement for all of them."""
    rows = [_row(message, now) for message in messages]
    insert_new(session, Outbox, rows, unique=["dedupe_key"])


def _row(message: Message, now: datetime) -> dict[str, Any]:
    return {
        "kind": message.kind,
        "urgency": int(message.urgency),
        "person_id": message.person_id,
        "unit_id": message.unit_id,
        "chat_id": message.chat_id,
        "subject_id": message.subject_id,
        "params": message.params,
        "created_at": now,
        "due_at": message.due_at or now,
        "dedupe_key": message.key,
        "update_id": message.update_id,
        "step": 0,
        "edition": 0,
        "repeatable": message.repeatable,
        "state": Sending.QUEUED,
        "reason": "",
        "attempts": 0,
    }


def due(
    session: Session, now: datetime, most: int, least: Urgency = Urgency.BULK
) -> Sequence[Outbox]:
    """The queued messages that are due and at least as urgent as `least`, the urgent first.

    An edit or a deletion rings nowhere: it goes at any hour.
    """
    goes = (col(Outbox.urgency) <= int(least)) | col(Outbox.repeatable)
    statement = select(Outbox).where(
        Outbox.state == Sending.QUEUED, col(Outbox.due_at) <= now, goes
    )
    ordered = statement.order_by(col(Outbox.urgency), col(Outbox.due_at), col(Outbox.id))
    return session.exec(ordered.limit(most)).all()


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next message that is queued for later comes due."""
    statement = select(func.min(col(Outbox.due_at))).where(
        Outbox.state == Sending.QUEUED, col(Outbox.due_at) > now
    )
    return session.exec(statement).one()


def answered(session: Session, update_id: int, kind: str) -> bool:
    """Whether an update has had this answer put before: then it was carried out, too."""
    put_before = select(Outbox.id).where(Outbox.update_id == update_id, Outbox.kind == kind)
    return session.exec(put_before).first() is not None


def said_there(session: Session, chat_id: int, message_id: int) -> Outbox | None:
    """The message that stands at a place in a chat, so that a reply to it has a meaning."""
    statement = select(Outbox).where(
        Outbox.sent_chat_id == chat_id, Outbox.message_id == message_id
    )
    return session.exec(statement).first()
