"""Photos and files on a card, kept by Telegram's file id only (DOMAIN §7)."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.dispatch.returns import Item
from models.store import UtcDateTime


class Attachment(SQLModel, table=True):
    """A photo or file on a card, kept by Telegram's file id; named once and reused (DOMAIN §7)."""

    __table_args__ = (UniqueConstraint("item_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    unique_id: str = Field(max_length=80)
    file_id: str = Field(max_length=250)
    photo: bool
    name: str = Field(default="", max_length=200)
    person_id: int = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_type=UtcDateTime)


def attach(session: Session, item: Item, attachment: Attachment) -> None:
    """Put a photo or file on a card; the same file twice stays one."""
    known = select(Attachment.id).where(
        Attachment.item_id == item.id, Attachment.unique_id == attachment.unique_id
    )
    if session.exec(known).first() is None:
        session.add(attachment)
        session.flush()


def count_attachments(session: Session, item: int) -> int:
    """How many photos and files a card has."""
    return session.exec(select(func.count()).where(Attachment.item_id == item)).one()


def attachments(session: Session, items: Iterable[int]) -> dict[int, list[Attachment]]:
    """The photos and files of many cards in one statement."""
    found: dict[int, list[Attachment]] = {}
    statement = select(Attachment).where(col(Attachment.item_id).in_(list(items)))
    for one in session.exec(statement.order_by(col(Attachment.id))):
        found.setdefault(one.item_id, []).append(one)
    return found
