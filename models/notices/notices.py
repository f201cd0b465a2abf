"""A notice and every version of what it says."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.notices.audiences import Audience
from models.notices.content import Content
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word


class NoticeState(StrEnum):
    """draft → (awaiting_approval) → sending; stopped or withdrawn from there.

    That a notice is done is read from its receipts and not stored: what was held for somebody may
    go out weeks later.
    """

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    SENDING = "sending"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class When(StrEnum):
    """When a notice goes out; working hours hold for all of them (DOMAIN §7)."""

    NOW = "now"
    AT = "at"
    NEXT_MORNING = "next_morning"


GONE_OUT = frozenset({NoticeState.SENDING, NoticeState.STOPPED})
"""States in which somebody may have it."""


class Notice(SQLModel, table=True):
    """A notice. `version` is its newest text; `urgent` ones overtake the others on the way out.

    `due_at` is the chosen time with `When.AT`, and when it began to go out once it is sent.
    `confirm_by` only means something with `confirm`.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    state: NoticeState = Field(default=NoticeState.DRAFT, sa_type=word(NoticeState), index=True)
    version: int = 1
    audience: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    urgent: bool = False
    when: When = Field(default=When.NOW, sa_type=word(When))
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirm: bool = False
    confirm_by: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reply: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    submitted_by: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: int | None = Field(default=None, foreign_key="person.id")
    reason: str = Field(default="", max_length=1000)

    @property
    def whom(self) -> Audience:
        """Whom it is for."""
        return Audience.model_validate(self.audience)

    @property
    def asks(self) -> bool:
        """Whether anything is wanted of the reader."""
        return self.confirm or self.reply


class NoticeText(SQLModel, table=True):
    """One version of what a notice says; a draft's own is written over, a sent one's never."""

    __table_args__ = (UniqueConstraint("notice_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    version: int
    content: dict[str, Any] = Field(sa_type=JSON)
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by: int = Field(foreign_key="person.id")

    def read(self) -> Content:
        """The parts as they were stored."""
        return Content.model_validate(self.content)


def notice_id(notice: Notice) -> int:
    """The id of a stored notice."""
    assert notice.id is not None, "the notice is not stored yet"  # noqa: S101  narrows the type
    return notice.id


def notice_by_id(session: Session, number: int) -> Notice:
    """A notice; Refused(GONE) when there is none."""
    notice = session.get(Notice, number)
    if notice is None:
        raise Refused(Reason.GONE)
    return notice


def text_row(session: Session, notice: Notice) -> NoticeText:
    """The newest version of a notice's text."""
    statement = select(NoticeText).where(
        NoticeText.notice_id == notice.id, NoticeText.version == notice.version
    )
    return session.exec(statement).one()


def content_now(session: Session, notice: Notice) -> Content:
    """What a notice says now."""
    return text_row(session, notice).read()


def versions_of(session: Session, notice: Notice) -> Sequence[NoticeText]:
    """Every version of a notice's text that has held, the first one first."""
    statement = select(NoticeText).where(
        NoticeText.notice_id == notice.id, NoticeText.version <= notice.version
    )
    return session.exec(statement.order_by(col(NoticeText.version))).all()


def titles(session: Session, notices: Sequence[Notice], most: int) -> dict[int, str]:
    """What many notices are called in lists, in one statement."""
    statement = select(NoticeText).where(
        col(NoticeText.notice_id).in_([notice_id(one) for one in notices])
    )
    newest = {one.id: one.version for one in notices}
    rows = session.exec(statement).all()
    return {
        row.notice_id: row.read().title(most)
        for row in rows
        if row.version == newest[row.notice_id]
    }


def notices_of(session: Session, office: int, *states: NoticeState) -> Sequence[Notice]:
    """An office's notices in some states, the newest first; of all states when none is given."""
    statement = select(Notice).where(Notice.office_id == office)
    if states:
        statement = statement.where(col(Notice.state).in_(states))
    return session.exec(statement.order_by(col(Notice.id).desc())).all()
