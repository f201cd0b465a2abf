"""Who answers for a unit today: its liaison, or the deputy meanwhile (DOMAIN §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.people.absences import absent
from models.people.posts import Person, Post, Role


@dataclass(frozen=True)
class Answerer:
    """Who answers for a unit now, and in which post."""

    person: Person
    role: Role


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
