"""Whom an office's own notices go to: those of its staff who have a telephone linked."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.authority import STAFF
from models.outbox import Message, put
from models.people.posts import Person, Post
from models.units import Unit, asking_office, unit_id


def staff_over(session: Session, unit: Unit) -> Sequence[Person]:
    """The staff of the office that asks a unit (DOMAIN §1)."""
    office = asking_office(session, unit)
    return staff_of(session, unit_id(office)) if office else []


def staff_of(session: Session, office: int) -> Sequence[Person]:
    """The directors, deputy directors and clerks of an office who can be reached, each once."""
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(
            Post.unit_id == office,
            col(Post.role).in_(STAFF),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
        .order_by(col(Person.id))
        .distinct()
    )
    return session.exec(statement).all()


def tell_staff(
    session: Session, office: Unit, kind: str, subject_id: int | None, version: str, now: datetime
) -> None:
    """Queue a notice for an office's staff; once per subject and `version`, however often asked."""
    messages = (
        Message(
            kind=kind,
            key=f"{kind}:{subject_id}:{version}:{person.id}",
            person_id=person.id,
            subject_id=subject_id,
        )
        for person in staff_of(session, unit_id(office))
    )
    put(session, now, *messages)
