"""Whoever has not confirmed a circular is reminded, once a day (DOMAIN §3, §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import audit
from models.calendar import Calendar
from models.circulars.broadcasting import copies
from models.circulars.circulars import Circular, circular_id
from models.outbox import Message, Outbox, put
from models.people.absences import absent
from models.people.posts import Person, Post, person_id


@dataclass(frozen=True)
class Nudge:
    """Whom a reminder to confirm reaches, and who was reminded that day already."""

    told: Sequence[Person]
    already: Sequence[Person]


def planned_nudge(session: Session, number: int, calendar: Calendar, now: datetime) -> Nudge:
    """Who has not confirmed and is here; one reminder a day each, whatever they owe (DOMAIN §7)."""
    here = _here(session, calendar.today(calendar.next_open(now)))
    owing = [
        person
        for copy, person in copies(session, number)
        if copy.confirmed_at is None and person_id(person) in here
    ]
    keys = {_nudge_key(person_id(one), calendar, now): one for one in owing}
    known = session.exec(select(Outbox.dedupe_key).where(col(Outbox.dedupe_key).in_(keys))).all()
    return Nudge(
        told=[person for key, person in keys.items() if key not in known],
        already=[person for key, person in keys.items() if key in known],
    )


def _here(session: Session, day: date) -> set[int]:
    """Everybody who holds a post and is not on leave that day."""
    held = session.exec(select(Post.person_id).where(col(Post.until).is_(None)))
    return set(held) - absent(session, day)


def _nudge_key(person: int, calendar: Calendar, now: datetime) -> str:
    day = calendar.today(calendar.next_open(now))
    return f"circular_nudge:{person}:{day.isoformat()}"


def nudge(
    session: Session, circular: Circular, calendar: Calendar, by: int, now: datetime
) -> Nudge:
    """Remind everybody who has not confirmed, in one message each that names all they owe."""
    number = circular_id(circular)
    plan = planned_nudge(session, number, calendar, now)
    messages = (
        Message(
            kind="circular_nudge",
            key=_nudge_key(person_id(person), calendar, now),
            person_id=person_id(person),
            due_at=calendar.next_open(now),
        )
        for person in plan.told
    )
    put(session, now, *messages)
    if plan.told:
        audit.note(session, now, by, "nudge", "circular", number, people=len(plan.told))
    return plan
