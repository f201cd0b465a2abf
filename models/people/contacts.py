"""Who may be asked about a unit, and what stands in the way of reaching them in chat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from models.people.absences import absent
from models.people.posts import Person, Post, Role, person_id
from models.units import Unit


class Obstacle(StrEnum):
    """Why a person cannot answer in chat today."""

    NOT_LINKED = "not_linked"
    BLOCKED = "blocked"
    AWAY = "away"


@dataclass(frozen=True)
class Contact:
    """A liaison or deputy of a unit; `obstacle` is None when they can be reached today."""

    person: Person
    role: Role
    obstacle: Obstacle | None


def contacts(session: Session, units: Iterable[int], today: date) -> dict[int, list[Contact]]:
    """The liaisons and deputies of units, the liaison first, in two statements.

    A unit that has neither is left out.
    """
    rows = session.exec(
        select(Post, Person)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.unit_id).in_(set(units)),
            col(Post.role).in_([Role.LIAISON, Role.DEPUTY]),
            col(Post.until).is_(None),
        )
        .order_by(col(Post.id))
    ).all()
    away = absent(session, today)
    found: dict[int, list[Contact]] = {}
    for post, person in sorted(rows, key=lambda row: row[0].role is not Role.LIAISON):
        contact = Contact(person, post.role, _obstacle(person, away))
        found.setdefault(post.unit_id, []).append(contact)
    return found


def _obstacle(person: Person, away: set[int]) -> Obstacle | None:
    if person.telegram_id is None:
        return Obstacle.NOT_LINKED
    if person.blocked_at is not None:
        return Obstacle.BLOCKED
    return Obstacle.AWAY if person_id(person) in away else None


def answering(asked: Sequence[Contact]) -> Contact | None:
    """Who answers now: the first who can be reached, as in `absences.answerers` (DOMAIN §1)."""
    return next((contact for contact in asked if contact.obstacle is None), None)


def first_units(session: Session, people: Iterable[int]) -> dict[int, str]:
    """The name of the unit of each person's oldest post, in one statement."""
    rows = session.exec(
        select(Post.person_id, Unit.name)
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(col(Post.person_id).in_(set(people)), col(Post.until).is_(None))
        .order_by(col(Post.id).desc())
    )
    return dict(rows.all())
