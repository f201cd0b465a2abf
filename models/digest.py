"""The digest of the desk: when it goes out on working mornings, and to whom of an office."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field, field_validator
from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.outbox import Message, put
from models.people.absences import absent
from models.people.posts import OFFICE_ROLES, Person, Post, Role, person_id
from models.sections import Section
from models.units import Unit, unit_id

TOO_LATE = timedelta(hours=4)
"""After its time; what was missed for longer is no morning's digest any more."""


class DeskRules(Section):
    """After how many working days of waiting something stands first on the desk, with a mark."""

    late_days: Annotated[int, Field(ge=1, le=60)] = 3


class DigestRules(Section):
    """When the digest goes out on working days, and to which posts of the office; none at all
    where either is empty.
    """

    at: time | None = time(8, 45)
    posts: tuple[Role, ...] = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.CLERK)

    @field_validator("at", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("posts")
    @classmethod
    def _of_the_office(cls, posts: tuple[Role, ...]) -> tuple[Role, ...]:
        if strange := [role.value for role in posts if role not in OFFICE_ROLES]:
            raise ValueError(f"{strange[0]} is no post of the office")
        return posts


def readers(session: Session, office: int, posts: Sequence[Role], today: date) -> list[Person]:
    """Who holds one of the posts, can be reached and is not on leave today; each once."""
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(
            Post.unit_id == office,
            col(Post.role).in_(posts),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
            col(Person.blocked_at).is_(None),
        )
        .order_by(col(Person.id))
        .distinct()
    )
    away = absent(session, today)
    return [person for person in session.exec(statement) if person.id not in away]


def bring(
    session: Session, office: Unit, rules: DigestRules, calendar: Calendar, now: datetime
) -> int:
    """Queue the day's digest for an office's readers, once a day each; how many readers.

    Whether anything waits for one of them is looked up when it goes out.
    """
    today = calendar.today(now)
    if rules.at is None or not calendar.is_working(today):
        return 0
    if not timedelta() <= now - calendar.at(today, rules.at) <= TOO_LATE:
        return 0
    number = unit_id(office)
    people = [person_id(one) for one in readers(session, number, rules.posts, today)]
    put(session, now, *(_message(number, one, today) for one in people))
    return len(people)


def _message(office: int, person: int, today: date) -> Message:
    day = today.isoformat()
    return Message(
        kind="digest",
        key=f"digest:{day}:{office}:{person}",
        person_id=person,
        subject_id=office,
        params={"day": day},
    )
