"""Leave, and who answers for a unit now: the liaison, or the deputy meanwhile (DOMAIN §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.outbox import Message, put
from models.people import Person, Post, Role, person_id
from models.refusals import Reason, Refused
from models.store import UtcDateTime


class Absence(SQLModel, table=True):
    """A person's leave, first and last day included; `ended_at` when they came back early."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_day: date
    last_day: date
    said_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class Answerer:
    """Who answers for a unit now, and in which post."""

    person: Person
    role: Role


def take_leave(
    session: Session, person: Person, first_day: date, last_day: date, today: date, now: datetime
) -> Absence:
    """Enter a leave and tell the person and each deputy who answers meanwhile.

    Refused(DATES_BACKWARDS) or Refused(DATES_PAST). A leave that is running is replaced.
    """
    if last_day < first_day:
        raise Refused(Reason.DATES_BACKWARDS)
    if last_day < today:
        raise Refused(Reason.DATES_PAST)
    for running in _running(session, person_id(person), today):
        running.ended_at = now
    leave = Absence(
        person_id=person_id(person), first_day=first_day, last_day=last_day, said_at=now
    )
    session.add(leave)
    session.flush()
    audit.note(session, now, person.id, "take_leave", "absence", leave.id)
    kind = "deputy_begins" if first_day <= today else "deputy_will_begin"
    _tell_deputies(session, person, leave, kind, now)
    return leave


def come_back(session: Session, person: Person, today: date, now: datetime) -> None:
    """End the leave that is running or announced; Refused(NOT_ABSENT) when there is none."""
    running = _running(session, person_id(person), today)
    if not running:
        raise Refused(Reason.NOT_ABSENT)
    for leave in running:
        leave.ended_at = now
        session.add(leave)
        audit.note(session, now, person.id, "come_back", "absence", leave.id)
        _tell_deputies(session, person, leave, "deputy_ends", now)


def tell_beginnings(session: Session, today: date, now: datetime) -> int:
    """On the day a leave begins: the deputies who answer from today on; how many leaves."""
    statement = select(Absence, Person).join(Person, col(Person.id) == col(Absence.person_id))
    begins = statement.where(Absence.first_day == today, col(Absence.ended_at).is_(None))
    rows = session.exec(begins).all()
    for leave, person in rows:
        _tell_deputies(session, person, leave, "deputy_begins", now)
    return len(rows)


def tell_endings(session: Session, today: date, now: datetime) -> int:
    """On the day after a leave: the person, who answers again, and the deputies; how many."""
    statement = select(Absence, Person).join(Person, col(Person.id) == col(Absence.person_id))
    over = statement.where(
        Absence.last_day == today - timedelta(days=1), col(Absence.ended_at).is_(None)
    )
    rows = session.exec(over).all()
    for leave, person in rows:
        _tell_deputies(session, person, leave, "deputy_ends", now)
        back = Message(
            kind="leave_over",
            key=f"leave_over:{leave.id}",
            person_id=person.id,
            subject_id=leave.id,
        )
        put(session, now, back)
    return len(rows)


def current_leave(session: Session, person: int, today: date) -> Absence | None:
    """The leave that runs today or is announced for later, the earliest first."""
    return next(iter(_running(session, person, today)), None)


def answerers(session: Session, units: Iterable[int], today: date) -> dict[int, Answerer]:
    """Who answers for each unit today, in two statements; units nobody answers for are left out.

    The liaison, or the deputy while the liaison is away, has no telephone linked or has blocked
    the bot. Nobody is left out who could answer: with neither free, a linked liaison on leave is
    not disturbed (DOMAIN §3: reminders stop at leave).
    """
    wanted = set(units)
    rows = session.exec(
        select(Post, Person)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.unit_id).in_(wanted),
            col(Post.role).in_([Role.LIAISON, Role.DEPUTY]),
            col(Post.until).is_(None),
        )
    ).all()
    away = absent(session, today)
    found: dict[int, Answerer] = {}
    for post, person in sorted(rows, key=lambda row: row[0].role is not Role.LIAISON):
        reachable = person.telegram_id is not None and person.blocked_at is None
        if reachable and person.id not in away:
            found.setdefault(post.unit_id, Answerer(person, post.role))
    return found


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


def _running(session: Session, person: int, today: date) -> list[Absence]:
    statement = select(Absence).where(
        Absence.person_id == person,
        col(Absence.last_day) >= today,
        col(Absence.ended_at).is_(None),
    )
    return list(session.exec(statement.order_by(col(Absence.first_day))).all())


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
