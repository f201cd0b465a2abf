"""Accounts that open links nobody issued: counted, and let wait longer each time."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, delete

from models.store import UtcDateTime

FREE = 5
"""Bad links an account may open before it has to wait: a mistyped one is no attack."""

LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)


class Knock(SQLModel, table=True):
    """How often an account has opened bad links since it was last quiet for a day."""

    telegram_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    tries: int = 0
    last_at: datetime = Field(sa_type=UtcDateTime)


def count(session: Session, telegram_id: int, now: datetime) -> None:
    """One more bad link from this account."""
    found = session.get(Knock, telegram_id)
    if found is None or now - found.last_at >= FORGOTTEN_AFTER:
        session.merge(Knock(telegram_id=telegram_id, tries=1, last_at=now))
        return
    found.tries, found.last_at = found.tries + 1, now
    session.add(found)


def must_wait(session: Session, telegram_id: int, now: datetime) -> bool:
    """Whether links from this account are not even looked at now.

    After FREE bad ones it waits 1 minute, then 2, 4, … up to an hour; a quiet day forgets all.
    """
    found = session.get(Knock, telegram_id)
    if found is None or found.tries < FREE or now - found.last_at >= FORGOTTEN_AFTER:
        return False
    doublings = min(found.tries - FREE, 10)
    return now - found.last_at < min(timedelta(minutes=2**doublings), LONGEST_WAIT)


def forgive(session: Session, telegram_id: int) -> None:
    """The account turned out to be somebody's own."""
    session.exec(delete(Knock).where(col(Knock.telegram_id) == telegram_id))
