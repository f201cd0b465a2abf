"""Leave: entered, ended early, and told to the deputies who answer meanwhile (DOMAIN §1)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.outbox import Message, put
from models.parts import asked_by
from models.people.linking import release
from models.people.posts import Person, Post, Role, person_id
from models.refusals import Reason, Refused
from models.store import UtcDateTime
from models.units import Unit

LONGEST_LEAVE = timedelta(days=366)
"""More is a slip of the pen in the year, and would take the unit out of every round unseen."""


class Absence(SQLModel, table=True):
    """A person's leave, first and last day included; `ended_at` when they came back early."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_day: date
    last_day: date
    said_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def take_leave(
    session: Session, person: Person, first_day: date, last_day: date, today: date, now: datetime
) -> Absence:
    """Enter a leave and tell each deputy who answers meanwhile.

    Refused(DATES_BACKWARDS), Refused(DATES_PAST), or Refused(DATES_UNCLEAR) for more than a year.
    Leaves that share a day with it are replaced; the very same leave said again changes nothing.
    """
    if last_day < first_day:
        raise Refused(Reason.DATES_BACKWARDS)
    if last_day < today:
        raise Refused(Reason.DATES_PAST)
    if last_day - max(first_day, today) > LONGEST_LEAVE:
        raise Refused(Reason.DATES_UNCLEAR)
    for old in leaves_of(session, person_id(person), today):
        if (old.first_day, old.last_day) == (first_day, last_day):
            return old
        if old.first_day <= last_day and first_day <= old.last_day:
            _replace(session, person, old, first_day, today, now)
    leave = Absence(
        person_id=person_id(person), first_day=first_day, last_day=last_day, said_at=now
    )
    session.add(leave)
    session.flush()
    audit.note(session, now, person.id, "take_leave", "absence", leave.id)
    kind = "deputy_begins" if first_day <= today else "deputy_will_begin"
    _tell_deputies(session, person, leave, kind, now)
    return leave


def _replace(
    session: Session, person: Person, old: Absence, first_day: date, today: date, now: datetime
) -> None:
    old.ended_at = now
    session.add(old)
    if old.first_day <= today < first_day:  # the person is back until the new leave begins
        _back(session, person, old, now)


def come_back(session: Session, person: Person, today: date, now: datetime) -> list[Absence]:
    """End the leave that runs today, or else every announced one; Refused(NOT_ABSENT) if none.

    The deputies are told, and what nobody could be told meanwhile goes out.
    """
    found = leaves_of(session, person_id(person), today)
    if not found:
        raise Refused(Reason.NOT_ABSENT)
    running = [leave for leave in found if leave.first_day <= today] or found
    for leave in running:
        leave.ended_at = now
        session.add(leave)
        audit.note(session, now, person.id, "come_back", "absence", leave.id)
        _back(session, person, leave, now)
    return running


def _back(session: Session, person: Person, leave: Absence, now: datetime) -> None:
    _tell_deputies(session, person, leave, "deputy_ends", now)
    release(session, person, now)


def tell_beginnings(session: Session, office: Unit, today: date, now: datetime) -> int:
    """On the day a leave begins: the deputies who answer from today on; how many leaves.

    Of the people an office has to do with.
    """
    rows = session.exec(_leaves(session, office).where(Absence.first_day == today)).all()
    for leave, person in rows:
        _tell_deputies(session, person, leave, "deputy_begins", now)
    return len(rows)


def tell_endings(session: Session, office: Unit, today: date, now: datetime) -> int:
    """On the day after a leave: the person, who answers again, and the deputies; how many.

    Of the people an office has to do with.
    """
    over = _leaves(session, office).where(Absence.last_day == today - timedelta(days=1))
    ended = session.exec(over).all()
    away = absent(session, today) if ended else set()
    rows = [(leave, person) for leave, person in ended if person.id not in away]
    for leave, person in rows:
        _back(session, person, leave, now)
        back = Message(
            kind="leave_over",
            key=f"leave_over:{leave.id}",
            person_id=person.id,
            subject_id=leave.id,
        )
        put(session, now, back)
    return len(rows)


def _leaves(session: Session, office: Unit) -> Any:
    """The leaves of everybody with a post in a unit that an office asks, or in the office."""
    there = (
        select(Post.person_id)
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(asked_by(session, office), col(Post.until).is_(None))
    )
    return (
        select(Absence, Person)
        .join(Person, col(Person.id) == col(Absence.person_id))
        .where(col(Absence.person_id).in_(there), col(Absence.ended_at).is_(None))
    )


def leaves_of(session: Session, person: int, today: date) -> list[Absence]:
    """Every leave of a person that runs today or is announced for later, the earliest first."""
    statement = select(Absence).where(
        Absence.person_id == person,
        col(Absence.last_day) >= today,
        col(Absence.ended_at).is_(None),
    )
    return list(session.exec(statement.order_by(col(Absence.first_day))).all())


def absent(session: Session, today: date) -> set[int]:
    """Everybody who is on leave today."""
    statement = select(Absence.person_id).where(
        col(Absence.first_day) <= today,
        col(Absence.last_day) >= today,
        col(Absence.ended_at).is_(None),
    )
    return set(session.exec(statement).all())


def deputies_of(session: Session, person: int) -> list[Person]:
    """The deputies of every unit a person is liaison of, each once."""
    own = select(Post.unit_id).where(
        Post.person_id == person, Post.role == Role.LIAISON, col(Post.until).is_(None)
    )
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(col(Post.unit_id).in_(own), Post.role == Role.DEPUTY, col(Post.until).is_(None))
        .order_by(col(Person.id))
        .distinct()
    )
    return list(session.exec(statement).all())


def _tell_deputies(
    session: Session, person: Person, leave: Absence, kind: str, now: datetime
) -> None:
    put(
        session,
        now,
        *(
            Message(
                kind=kind,
                key=f"{kind}:{leave.id}:{deputy.id}",
                person_id=deputy.id,
                subject_id=leave.id,
            )
            for deputy in deputies_of(session, person_id(person))
            if deputy.telegram_id is not None
        ),
    )
