"""Persons and the posts they hold; open work belongs to the post, not to the person (DOMAIN §1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.store import UtcDateTime, word
from models.units import Unit, unit_id


class Role(StrEnum):
    """The posts of DOMAIN §1: who answers for a unit, who leads it, and who works in an office.

    `HEAD` is the leading group's head (领导小组组长), above the office and seated in it for what
    only the head signs (DOMAIN §4).
    """

    LIAISON = "liaison"
    DEPUTY = "deputy"
    LEADER = "leader"
    HEAD = "head"
    DIRECTOR = "director"
    DEPUTY_DIRECTOR = "deputy_director"
    CLERK = "clerk"
    INSPECTOR = "inspector"


OFFICE_ROLES = frozenset(
    {Role.HEAD, Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.CLERK, Role.INSPECTOR}
)
"""Posts that are held in an office and reach over its whole subtree."""

SINGLE_ROLES = frozenset({Role.LIAISON, Role.DEPUTY, Role.HEAD, Role.DIRECTOR})
"""Posts with one holder in a unit: a new name there is a successor."""


class Person(SQLModel, table=True):
    """A person. `telegram_id` is set when an invitation is accepted; `blocked_at` when the bot is.

    `language` is what the person chose, or the client's at the first meeting.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, index=True)
    language: str | None = Field(default=None, max_length=16)
    telegram_id: int | None = Field(default=None, unique=True, sa_type=BigInteger)
    linked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Post(SQLModel, table=True):
    """A person's time at a post; `until` is empty while it is held."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=word(Role))
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


def person_id(person: Person) -> int:
    """The id of a stored person."""
    assert person.id is not None, "the person is not stored yet"  # noqa: S101  narrows the type
    return person.id


def add_person(session: Session, name: str, language: str | None = None) -> Person:
    """Add a person who has no post and no telephone yet."""
    person = Person(name=name, language=language)
    session.add(person)
    session.flush()
    return person


def appoint(
    session: Session, person: Person, unit: Unit, role: Role, by: int | None, now: datetime
) -> Post:
    """Give a person a post; at a single post the holder before steps down (DOMAIN §1)."""
    if role in SINGLE_ROLES:
        for held in holders(session, unit_id(unit), role):
            step_down(session, held, by, now)
    post = Post(unit_id=unit_id(unit), person_id=person_id(person), role=role, since=now)
    session.add(post)
    session.flush()
    audit.note(session, now, by, "appoint", "post", post.id, person=person.id, role=role.value)
    return post


def step_down(session: Session, post: Post, by: int | None, now: datetime) -> None:
    """End a tenure; what the post owes stays with the post."""
    post.until = now
    session.add(post)
    audit.note(session, now, by, "step_down", "post", post.id, person=post.person_id)
    session.flush()


def holders(session: Session, unit: int, role: Role) -> Sequence[Post]:
    """The present holders of a post in a unit."""
    statement = select(Post).where(
        Post.unit_id == unit, Post.role == role, col(Post.until).is_(None)
    )
    return session.exec(statement.order_by(col(Post.id))).all()


def posts_of(session: Session, person: int) -> Sequence[tuple[Post, Unit]]:
    """The posts a person holds now, with their units, in roster order."""
    rows: Sequence[tuple[Post, Unit]] = session.exec(_POSTS_OF, params={"person": person}).all()
    return rows


def met_at(session: Session, telegram_id: int) -> tuple[Person | None, list[tuple[Post, Unit]]]:
    """The person a Telegram account is linked to, with the posts held now; one statement."""
    rows = session.exec(_MET_AT, params={"telegram_id": telegram_id}).all()
    posts = [(post, unit) for _, post, unit in rows if post is not None]
    return (rows[0][0] if rows else None), posts


def by_telegram(session: Session, telegram_id: int) -> Person | None:
    """The person a Telegram account is linked to, if any."""
    found: Person | None = session.exec(_BY_TELEGRAM, params={"telegram_id": telegram_id}).first()
    return found


def people_by_id(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    """Many persons in one statement."""
    found = session.exec(select(Person).where(col(Person.id).in_(set(ids)))).all()
    return {person_id(person): person for person in found}


def choose_language(session: Session, person: Person, language: str) -> None:
    """Remember the language a person reads."""
    person.language = language
    session.add(person)


def mark_blocked(session: Session, telegram_id: int, at: datetime) -> None:
    """Remember that a person blocked the bot."""
    person = by_telegram(session, telegram_id)
    if person:
        person.blocked_at = at
        session.add(person)


# Built once: every update begins with _MET_AT, and building a statement costs as much as
# running it.
_POSTS_OF: Any = (
    select(Post, Unit)
    .join(Unit, col(Unit.id) == col(Post.unit_id))
    .where(col(Post.person_id) == bindparam("person"), col(Post.until).is_(None))
    .order_by(col(Unit.position), col(Post.id))
)
_MET_AT: Any = (
    select(Person, Post, Unit)
    .outerjoin(Post, (col(Post.person_id) == col(Person.id)) & col(Post.until).is_(None))
    .outerjoin(Unit, col(Unit.id) == col(Post.unit_id))
    .where(col(Person.telegram_id) == bindparam("telegram_id"))
    .order_by(col(Unit.position), col(Post.id))
)
_BY_TELEGRAM: Any = select(Person).where(col(Person.telegram_id) == bindparam("telegram_id"))
