"""The monthly brief is queued for each leader once (DOMAIN §1, §7)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, and_, col, or_, select

from models.calendar import Month
from models.outbox import Message, Urgency, put
from models.parts import asked_by
from models.people.absences import absent
from models.people.posts import Person, Post, Role, person_id
from models.units import Unit, unit_id


def readers(session: Session, office: Unit, today: date) -> list[Person]:
    """The leaders of all that an office asks, and its leading group's head; each once.

    Whoever cannot be reached or is on leave today is left out.
    """
    leads = and_(col(Post.role) == Role.LEADER, asked_by(session, office))
    heads = and_(col(Post.role) == Role.HEAD, col(Post.unit_id) == unit_id(office))
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(
            or_(leads, heads),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
            col(Person.blocked_at).is_(None),
        )
        .order_by(col(Person.id))
        .distinct()
    )
    away = absent(session, today)
    return [person for person in session.exec(statement) if person.id not in away]


class Edition(StrEnum):
    """With the month's published figures, or without them."""

    PUBLISHED = "published"
    PLAIN = "plain"


def bring(
    session: Session, office: Unit, month: Month, edition: Edition, today: date, now: datetime
) -> int:
    """Queue an edition of a month's brief for an office's leaders, once each; how many readers.

    What it says, and whether there is anything to say, is looked up when it goes out.
    """
    people: Sequence[Person] = readers(session, office, today)
    number = unit_id(office)
    put(session, now, *(_message(person_id(one), number, month, edition) for one in people))
    return len(people)


def _message(person: int, office: int, month: Month, edition: Edition) -> Message:
    return Message(
        kind="month_brief",
        key=f"month_brief:{office}:{month}:{edition}:{person}",
        person_id=person,
        subject_id=office,
        params={"month": str(month)},
        urgency=Urgency.BULK,
    )
