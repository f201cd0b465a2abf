"""Whom a circular that waits is brought to: who approves it today, also since a leave (§3, §4)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.circulars.circulars import Circular, waiting_circulars
from models.circulars.rules import CircularRules
from models.outbox import Message, Outbox, put
from models.people.posts import person_id
from models.slips.signers import signers
from models.units import Unit, unit_id


def bring(
    session: Session, circular: Circular, rules: CircularRules, today: date, now: datetime
) -> int:
    """Bring a circular before everybody who approves it today and has not had it; how many."""
    able = [one.person for one in signers(session, circular.office_id, rules, today)]
    had = _had(session, circular)
    told = [person_id(person) for person in able if person_id(person) not in had]
    messages = (
        Message(
            kind="circular_to_approve",
            key=f"circular_to_approve:{circular.id}:{circular.version}:{now:%Y%m%d%H%M%S}:{person}",
            person_id=person,
            subject_id=circular.id,
        )
        for person in told
    )
    put(session, now, *messages)
    return len(told)


def _had(session: Session, circular: Circular) -> set[int | None]:
    """Who was told of it since it was submitted."""
    statement = select(Outbox.person_id).where(
        Outbox.kind == "circular_to_approve",
        Outbox.subject_id == circular.id,
        col(Outbox.created_at) >= circular.submitted_at,
    )
    return set(session.exec(statement))


def bring_waiting(
    session: Session, office: Unit, rules: CircularRules, today: date, now: datetime
) -> int:
    """Bring what waits before those who approve since a leave or an appointment; how many cards."""
    waiting = waiting_circulars(session, [unit_id(office)])
    return sum(bring(session, circular, rules, today, now) for circular in waiting)
