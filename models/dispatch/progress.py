"""What is said about a matter in a month, in versions that are never overwritten (DOMAIN §2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.dispatch.returns import Item
from models.store import UtcDateTime, word

LONGEST_NOTE = 1000
"""Characters of what may be said about one matter in one version."""


class Saying(StrEnum):
    """What is said: 无变化, progress, 已完成·申请销号, or 有困难."""

    NO_CHANGE = "no_change"
    PROGRESS = "progress"
    DONE = "done"
    DIFFICULTY = "difficulty"


class Way(StrEnum):
    """How it came in; a reply on paper counts the same (DOMAIN §7)."""

    CHAT = "chat"
    FORM = "form"
    PAPER = "paper"


class Progress(SQLModel, table=True):
    """One version of what is said about an item. A draft until `submitted_at` is set.

    `milestones` are the ids of milestones reported as reached, `reaches` that there are any;
    `update_id` is the update it came from, so that a replayed update adds nothing; `message_id`
    lets an edited message find it.
    """

    __table_args__ = (
        UniqueConstraint("item_id", "version"),
        UniqueConstraint("item_id", "update_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    version: int
    saying: Saying = Field(sa_type=word(Saying))
    percent: int
    note: str = Field(default="", max_length=LONGEST_NOTE)
    help_wanted: str = Field(default="", max_length=LONGEST_NOTE)
    milestones: list[int] = Field(default_factory=list, sa_type=JSON)
    reaches: bool = False
    person_id: int = Field(foreign_key="person.id")
    way: Way = Field(default=Way.CHAT, sa_type=word(Way))
    said_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    update_id: int | None = Field(default=None, sa_type=BigInteger)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, index=True)


@dataclass(frozen=True)
class Source:
    """Who says it, when, and by which update and message it came."""

    person_id: int
    now: datetime
    way: Way = Way.CHAT
    update_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True)
class Said:
    """What is said about one item, whatever way it came: a press, a text, a form or paper.

    What is None keeps what stands; with 无变化 nothing stands any more.
    """

    saying: Saying
    percent: int | None = None
    note: str | None = None
    help_wanted: str | None = None
    milestones: Sequence[int] | None = None


def versions(session: Session, item: int) -> Sequence[Progress]:
    """Every version of what was said about an item, oldest first."""
    statement = select(Progress).where(Progress.item_id == item)
    return session.exec(statement.order_by(col(Progress.version))).all()


def current(session: Session, items: Iterable[Item]) -> dict[int, Progress]:
    """The newest version of many items, item id → version, in one statement."""
    ids = [item.progress_id for item in items if item.progress_id is not None]
    if not ids:
        return {}
    found = session.exec(select(Progress).where(col(Progress.id).in_(ids))).all()
    return {progress.item_id: progress for progress in found}


def from_message(session: Session, chat_id: int, message_id: int) -> Sequence[Progress]:
    """What one Telegram message said: when it is edited, new versions follow from it."""
    statement = select(Progress).where(
        Progress.chat_id == chat_id, Progress.message_id == message_id
    )
    return session.exec(statement.order_by(col(Progress.id))).all()
