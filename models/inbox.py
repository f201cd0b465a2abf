"""What was heard: every raw update, committed before Telegram is told that it arrived."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, Session, SQLModel, col, select, update

from models.store import UtcDateTime, insert_new, word


class Hearing(StrEnum):
    """What became of an update. `quarantined` could not be parsed; `failed` raised an error."""

    NEW = "new"
    DONE = "done"
    FAILED = "failed"
    QUARANTINED = "quarantined"


class Inbox(SQLModel, table=True):
    """One update as Telegram sent it, JSON text; `update_id` is Telegram's own."""

    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    raw: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=UtcDateTime)
    state: Hearing = Field(default=Hearing.NEW, sa_type=word(Hearing), index=True)
    error: str = Field(default="", max_length=500)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def keep(session: Session, updates: Iterable[tuple[int, str]], now: datetime) -> None:
    """Store raw updates (id, JSON text); one that was heard before is passed over."""
    rows = [
        {"update_id": number, "raw": raw, "received_at": now, "state": Hearing.NEW, "error": ""}
        for number, raw in updates
    ]
    insert_new(session, Inbox, rows, unique=["update_id"])


def unfinished(session: Session, most: int) -> Sequence[tuple[int, str]]:
    """What was heard and not handled to the end: the oldest `most`, id and JSON text, in order."""
    statement = select(Inbox.update_id, Inbox.raw).where(Inbox.state == Hearing.NEW)
    return session.exec(statement.order_by(col(Inbox.update_id)).limit(most)).all()


def finish(session: Session, update_ids: Sequence[int], now: datetime) -> None:
    """Mark updates as handled."""
    session.exec(
        update(Inbox)
        .where(col(Inbox.update_id).in_(update_ids), col(Inbox.state) == Hearing.NEW)
        .values(state=Hearing.DONE, handled_at=now)
    )


def fail(session: Session, update_id: int, error: str, now: datetime) -> None:
    """Keep an update whose handler raised, with the error's kind and place, never its content."""
    session.exec(
        update(Inbox)
        .where(col(Inbox.update_id) == update_id)
        .values(state=Hearing.FAILED, error=error[:500], handled_at=now)
    )


def quarantine(session: Session, update_id: int, error: str, now: datetime) -> None:
    """Set aside an update that cannot be parsed, so that the others go on."""
    session.exec(
        update(Inbox)
        .where(col(Inbox.update_id) == update_id)
        .values(state=Hearing.QUARANTINED, error=error[:500], handled_at=now)
    )
