"""What the bot last asked a person, so that a text or a reply keeps its meaning over restarts."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, Session, SQLModel, col, delete, select

from models.store import UtcDateTime, put_newest, word


class Topic(StrEnum):
    """What is being asked at a message."""

    RETURN = "return"
    CARD = "card"
    PERCENT = "percent"
    DIFFICULTY = "difficulty"
    HELP = "help"
    PAPER = "paper"
    SEND_BACK = "send_back"
    LEAVE = "leave"
    FIND = "find"
    SET_ASIDE = "set_aside"
    FORM = "form"
    SLIP = "slip"
    SLIP_ANSWER = "slip_answer"
    SLIP_EXTENSION = "slip_extension"
    SLIP_CHANGE = "slip_change"
    SLIP_REJECT = "slip_reject"
    SLIP_WITHDRAW = "slip_withdraw"
    ANSWER_RETURN = "answer_return"
    ANSWER_QUESTION = "answer_question"
    EXTENSION_APPROVE = "extension_approve"
    EXTENSION_REFUSE = "extension_refuse"
    MANUSCRIPT = "manuscript"
    REGISTER = "register"
    DOCUMENT = "document"
    FILING = "filing"
    LOCAL_YES = "local_yes"
    LOCAL_NO = "local_no"
    APPEAL = "appeal"
    APPEAL_MADE = "appeal_made"
    APPEAL_CARD = "appeal_card"
    APPEAL_GRANT = "appeal_grant"
    APPEAL_REFUSE = "appeal_refuse"
    CIRCULAR = "circular"
    CIRCULAR_SECTION = "circular_section"
    CIRCULAR_PARAGRAPH = "circular_paragraph"
    CIRCULAR_REJECT = "circular_reject"
    CIRCULAR_WITHDRAW = "circular_withdraw"
    NOTICE = "notice"
    NOTICE_PAGE = "notice_page"
    NOTICE_REJECT = "notice_reject"
    NOTICE_EDIT = "notice_edit"
    NOTICE_GROUP = "notice_group"
    NOTICE_REPLY = "notice_reply"
    EXPERIENCE = "experience"
    EXPERIENCE_TITLE = "experience_title"
    EXPERIENCE_ASK = "experience_ask"
    EXPERIENCE_DECLINE = "experience_decline"
    EXPERIENCE_FIND = "experience_find"
    JURY = "jury"
    MEDIA = "media"


SHOWN = frozenset({Topic.APPEAL_CARD})
"""What stands at a message without asking anything: kept so that the message can be changed."""

_AT_CARD = (Topic.CARD, Topic.PERCENT, Topic.DIFFICULTY, Topic.HELP)


class Focus(SQLModel, table=True):
    """The question that stands at one message of the bot; the newest one is the person's focus.

    `subject_id` is the thing asked about (a return, an item, …), `aside` a second id when the
    question needs one.
    """

    __table_args__ = (Index("ix_focus_newest", "person_id", "asked_at"),)

    chat_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    message_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(foreign_key="person.id")
    topic: Topic = Field(sa_type=word(Topic))
    subject_id: int | None = None
    aside: int | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime)


def ask(
    session: Session,
    person_id: int,
    chat_id: int,
    message_id: int,
    topic: Topic,
    subject_id: int | None,
    now: datetime,
    aside: int | None = None,
) -> None:
    """Remember what stands at a message now; what stood there before is replaced."""
    row = {
        "chat_id": chat_id,
        "message_id": message_id,
        "person_id": person_id,
        "topic": topic,
        "subject_id": subject_id,
        "aside": aside,
        "asked_at": now,
    }
    put_newest(session, Focus, row, unique=["chat_id", "message_id"])


def asked_at(session: Session, person_id: int, chat_id: int, message_id: int) -> Focus | None:
    """What stands at the message a person replies to."""
    found = session.get(Focus, (chat_id, message_id))
    return found if found and found.person_id == person_id else None


def newest(session: Session, person_id: int) -> Focus | None:
    """What the bot asked a person last."""
    statement = select(Focus).where(
        Focus.person_id == person_id, col(Focus.topic).not_in(sorted(SHOWN))
    )
    newest_first = statement.order_by(col(Focus.asked_at).desc(), col(Focus.message_id).desc())
    return session.exec(newest_first.limit(1)).first()


def standing_at(
    session: Session, topics: Sequence[Topic], subject_id: int | None
) -> Sequence[Focus]:
    """Every message at which one of these topics of a thing stands, whoever's chat it is in."""
    statement = select(Focus).where(col(Focus.topic).in_(topics), Focus.subject_id == subject_id)
    return session.exec(statement.order_by(col(Focus.asked_at), col(Focus.message_id))).all()


def asked_now(session: Session, person_id: int, chat_id: int, reply_to: int | None) -> Focus | None:
    """What stands at the message a person replies to, or else what was asked last."""
    there = None
    if reply_to is not None:
        there = asked_at(session, person_id, chat_id, reply_to)
    return there or newest(session, person_id)


def card_left(session: Session, person_id: int, return_id: int, items: Sequence[int]) -> int | None:
    """The card of a return at which a person was last, also when they looked at it as a whole."""
    at_card = col(Focus.topic).in_(_AT_CARD) & col(Focus.subject_id).in_(items)
    at_whole = (col(Focus.topic) == Topic.RETURN) & (col(Focus.subject_id) == return_id)
    statement = select(Focus).where(
        Focus.person_id == person_id, at_card | (at_whole & col(Focus.aside).is_not(None))
    )
    newest_first = statement.order_by(col(Focus.asked_at).desc(), col(Focus.message_id).desc())
    found = session.exec(newest_first.limit(1)).first()
    if found is None:
        return None
    return found.aside if found.topic is Topic.RETURN else found.subject_id


def forget(session: Session, chat_id: int, message_id: int) -> None:
    """Nothing is asked at that message any more."""
    session.exec(
        delete(Focus).where(col(Focus.chat_id) == chat_id, col(Focus.message_id) == message_id)
    )


def end(session: Session, person_id: int, topic: Topic, subject_id: int) -> None:
    """Nothing is asked of a person any more, at any message, about a thing that is done with."""
    session.exec(
        delete(Focus).where(
            col(Focus.person_id) == person_id,
            col(Focus.topic) == topic,
            col(Focus.subject_id) == subject_id,
        )
    )
