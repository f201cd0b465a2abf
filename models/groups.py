"""The group chats the bot is in: since when, brought by whom, and whether it can write there."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, Session, SQLModel, col, or_, select, update

from models import audit
from models.store import UtcDateTime, insert_new

QUIET = timedelta(hours=1)
"""So long the bot says nothing in a group after it has said that it answers in private."""


class GroupChat(SQLModel, table=True):
    """A group chat; `office_id` is empty until an office binds it, `left_at` while we are in it.

    `added_by` brought the bot, empty for somebody we do not know; `asked_by` of an office's staff
    did so or wrote /bind there. `former_chat_id` is its id before it became a supergroup,
    `other_bots` are the ids of bots that joined since. Nothing is kept about its members.
    """

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger, unique=True)
    former_chat_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    office_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    title: str = Field(default="", max_length=255)
    channel: bool = False
    may_write: bool = True
    other_bots: list[int] = Field(default_factory=list, sa_type=JSON)
    added_by: int | None = Field(default=None, foreign_key="person.id")
    asked_by: int | None = Field(default=None, foreign_key="person.id")
    bound_by: int | None = Field(default=None, foreign_key="person.id")
    bound_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    member_since: datetime = Field(sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def reachable(self) -> bool:
        """Whether a message can go there now."""
        return self.left_at is None and self.may_write

    @property
    def ids(self) -> frozenset[int]:
        """What it may have been noted by: its id, and the former one."""
        return frozenset(one for one in (self.chat_id, self.former_chat_id) if one is not None)

    @property
    def ours(self) -> bool:
        """Whether an office has bound it, or somebody we know has brought the bot."""
        return bool(self.office_id or self.added_by or self.asked_by)


def group_id(group: GroupChat) -> int:
    """The id of a stored group."""
    assert group.id is not None, "the group is not stored yet"  # noqa: S101  narrows the type
    return group.id


def chats_of(session: Session, office: int) -> Sequence[GroupChat]:
    """The group chats of an office that the bot is in and may write to, by title."""
    statement = select(GroupChat).where(
        GroupChat.office_id == office, col(GroupChat.left_at).is_(None), col(GroupChat.may_write)
    )
    return session.exec(statement.order_by(col(GroupChat.title), col(GroupChat.chat_id))).all()


def chats_by_id(session: Session, chats: Iterable[int]) -> dict[int, GroupChat]:
    """Many group chats in one statement, each under the id it was asked for: also a former one."""
    wanted = set(chats)
    now_or_before = or_(
        col(GroupChat.chat_id).in_(wanted), col(GroupChat.former_chat_id).in_(wanted)
    )
    found = session.exec(select(GroupChat).where(now_or_before)).all()
    return {
        number: one
        for one in found
        for number in (one.chat_id, one.former_chat_id)
        if number in wanted and number is not None
    }


def group_at(session: Session, chat_id: int) -> GroupChat | None:
    """The group chat with an id, also with its former one."""
    return chats_by_id(session, [chat_id]).get(chat_id)


def come_in(session: Session, chat_id: int, title: str, by: int | None, now: datetime) -> GroupChat:
    """The bot is in a group chat: it is remembered. One that was left is the same one again."""
    row = {"chat_id": chat_id, "title": title[:255], "member_since": now, "added_by": by}
    known = group_at(session, chat_id)
    if known is None:
        new = {"channel": False, "may_write": True, "other_bots": []}
        insert_new(session, GroupChat, [row | new], unique=["chat_id"])
        group = session.exec(select(GroupChat).where(GroupChat.chat_id == chat_id)).one()
    elif known.left_at is None or known.chat_id != chat_id:
        return known
    else:
        group, known.left_at, known.member_since, known.added_by = known, None, now, by
        known.title, known.other_bots = title[:255], []
    audit.note(session, now, by, "join", "group", group.id, title=group.title)
    return group


def leave(session: Session, chat_id: int, now: datetime) -> None:
    """The bot is no longer in a group chat."""
    group = session.exec(select(GroupChat).where(GroupChat.chat_id == chat_id)).first()
    if group and group.left_at is None:
        group.left_at = now
        audit.note(session, now, None, "leave", "group", group.id)


def allow_writing(session: Session, group: GroupChat, now: datetime, *, may: bool) -> None:
    """Whether the bot may write in a group chat has been set there."""
    if group.may_write != may:
        group.may_write = may
        audit.note(session, now, None, "allow" if may else "silence", "group", group.id)


def rename(session: Session, chat_id: int, title: str, now: datetime) -> None:
    """A group chat has another name now."""
    group = group_at(session, chat_id)
    if group and group.title != title[:255]:
        before, group.title = group.title, title[:255]
        audit.note(session, now, None, "rename", "group", group.id, before=before)


def move(session: Session, old: int, new: int, now: datetime) -> None:
    """A group chat has another id now: it became a supergroup. Once, however often it is told."""
    # Locked, for both chats tell of it at the same moment.
    mine = select(GroupChat).where(GroupChat.chat_id == old).with_for_update()
    group = session.exec(mine).first()
    if group is None:
        return
    twin = session.exec(select(GroupChat).where(GroupChat.chat_id == new)).first()
    if twin:
        session.delete(twin)
        session.flush()
    group.chat_id, group.former_chat_id, group.left_at = new, old, None
    audit.note(session, now, None, "move", "group", group.id, before=old, after=new)


def meet_bots(session: Session, chat_id: int, joined: Iterable[int], gone: Iterable[int]) -> None:
    """Other bots have come into a group chat, or gone."""
    group = group_at(session, chat_id)
    if group:
        group.other_bots = sorted((set(group.other_bots) | set(joined)) - set(gone))


def answers_now(session: Session, group: GroupChat, now: datetime) -> bool:
    """Whether the bot may say something short in a group chat; then it may not for QUIET."""
    said = col(GroupChat.answered_at)
    first = session.exec(
        update(GroupChat)
        .where(col(GroupChat.id) == group.id, or_(said.is_(None), said <= now - QUIET))
        .values(answered_at=now)
        .execution_options(synchronize_session=False)
    )
    return bool(first.rowcount)
