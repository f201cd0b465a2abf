"""Whom a notice reaches: each person once, and whoever cannot be told, with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, false, true
from sqlmodel import Session, col, or_, select

from models.groups import GroupChat, chats_by_id
from models.notices.audiences import Audience
from models.notices.groups import NoticeGroupMember, members_of
from models.parts import asked_by
from models.people.contacts import Obstacle, answering, contacts
from models.people.posts import Person, Post, person_id
from models.units import Cohort, Unit, unit_id

_ASK_NOBODY = (Cohort.CITY, Cohort.OFFICE)
"""Units without a liaison by nature: they are places of a notice for their posts only."""


class Barrier(StrEnum):
    """Why a recipient cannot be told now."""

    NOT_LINKED = "not_linked"
    BLOCKED = "blocked"
    NOBODY = "nobody"
    LEFT = "left"


@dataclass(frozen=True)
class Recipient:
    """A person, a group chat, or a unit for which nobody answers now.

    `unit` is where a person is counted: the first unit in roster order through which they are
    reached; `also` are the others. `barrier` says why they cannot be told, None when they can.
    """

    person: Person | None = None
    chat: GroupChat | None = None
    unit: Unit | None = None
    also: tuple[int, ...] = ()
    barrier: Barrier | None = None


@dataclass(frozen=True)
class Reach:
    """Every recipient, in roster order; `outside` are chosen people whom the office can't reach.

    These hold no post any more in what the office asks itself, or in the office.
    """

    recipients: Sequence[Recipient]
    outside: Sequence[Person]

    @property
    def people(self) -> int:
        """How many persons can be told."""
        return sum(one.person is not None and one.barrier is None for one in self.recipients)

    @property
    def chats(self) -> int:
        """How many group chats can be told."""
        return sum(one.chat is not None and one.barrier is None for one in self.recipients)

    @property
    def unreachable(self) -> list[Recipient]:
        """Who cannot be told now."""
        return [one for one in self.recipients if one.barrier is not None]


@dataclass(frozen=True)
class _Asking:
    """What is looked up once: the office's own part of the tree, and the members of the groups."""

    session: Session
    office: Unit
    mine: ColumnElement[bool]
    audience: Audience
    members: Sequence[NoticeGroupMember]
    today: date


def reach(session: Session, office: Unit, audience: Audience, today: date) -> Reach:
    """Whom an audience means today: the statements do not grow with the people (DOMAIN §1).

    A unit means whoever answers for it today, the deputy while the liaison is away. A person on
    leave who is meant by another post gets it: nobody else would.
    """
    mine = or_(asked_by(session, office), col(Unit.id) == unit_id(office))
    asking = _Asking(session, office, mine, audience, members_of(session, audience.groups), today)
    found: dict[int, Recipient] = {}
    nobody: list[Recipient] = []
    chosen = {one.person_id for one in asking.members if one.person_id is not None}
    for unit, person in (*_answering(asking), *_holding(asking), *_named(asking, chosen)):
        if person is None:
            nobody.append(Recipient(unit=unit, barrier=Barrier.NOBODY))
        else:
            _add(found, unit, person)
    outside = _people(session, chosen - set(found))
    return Reach([*_in_order(found.values()), *nobody, *_in_chats(asking)], outside)


def _add(found: dict[int, Recipient], unit: Unit, person: Person) -> None:
    known = found.get(person_id(person))
    if known is None:
        found[person_id(person)] = Recipient(person, unit=unit, barrier=_barrier(person))
    elif known.unit and unit_id(unit) not in {unit_id(known.unit), *known.also}:
        found[person_id(person)] = replace(known, also=(*known.also, unit_id(unit)))


def _barrier(person: Person) -> Barrier | None:
    if person.telegram_id is None:
        return Barrier.NOT_LINKED
    return Barrier.BLOCKED if person.blocked_at is not None else None


def _in_order(found: Iterable[Recipient]) -> list[Recipient]:
    return sorted(found, key=lambda one: one.unit.position if one.unit else 0)


def _answering(asking: _Asking) -> Iterator[tuple[Unit, Person | None]]:
    """Every unit that is meant, with who answers for it today."""
    audience = asking.audience
    named = {one.unit_id for one in asking.members if one.unit_id is not None}
    usual = _places(audience) if not audience.posts else false()
    asked = or_(usual, col(Unit.id).in_(named)) & col(Unit.cohort).not_in(_ASK_NOBODY)
    statement = select(Unit).where(asking.mine, asked).order_by(col(Unit.position))
    units = asking.session.exec(statement).all()
    known = contacts(asking.session, [unit_id(unit) for unit in units], asking.today)
    for unit in units:
        asked_there = known.get(unit_id(unit), [])
        waits = (one for one in asked_there if one.obstacle is not Obstacle.AWAY)
        who = answering(asked_there) or next(waits, None)
        yield unit, who.person if who else None


def _places(audience: Audience) -> ColumnElement[bool]:
    if audience.everywhere:
        return true()
    return or_(col(Unit.cohort).in_(audience.cohorts), col(Unit.id).in_(audience.units))


def _holding(asking: _Asking) -> Iterator[tuple[Unit, Person]]:
    """The holders of the posts that are meant, at the places that are meant."""
    if asking.audience.posts:
        held = col(Post.role).in_(asking.audience.posts)
        yield from _seated(asking, held & _places(asking.audience))


def _named(asking: _Asking, chosen: Iterable[int]) -> Iterator[tuple[Unit, Person]]:
    """The persons of the groups, each with the first unit they hold a post in."""
    people = set(chosen)
    if people:
        yield from _seated(asking, col(Person.id).in_(people))


def _seated(asking: _Asking, which: ColumnElement[bool]) -> Iterator[tuple[Unit, Person]]:
    statement = (
        select(Unit, Person)
        .join(Post, col(Post.unit_id) == col(Unit.id))
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(asking.mine, col(Post.until).is_(None), which)
        .order_by(col(Unit.position), col(Post.id))
    )
    yield from asking.session.exec(statement).all()


def _people(session: Session, ids: Iterable[int]) -> list[Person]:
    wanted = set(ids)
    if not wanted:
        return []
    return list(session.exec(select(Person).where(col(Person.id).in_(wanted))))


def _in_chats(asking: _Asking) -> list[Recipient]:
    """The group chats of this office that are meant."""
    if not asking.audience.chats:
        return []
    found = chats_by_id(asking.session, asking.audience.chats).values()
    known = {chat.chat_id: chat for chat in found}
    return [
        Recipient(chat=chat, barrier=None if chat.reachable else Barrier.LEFT)
        for chat in sorted(known.values(), key=lambda chat: (chat.title, chat.chat_id))
        if chat.office_id == unit_id(asking.office)
    ]
