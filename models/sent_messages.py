"""Where the messages stand of an outbox row that is more than one message, as an album is."""

from collections.abc import Iterable, Sequence

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.outbox import Outbox


class SentMessage(SQLModel, table=True):
    """One message of a row; `position` counts them from 0 in the order in which they went out."""

    __table_args__ = (
        UniqueConstraint("outbox_id", "position"),
        Index("ix_sentmessage_place", "chat_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outbox_id: int = Field(foreign_key="outbox.id", index=True)
    position: int
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int


def keep(session: Session, row: int, chat_id: int, messages: Sequence[int]) -> None:
    """Write down where the next messages of a row stand."""
    known = session.exec(select(func.count()).where(SentMessage.outbox_id == row)).one()
    session.add_all(
        SentMessage(outbox_id=row, position=known + n, chat_id=chat_id, message_id=message)
        for n, message in enumerate(messages)
    )


def places_of(session: Session, rows: Iterable[Outbox]) -> dict[int, list[tuple[int, int]]]:
    """Chat and message of everything that is out of some rows, by row, in order."""
    wanted = list(rows)
    found: dict[int, list[tuple[int, int]]] = {}
    statement = select(SentMessage).where(
        col(SentMessage.outbox_id).in_([row.id for row in wanted])
    )
    for one in session.exec(statement.order_by(col(SentMessage.position))):
        found.setdefault(one.outbox_id, []).append((one.chat_id, one.message_id))
    for row in wanted:
        if row.id not in found and row.sent_chat_id is not None and row.message_id is not None:
            found[row.id or 0] = [(row.sent_chat_id, row.message_id)]
    return found


def row_at(session: Session, chat_id: int, message_id: int) -> Outbox | None:
    """The row whose message, whichever of several, stands at a place in a chat."""
    several = select(SentMessage.outbox_id).where(
        SentMessage.chat_id == chat_id, SentMessage.message_id == message_id
    )
    alone = (col(Outbox.sent_chat_id) == chat_id) & (col(Outbox.message_id) == message_id)
    statement = select(Outbox).where(alone | col(Outbox.id).in_(several))
    return session.exec(statement).first()


def row_of(session: Session, kind: str, subject_id: int) -> Outbox | None:
    """The first row of a kind about a thing."""
    statement = select(Outbox).where(Outbox.kind == kind, Outbox.subject_id == subject_id)
    return session.exec(statement.order_by(col(Outbox.id))).first()
