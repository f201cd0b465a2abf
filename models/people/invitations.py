"""Invitations: single-use, expiring links that tie a Telegram account to a person at a post."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select, update

from models import audit
from models.people.linking import detach, link
from models.people.posts import Person, Post, by_telegram, person_id, posts_of
from models.refusals import Reason, Refused
from models.store import UtcDateTime
from models.units import Unit


class Invitation(SQLModel, table=True):
    """One link. Only the token's SHA-256 is kept; a newer link revokes the person's older ones.

    `opened_by` is the account that opened it last: only that account may accept it.
    """

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    issued_by: int | None = Field(default=None, foreign_key="person.id")
    issued_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_by: int | None = Field(default=None, sa_type=BigInteger)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)


@dataclass(frozen=True)
class Link:
    """A link that was just made: for whom, at which posts, until when. `token` is shown once."""

    person: Person
    posts: Sequence[tuple[Post, Unit]]
    token: str
    expires_at: datetime


def issue(
    session: Session, people: Sequence[Person], valid_days: int, by: int | None, now: datetime
) -> list[Link]:
    """Make a link for each person who holds a post; their older open links are withdrawn.

    The token is in the result and nowhere else.
    """
    seats = _posts_of_all(session, people)
    invited = [person for person in people if person_id(person) in seats]
    withdraw(session, [person_id(person) for person in invited], now)
    expires = now + timedelta(days=valid_days)
    links = [
        Link(person, seats[person_id(person)], secrets.token_urlsafe(24), expires)
        for person in invited
    ]
    session.add_all(
        Invitation(
            token_hash=_digest(one.token),
            person_id=person_id(one.person),
            issued_by=by,
            issued_at=now,
            expires_at=expires,
        )
        for one in links
    )
    audit.note(
        session, now, by, "invite", "person", None, people=[person_id(one) for one in invited]
    )
    return links


def open_link(session: Session, token: str, telegram_id: int, now: datetime) -> Invitation:
    """The invitation a link stands for, to be accepted by the account that has opened it.

    Refused(INVITATION_UNKNOWN / _REVOKED / _EXPIRED / _USED), Refused(NO_SUCH_POST) when the person
    holds no post any more, and Refused(INVITATION_FOREIGN) when the account belongs to somebody
    else at a post. A link that this same account has used is no error: `used_at` is set then.
    """
    found = session.exec(select(Invitation).where(Invitation.token_hash == _digest(token))).first()
    usable = _usable(session, found, telegram_id, now)
    usable.opened_by = telegram_id
    session.add(usable)
    return usable


def accept(session: Session, invitation: int, telegram_id: int, now: datetime) -> Person:
    """Tie the account to the invited person; what waited for them goes out now.

    A new telephone replaces the old one (DOMAIN §1). Refused as in `open_link`, and
    Refused(INVITATION_UNKNOWN) for an account that has not opened the link; harmless twice.
    """
    found = _opened(session, invitation, telegram_id, now)
    person = session.get_one(Person, found.person_id)
    if found.used_at:
        return person
    found.used_at, found.used_by = now, telegram_id
    session.add(found)
    before = by_telegram(session, telegram_id)
    if before and before.id != person.id:
        detach(session, before)
    link(session, person, telegram_id, now)
    return person


def decline(session: Session, invitation: int, telegram_id: int, now: datetime) -> Invitation:
    """The account that opened the link is not the person invited: the link is withdrawn.

    Refused as in `accept`.
    """
    found = _opened(session, invitation, telegram_id, now)
    if found.used_at:
        raise Refused(Reason.INVITATION_USED)
    found.revoked_at = now
    session.add(found)
    audit.note(session, now, None, "decline", "invitation", found.id, person=found.person_id)
    return found


def withdraw(session: Session, people: Sequence[int], now: datetime) -> int:
    """Make every link of these persons that has not been used useless; how many."""
    withdrawn = session.exec(
        update(Invitation)
        .where(
            col(Invitation.person_id).in_(people),
            col(Invitation.used_at).is_(None),
            col(Invitation.revoked_at).is_(None),
        )
        .values(revoked_at=now)
    )
    return int(withdrawn.rowcount)


def revoke(session: Session, person: Person, by: int | None, now: datetime) -> None:
    """Make every open link of a person useless and cut the telephone that is linked."""
    withdraw(session, [person_id(person)], now)
    detach(session, person)
    audit.note(session, now, by, "revoke", "person", person.id)


def _posts_of_all(session: Session, people: Sequence[Person]) -> dict[int, list[tuple[Post, Unit]]]:
    statement = (
        select(Post, Unit)
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(
            col(Post.person_id).in_([person_id(person) for person in people]),
            col(Post.until).is_(None),
        )
    )
    found: dict[int, list[tuple[Post, Unit]]] = {}
    for post, unit in session.exec(statement.order_by(col(Unit.position), col(Post.id))):
        found.setdefault(post.person_id, []).append((post, unit))
    return found


def _opened(session: Session, invitation: int, telegram_id: int, now: datetime) -> Invitation:
    found = session.get(Invitation, invitation)
    if found is None or found.opened_by != telegram_id:
        raise Refused(Reason.INVITATION_UNKNOWN)
    return _usable(session, found, telegram_id, now)


def _usable(
    session: Session, found: Invitation | None, telegram_id: int, now: datetime
) -> Invitation:
    if found is None:
        raise Refused(Reason.INVITATION_UNKNOWN)
    if found.used_at and found.used_by != telegram_id:
        raise Refused(Reason.INVITATION_USED)
    if found.revoked_at:
        raise Refused(Reason.INVITATION_REVOKED)
    if found.used_at is None and found.expires_at <= now:
        raise Refused(Reason.INVITATION_EXPIRED)
    if not posts_of(session, found.person_id):
        raise Refused(Reason.NO_SUCH_POST)
    known = by_telegram(session, telegram_id)
    if known and known.id != found.person_id and posts_of(session, person_id(known)):
        raise Refused(Reason.INVITATION_FOREIGN)
    if found.used_at and (known is None or known.id != found.person_id):
        raise Refused(Reason.INVITATION_USED)
    return found


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
