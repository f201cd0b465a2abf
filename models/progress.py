"""What is said about a matter in a month, in versions that are never overwritten (DOMAIN §2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.cycles import Cycle
from models.dispatch import Item, Mark, Return
from models.matters import OPEN_STATES, Matter, State
from models.refusals import Reason, Refused
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
    `update_id` is the update it came
    from, so that a replayed update adds nothing; `message_id` lets an edited message find it.
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

    `percent` None keeps what stands; `note` None keeps what stands.
    """

    saying: Saying
    percent: int | None = None
    note: str | None = None
    help_wanted: str | None = None
    milestones: Sequence[int] = field(default_factory=tuple)


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


def before(session: Session, cycle: Cycle, matters: Iterable[int]) -> dict[int, Progress]:
    """What was last submitted about matters in earlier months: it stands filled in (DOMAIN §7)."""
    newest = (
        select(func.max(Progress.id))
        .join(Item, col(Item.id) == col(Progress.item_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .where(
            col(Progress.matter_id).in_(list(matters)),
            col(Progress.submitted_at).is_not(None),
            Return.cycle_id != cycle.id,
            col(Progress.submitted_at) < cycle.due_at,
        )
        .group_by(col(Progress.matter_id))
    )
    found = session.exec(select(Progress).where(col(Progress.id).in_(newest))).all()
    return {progress.matter_id: progress for progress in found}


def say(session: Session, item: Item, matter: Matter, said: Said, source: Source) -> Progress:
    """Add a version to an item as a draft; the same update adds one version only.

    Refused(MATTER_CLOSED) when the matter has left the ledger's open states meanwhile,
    Refused(PERCENT_RANGE) outside 0–100, Refused(TEXT_TOO_LONG), Refused(TEXT_EMPTY) for a
    difficulty without a word.
    """
    heard = _heard(session, item, source)
    if heard:
        return heard
    stands = session.get(Progress, item.progress_id) if item.progress_id else None
    row = _next_version(item, matter, said, source, stands)
    _check(row, matter, item)
    session.add(row)
    session.flush()
    item.progress_id, item.mark = row.id, Mark.DRAFTED
    session.add(item)
    return row


def _heard(session: Session, item: Item, source: Source) -> Progress | None:
    if source.update_id is None:
        return None
    statement = select(Progress).where(
        Progress.item_id == item.id, Progress.update_id == source.update_id
    )
    return session.exec(statement).first()


def _next_version(
    item: Item, matter: Matter, said: Said, source: Source, stands: Progress | None
) -> Progress:
    note = said.note if said.note is not None else (stands.note if stands else "")
    kept = stands.percent if stands else item.last_percent
    percent = {Saying.DONE: 100, Saying.NO_CHANGE: item.last_percent}.get(
        said.saying, said.percent if said.percent is not None else kept
    )
    if said.help_wanted is not None:
        helper = said.help_wanted
    else:
        helper = stands.help_wanted if stands and said.saying is Saying.DIFFICULTY else ""
    reached = list(said.milestones) or (stands.milestones if stands else [])
    return Progress(
        item_id=item.id or 0,
        matter_id=matter.id or 0,
        version=stands.version + 1 if stands else 1,
        saying=said.saying,
        percent=percent,
        note="" if said.saying is Saying.NO_CHANGE and said.note is None else note.strip(),
        help_wanted=helper.strip(),
        milestones=reached,
        reaches=bool(reached),
        person_id=source.person_id,
        way=source.way,
        said_at=source.now,
        update_id=source.update_id,
        chat_id=source.chat_id,
        message_id=source.message_id,
    )


def _check(row: Progress, matter: Matter, item: Item) -> None:
    closed_by_this = matter.state is State.CLOSING and item.progress_id is not None
    if matter.state not in OPEN_STATES and not closed_by_this:
        raise Refused(Reason.MATTER_CLOSED, number=matter.number)
    if not 0 <= row.percent <= 100:
        raise Refused(Reason.PERCENT_RANGE, percent=row.percent)
    for text in (row.note, row.help_wanted):
        if len(text) > LONGEST_NOTE:
            raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_NOTE, length=len(text))
    if row.saying is Saying.DIFFICULTY and not row.note:
        raise Refused(Reason.TEXT_EMPTY)


def from_message(session: Session, chat_id: int, message_id: int) -> Sequence[Progress]:
    """What one Telegram message said: when it is edited, new versions follow from it."""
    statement = select(Progress).where(
        Progress.chat_id == chat_id, Progress.message_id == message_id
    )
    return session.exec(statement.order_by(col(Progress.id))).all()


def attach(session: Session, item: Item, attachment: Attachment) -> None:
    """Put a photo or file on a card; the same file twice stays one."""
    known = select(Attachment.id).where(
        Attachment.item_id == item.id, Attachment.unique_id == attachment.unique_id
    )
    if session.exec(known).first() is None:
        session.add(attachment)
        session.flush()


def attachments(session: Session, items: Iterable[int]) -> dict[int, list[Attachment]]:
    """The photos and files of many cards in one statement."""
    found: dict[int, list[Attachment]] = {}
    statement = select(Attachment).where(col(Attachment.item_id).in_(list(items)))
    for one in session.exec(statement.order_by(col(Attachment.id))):
        found.setdefault(one.item_id, []).append(one)
    return found
