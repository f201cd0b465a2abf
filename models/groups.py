"""The group chats the bot is in, and the office each of them belongs to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select, update

from models.store import UtcDateTime


class GroupChat(SQLModel, table=True):
    """A group chat; `office_id` is empty until an office binds it, `left_at` while we are in it."""

    chat_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    office_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    title: str = Field(default="", max_length=255)
    member_since: datetime = Field(sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def chats_of(session: Session, office: int) -> Sequence[GroupChat]:
    """The group chats of an office that the bot is in, by title."""
    statement = select(GroupChat).where(
        GroupChat.office_id == office, col(GroupChat.left_at).is_(None)
    )
    return session.exec(statement.order_by(col(GroupChat.title), col(GroupChat.chat_id))).all()


def chats_by_id(session: Session, chats: Iterable[int]) -> dict[int, GroupChat]:
    """Many group chats in one statement."""
    statement = select(GroupChat).where(col(GroupChat.chat_id).in_(set(chats)))
    return {one.chat_id: one for one in session.exec(statement)}


def leave(session: Session, chat_id: int, now: datetime) -> None:
    """The bot is no longer in a group chat."""
    session.exec(
        update(GroupChat)
        .where(col(GroupChat.chat_id) == chat_id, col(GroupChat.left_at).is_(None))
        .values(left_at=now)
    )


def move(session: Session, old: int, new: int) -> None:
    """A group chat has another id now: it became a supergroup."""
    known = session.exec(select(GroupChat).where(GroupChat.chat_id == new)).first()
    if known is None:
        session.exec(update(GroupChat).where(col(GroupChat.chat_id) == old).values(chat_id=new))
