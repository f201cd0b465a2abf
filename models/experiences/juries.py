"""Who can be named a juror: whoever holds a post in the office or in what it asks (DOMAIN §3)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models.parts import asked_by
from models.people.posts import Person, Post, Role
from models.units import Unit, unit_id


def people_at(session: Session, office: Unit, role: Role) -> Sequence[Person]:
    """Everybody who holds a post of this kind there, each once, by name."""
    return _people(session, office, col(Post.role) == role)


def people_named(session: Session, office: Unit, letters: str) -> Sequence[Person]:
    """Everybody there whose name holds the letters, each once, by name."""
    return _people(session, office, col(Person.name).icontains(letters, autoescape=True))


def can_judge(session: Session, office: Unit, person: int) -> bool:
    """Whether somebody holds a post there."""
    return bool(_people(session, office, col(Person.id) == person))


def _people(session: Session, office: Unit, which: ColumnElement[bool]) -> Sequence[Person]:
    there = or_(asked_by(session, office), col(Unit.id) == unit_id(office))
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(there, which, col(Post.until).is_(None))
        .order_by(col(Person.name), col(Person.id))
        .distinct()
    )
    return session.exec(statement).all()
