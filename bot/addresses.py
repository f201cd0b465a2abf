"""Whom an outbox row goes to now: the person, whoever answers for the unit, or the chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.context import Office
from handlers.groups.gate import passes
from models.outbox import Outbox, Sending
from models.people.answering import answerers
from models.people.posts import Person


@dataclass(frozen=True)
class Unsendable:
    """A row that will not go now, with the state it gets and why; `until` when it is queued."""

    row_id: int
    state: Sending
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class Recipient:
    """The chat a row goes to now and the person behind it."""

    chat_id: int
    person: Person | None


def recipient(
    office: Office, session: Session, row: Outbox, now: datetime
) -> Recipient | Unsendable:
    """Look the row's recipient up; Unsendable while there is nobody, or none it may go to."""
    assert row.id is not None  # noqa: S101  it was just read
    if row.unit_id is not None:
        return _answerer(office, session, row.id, row.unit_id, now)
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    if row.chat_id is not None and row.chat_id < 0 and not passes(session, row, row.chat_id):
        return Unsendable(row.id, Sending.VOID, "it is not for a group")
    if row.chat_id is not None:
        return _in_chat(row.id, row.chat_id, person)
    if person is None or person.telegram_id is None:
        return Unsendable(row.id, Sending.HELD, "the person has not accepted an invitation yet")
    if person.blocked_at is not None:
        return Unsendable(row.id, Sending.FAILED, "the person has blocked the bot")
    return Recipient(person.telegram_id, person)


def _answerer(
    office: Office, session: Session, row_id: int, unit_id: int, now: datetime
) -> Recipient | Unsendable:
    found = answerers(session, [unit_id], office.calendar.today(now)).get(unit_id)
    if found is None or found.person.telegram_id is None:
        return Unsendable(row_id, Sending.HELD, "nobody answers for the unit now")
    return Recipient(found.person.telegram_id, found.person)


def _in_chat(row_id: int, chat_id: int, person: Person | None) -> Recipient | Unsendable:
    """The chat a message was put for, unless the post has moved to another telephone since."""
    if person is not None and person.telegram_id != chat_id:
        return Unsendable(row_id, Sending.VOID, "the chat is not the person's any more")
    return Recipient(chat_id, person)
