"""What is confirmed on a notice board: each person's 确认收到 below the one copy of all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, or_, select

from models import audit
from models.groups import GroupChat, group_at
from models.notices.copies import KIND, NoticeCopy, confirm, copy_id
from models.notices.notices import GONE_OUT, Notice, notice_id
from models.outbox import Outbox
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.store import UtcDateTime, insert_new


class BoardConfirmation(SQLModel, table=True):
    """Somebody has confirmed in a group chat that they received a notice; the first time stays."""

    __table_args__ = (UniqueConstraint("copy_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    copy_id: int = Field(foreign_key="noticecopy.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    confirmed_at: datetime = Field(sa_type=UtcDateTime)


class Posted(NamedTuple):
    """A notice on a board, with everybody who confirmed it there, in the order of time."""

    notice: Notice
    copy: NoticeCopy
    confirmed: Sequence[Person]


def confirm_on_board(
    session: Session, notice: Notice, copy: NoticeCopy, chat_id: int, person: int, now: datetime
) -> datetime:
    """确认收到 of the person who pressed, kept once; since when. It counts for their own copy, too.

    Refused(GONE) in any other chat, when it was withdrawn, or when it asks for no confirmation.
    """
    group = group_at(session, copy.chat_id) if copy.chat_id is not None else None
    here = group is not None and group.chat_id == chat_id
    if not here or not notice.confirm or notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    row = {"copy_id": copy_id(copy), "person_id": person, "confirmed_at": now}
    insert_new(session, BoardConfirmation, [row], unique=["copy_id", "person_id"])
    kept = session.exec(
        select(BoardConfirmation).where(
            BoardConfirmation.copy_id == copy_id(copy), BoardConfirmation.person_id == person
        )
    ).one()
    if kept.confirmed_at == now:
        audit.note(session, now, person, "confirm", "notice", notice.id, copy=copy.id)
    for own in _own_copies(session, notice, person):
        confirm(session, notice, own, person, now)
    return kept.confirmed_at


def _own_copies(session: Session, notice: Notice, person: int) -> Sequence[NoticeCopy]:
    """What was made for a person, or for a unit and brought to them, and is not confirmed yet."""
    brought = select(Outbox.subject_id).where(Outbox.kind == KIND, Outbox.sent_to == person)
    mine = or_(col(NoticeCopy.person_id) == person, col(NoticeCopy.id).in_(brought))
    statement = select(NoticeCopy).where(
        NoticeCopy.notice_id == notice_id(notice),
        col(NoticeCopy.chat_id).is_(None),
        col(NoticeCopy.confirmed_at).is_(None),
        mine,
    )
    return session.exec(statement).all()


def posted_on(session: Session, group: GroupChat, most: int) -> list[Posted]:
    """The newest notices on a board, with who has confirmed them there."""
    chats: Iterable[int | None] = (group.chat_id, group.former_chat_id)
    statement = (
        select(Notice, NoticeCopy)
        .join(NoticeCopy, col(NoticeCopy.notice_id) == col(Notice.id))
        .where(
            col(NoticeCopy.chat_id).in_([one for one in chats if one is not None]),
            col(Notice.state).in_(GONE_OUT),
        )
        .order_by(col(Notice.id).desc())
        .limit(most)
    )
    found = session.exec(statement).all()
    people = _confirmers(session, [copy_id(copy) for _, copy in found])
    return [Posted(notice, copy, people.get(copy_id(copy), [])) for notice, copy in found]


def _confirmers(session: Session, copies: Sequence[int]) -> dict[int, list[Person]]:
    statement = (
        select(BoardConfirmation.copy_id, Person)
        .join(Person, col(Person.id) == col(BoardConfirmation.person_id))
        .where(col(BoardConfirmation.copy_id).in_(copies))
        .order_by(col(BoardConfirmation.confirmed_at), col(BoardConfirmation.id))
    )
    found: dict[int, list[Person]] = {}
    for number, person in session.exec(statement):
        found.setdefault(number, []).append(person)
    return found
