"""Polls that were sent: where each of them is, how it stands, and who has voted what."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, UniqueConstraint

from models.store import UtcDateTime, insert_new, put_newest

LONGEST_ID = 64


class SentPoll(SQLModel, table=True):
    """A poll in a message of ours, by Telegram's id: the row that brought it, and at which step."""

    id: int | None = Field(default=None, primary_key=True)
    poll_id: str = Field(max_length=LONGEST_ID, unique=True)
    outbox_id: int = Field(foreign_key="outbox.id", index=True)
    step: int


class PollCount(SQLModel, table=True):
    """How a poll stands: the votes of each option in its order, and how many people voted.

    It is kept whether the poll is known yet or not: somebody may vote before delivery has written
    down where the poll went.
    """

    id: int | None = Field(default=None, primary_key=True)
    poll_id: str = Field(max_length=LONGEST_ID, unique=True)
    votes: list[int] = Field(default_factory=list, sa_type=JSON)
    voters: int


class PollVote(SQLModel, table=True):
    """What somebody we know chose in a poll that is not anonymous; nothing when taken back."""

    __table_args__ = (UniqueConstraint("poll_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    poll_id: str = Field(max_length=LONGEST_ID)
    person_id: int = Field(foreign_key="person.id", index=True)
    options: list[int] = Field(default_factory=list, sa_type=JSON)
    voted_at: datetime = Field(sa_type=UtcDateTime)


def keep(session: Session, poll_id: str, row: int, step: int) -> None:
    """Write down that a row has brought a poll."""
    sent = {"poll_id": poll_id, "outbox_id": row, "step": step}
    insert_new(session, SentPoll, [sent], unique=["poll_id"])


def count(session: Session, poll_id: str, votes: Sequence[int], voters: int) -> None:
    """A poll stands so now."""
    stands = {"poll_id": poll_id, "votes": list(votes), "voters": voters}
    put_newest(session, PollCount, stands, unique=["poll_id"])


def vote(
    session: Session, poll_id: str, person: int, options: Sequence[int], now: datetime
) -> None:
    """A person has chosen these options, counted from 0; none when the vote is taken back."""
    said = {"poll_id": poll_id, "person_id": person, "options": list(options), "voted_at": now}
    put_newest(session, PollVote, said, unique=["poll_id", "person_id"])
