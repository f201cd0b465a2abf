"""Who answers for a liaison's units while they are away, and where nobody does (DOMAIN §1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from models.people.absences import Absence
from models.people.posts import Person, Post, Role, holders, person_id, posts_of
from models.units import Unit, unit_id


class Gap(StrEnum):
    """Why nobody answers meanwhile."""

    NO_DEPUTY = "no_deputy"
    NOT_LINKED = "not_linked"
    BLOCKED = "blocked"
    AWAY = "away"


@dataclass(frozen=True)
class Cover:
    """One unit during a leave: its deputy, and why nobody answers if so."""

    unit: Unit
    deputy: Person | None
    gap: Gap | None


def cover(session: Session, leave: Absence) -> Sequence[Cover]:
    """The units the person on leave is liaison of, each with who answers meanwhile."""
    return [
        _of(session, unit, leave)
        for post, unit in posts_of(session, leave.person_id)
        if post.role is Role.LIAISON
    ]


def covered_by(session: Session, leave: Absence, deputy: Person) -> list[Unit]:
    """The units of the person on leave that this deputy stands in for."""
    return [
        one.unit
        for one in cover(session, leave)
        if any(held.person_id == deputy.id for held in _deputies(session, one.unit))
    ]


def _deputies(session: Session, unit: Unit) -> Sequence[Post]:
    return holders(session, unit_id(unit), Role.DEPUTY)


def _of(session: Session, unit: Unit, leave: Absence) -> Cover:
    held = next(iter(_deputies(session, unit)), None)
    if held is None:
        return Cover(unit, None, Gap.NO_DEPUTY)
    deputy = session.get_one(Person, held.person_id)
    return Cover(unit, deputy, _gap(session, deputy, leave))


def _gap(session: Session, deputy: Person, leave: Absence) -> Gap | None:
    if deputy.telegram_id is None:
        return Gap.NOT_LINKED
    if deputy.blocked_at is not None:
        return Gap.BLOCKED
    statement = select(Absence.id).where(
        Absence.person_id == person_id(deputy),
        col(Absence.first_day) <= leave.last_day,
        col(Absence.last_day) >= leave.first_day,
        col(Absence.ended_at).is_(None),
    )
    return Gap.AWAY if session.exec(statement).first() is not None else None
