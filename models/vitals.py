"""How the office and its mail are doing, in figures, for whoever operates the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.authority import STAFF
from models.exceptions import STUCK, UNDELIVERED, unanswered
from models.inbox import Hearing, Inbox
from models.outbox import Outbox, Sending
from models.parts import EVERYWHERE
from models.people.contacts import Contact, Obstacle, contacts
from models.people.holders import unlinked_below
from models.people.invitations import Invitation
from models.people.posts import Person, Post, Role, person_id
from models.units import Unit, offices, place_of, unit_id


@dataclass(frozen=True)
class Holes:
    """Units with open matters that nobody answers for today, by what is in the way (DOMAIN §1).

    `vacant` have neither liaison nor deputy, of `unlinked` nobody has opened an invitation, and in
    `unreachable` whoever has is on leave or has blocked the bot.
    """

    vacant: Sequence[Unit]
    unlinked: Sequence[Unit]
    unreachable: Sequence[Unit]


def holes(session: Session, today: date) -> Holes:
    """The holes of the roster on the office's day, in roster order."""
    units = unanswered(session, EVERYWHERE, today)
    asked = contacts(session, [unit_id(unit) for unit in units], today)
    found: dict[str, list[Unit]] = {"vacant": [], "unlinked": [], "unreachable": []}
    for unit in units:
        found[_why(asked.get(unit_id(unit), []))].append(unit)
    return Holes(**found)


def _why(asked: Sequence[Contact]) -> str:
    if not asked:
        return "vacant"
    unlinked = all(contact.obstacle is Obstacle.NOT_LINKED for contact in asked)
    return "unlinked" if unlinked else "unreachable"


@dataclass(frozen=True)
class Staffing:
    """Which of the posts an office needs have nobody with a telephone linked."""

    office: Unit
    missing: Sequence[Role]


def staffing(session: Session) -> list[Staffing]:
    """Every office, in roster order, with the posts that nobody can be reached at.

    Somebody must prepare and somebody else approve (DOMAIN §1), so an office over all others
    needs a clerk and a director, whom a deputy does not replace where only the director signs
    (§4); one below another does with any of its staff, since that one can step in.
    """
    found = offices(session)
    scopes = {unit_id(office): place_of(office) for office in found}
    linked = _linked_roles(session, list(scopes))
    return [
        Staffing(office, _missing(office, scopes, linked.get(unit_id(office), set())))
        for office in found
    ]


def _linked_roles(session: Session, units: Sequence[int]) -> dict[int, set[Role]]:
    rows = session.exec(
        select(Post.unit_id, Post.role)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.unit_id).in_(units),
            col(Post.role).in_(STAFF),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
    )
    found: dict[int, set[Role]] = {}
    for unit, role in rows:
        found.setdefault(unit, set()).add(Role(role))
    return found


def _missing(office: Unit, scopes: dict[int, str], linked: set[Role]) -> list[Role]:
    scope = scopes[unit_id(office)]
    below = any(scope != other and scope.startswith(other) for other in scopes.values())
    if below and linked:
        return []
    return [role for role in (Role.CLERK, Role.DIRECTOR) if role not in linked]


@dataclass(frozen=True)
class Uninvited:
    """Holders of posts who have no telephone linked, by what became of their invitation."""

    never: Sequence[Person]
    expired: Sequence[Person]
    open: Sequence[Person]


def uninvited(session: Session, now: datetime) -> Uninvited:
    """Who has not joined yet, in roster order; withdrawn links count as none."""
    people = unlinked_below(session, "/")
    until = _invited_until(session, [person_id(person) for person in people])
    ends = [(person, until.get(person_id(person))) for person in people]
    return Uninvited(
        never=[person for person, end in ends if end is None],
        expired=[person for person, end in ends if end is not None and end <= now],
        open=[person for person, end in ends if end is not None and end > now],
    )


def _invited_until(session: Session, people: Sequence[int]) -> dict[int, datetime]:
    rows = session.exec(
        select(Invitation.person_id, Invitation.expires_at)
        .where(
            col(Invitation.person_id).in_(people),
            col(Invitation.used_at).is_(None),
            col(Invitation.revoked_at).is_(None),
        )
        .order_by(col(Invitation.expires_at))
    )
    return dict(rows.all())


def undelivered_counts(session: Session) -> dict[Sending, int]:
    """How many messages did not arrive for certain, by state; states without any are left out."""
    statement = select(Outbox.state, func.count()).where(col(Outbox.state).in_(UNDELIVERED))
    rows = session.exec(statement.group_by(col(Outbox.state)))
    return {Sending(state): n for state, n in rows}


def stuck_counts(session: Session) -> dict[Hearing, int]:
    """How many updates failed or could not be read; states without any are left out."""
    statement = select(Inbox.state, func.count()).where(col(Inbox.state).in_(STUCK))
    rows = session.exec(statement.group_by(col(Inbox.state)))
    return {Hearing(state): n for state, n in rows}


def waiting_since(session: Session, now: datetime) -> datetime | None:
    """Since when the oldest message that is due waits to be sent; None when nothing waits."""
    statement = select(func.min(col(Outbox.due_at))).where(
        Outbox.state == Sending.QUEUED, col(Outbox.due_at) <= now
    )
    return session.exec(statement).one()


def unheard_since(session: Session) -> datetime | None:
    """Since when the oldest update that was kept waits to be handled; None when nothing waits."""
    statement = select(func.min(col(Inbox.received_at))).where(Inbox.state == Hearing.NEW)
    return session.exec(statement).one()
