"""Sending an issued circular: whom it reaches, once each, and who has confirmed it (§3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, or_, select, update

from models import audit
from models.calendar import Calendar
from models.circulars.circulars import Circular, CircularState, circular_id
from models.outbox import Message, Urgency, put
from models.people.answering import answerers
from models.people.posts import OFFICE_ROLES, Person, Post, Role, person_id
from models.refusals import Reason, Refused
from models.standings.runs import Standing
from models.store import UtcDateTime, insert_new
from models.units import Unit, unit_id


class CircularCopy(SQLModel, table=True):
    """One person's copy of a circular; `confirmed_at` when 确认收到 was pressed."""

    __table_args__ = (UniqueConstraint("circular_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    circular_id: int = Field(foreign_key="circular.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    sent_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class Reach:
    """Whom a circular goes to, and the units for which nobody can be told."""

    people: Sequence[Person]
    nobody: Sequence[Unit]


def reach(session: Session, circular: Circular, today: date) -> Reach:
    """Who answers for the scored units, who leads them, and the office's own people; once each."""
    units = session.exec(
        select(Unit)
        .join(Standing, col(Standing.unit_id) == col(Unit.id))
        .where(Standing.run_id == circular.run_id)
        .order_by(col(Unit.position))
    ).all()
    ids = [unit_id(unit) for unit in units]
    answering = answerers(session, ids, today)
    own = (col(Post.unit_id) == circular.office_id) & col(Post.role).in_(OFFICE_ROLES)
    leads = (col(Post.role) == Role.LEADER) & col(Post.unit_id).in_(ids)
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(
            col(Post.until).is_(None),
            or_(own, leads),
            col(Person.telegram_id).is_not(None),
            col(Person.blocked_at).is_(None),
        )
    )
    people = {person_id(one.person): one.person for one in answering.values()}
    people |= {person_id(person): person for person in session.exec(statement)}
    return Reach(
        people=[people[number] for number in sorted(people)],
        nobody=[unit for unit in units if unit_id(unit) not in answering],
    )


def broadcast(
    session: Session, circular: Circular, calendar: Calendar, by: int, now: datetime
) -> Reach:
    """Send an issued circular to everybody it concerns, once each, in working hours.

    Refused(ALREADY_SENT), Refused(NOT_ISSUED).
    """
    done = session.exec(
        update(Circular)
        .where(
            col(Circular.id) == circular.id,
            col(Circular.state) == CircularState.ISSUED,
            col(Circular.broadcast_at).is_(None),
        )
        .values(broadcast_at=now, broadcast_by=by)
        .execution_options(synchronize_session=False)
    )
    session.refresh(circular)
    if not done.rowcount:
        issued = circular.state is CircularState.ISSUED
        raise Refused(Reason.ALREADY_SENT if issued else Reason.NOT_ISSUED)
    found = reach(session, circular, calendar.today(now))
    number = circular_id(circular)
    people = [person_id(person) for person in found.people]
    rows = [{"circular_id": number, "person_id": one, "sent_at": now} for one in people]
    insert_new(session, CircularCopy, rows, unique=["circular_id", "person_id"])
    put(session, now, *(_copy(number, one, calendar.next_open(now)) for one in people))
    audit.note(session, now, by, "broadcast", "circular", number, people=len(people))
    return found


def _copy(number: int, person: int, due_at: datetime) -> Message:
    return Message(
        kind="circular",
        key=f"circular:{number}:{person}",
        person_id=person,
        subject_id=number,
        urgency=Urgency.BULK,
        due_at=due_at,
    )


def confirm(session: Session, number: int, person: int, now: datetime) -> CircularCopy:
    """确认收到, once; Refused(GONE) for whom it was not sent to."""
    statement = select(CircularCopy).where(
        CircularCopy.circular_id == number, CircularCopy.person_id == person
    )
    copy = session.exec(statement).first()
    if copy is None:
        raise Refused(Reason.GONE)
    if copy.confirmed_at is None:
        copy.confirmed_at = now
        session.add(copy)
        audit.note(session, now, person, "confirm", "circular", number)
    return copy


def copies(session: Session, number: int) -> list[tuple[CircularCopy, Person]]:
    """Every copy of a circular with its reader: who has not confirmed first."""
    statement = (
        select(CircularCopy, Person)
        .join(Person, col(Person.id) == col(CircularCopy.person_id))
        .where(CircularCopy.circular_id == number)
        .order_by(col(CircularCopy.confirmed_at).is_not(None), col(CircularCopy.id))
    )
    return [(copy, person) for copy, person in session.exec(statement)]


def unconfirmed(session: Session, person: int) -> list[Circular]:
    """The issued circulars that a person was sent and has not confirmed, the oldest first."""
    statement = (
        select(Circular)
        .join(CircularCopy, col(CircularCopy.circular_id) == col(Circular.id))
        .where(
            CircularCopy.person_id == person,
            col(CircularCopy.confirmed_at).is_(None),
            Circular.state == CircularState.ISSUED,
        )
        .order_by(col(Circular.month), col(Circular.id))
    )
    return list(session.exec(statement))
