"""Invitations: single-use, expiring links that tie a Telegram account to a person at a post."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select, update

from models import audit
from models.outbox import release_held
from models.people import Person, Post, by_telegram, person_id, posts_of
from models.refusals import Reason, Refused
from models.store import UtcDateTime
from models.units import Unit, within


class Invitation(SQLModel, table=True):
    """One link. Only the token's SHA-256 is kept; a newer link revokes the person's older ones."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    issued_by: int | None = Field(default=None, foreign_key="person.id")
    issued_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)


def issue(
    session: Session, people: list[Person], valid_days: int, by: int | None, now: datetime
) -> dict[int, tuple[str, datetime]]:
    """Make a link for each person: person id → (token, expiry). The token is shown only here."""
    ids = [person_id(person) for person in people]
    session.exec(
        update(Invitation)
        .where(
            col(Invitation.person_id).in_(ids),
            col(Invitation.used_at).is_(None),
            col(Invitation.revoked_at).is_(None),
        )
        .values(revoked_at=now)
    )
    expires = now + timedelta(days=valid_days)
    links = {person: secrets.token_urlsafe(24) for person in ids}
    session.add_all(
        Invitation(
            token_hash=_digest(token),
            person_id=person,
            issued_by=by,
            issued_at=now,
            expires_at=expires,
        )
        for person, token in links.items()
    )
    audit.note(session, now, by, "invite", "person", None, people=ids)
    return {person: (token, expires) for person, token in links.items()}


def inspect(session: Session, token: str, telegram_id: int, now: datetime) -> Invitation:
    """The invitation a link stands for, still to be accepted.

    Refused(INVITATION_UNKNOWN / _REVOKED / _EXPIRED / _USED), and Refused(INVITATION_FOREIGN) when
    the account that opens it belongs to somebody else already. A link that this same account has
    used is no error: it is returned with `used_at` set.
    """
    found = session.exec(select(Invitation).where(Invitation.token_hash == _digest(token))).first()
    return _usable(session, found, telegram_id, now)


def accept(session: Session, invitation: int, telegram_id: int, now: datetime) -> Person:
    """Tie the account to the invited person; what waited for their units goes out now.

    A new telephone replaces the old one (DOMAIN §1). Refused as in `inspect`; harmless twice.
    """
    found = _usable(session, session.get(Invitation, invitation), telegram_id, now)
    person = session.get_one(Person, found.person_id)
    if found.used_at:
        return person
    found.used_at, found.used_by = now, telegram_id
    person.telegram_id, person.linked_at, person.blocked_at = telegram_id, now, None
    session.add_all([found, person])
    session.flush()
    audit.note(session, now, person.id, "link", "person", person.id)
    for post, _unit in posts_of(session, person_id(person)):
        release_held(session, post.unit_id, now)
    return person


def revoke(session: Session, person: Person, by: int, now: datetime) -> None:
    """Make every open link of a person useless and cut the telephone that is linked."""
    session.exec(
        update(Invitation)
        .where(col(Invitation.person_id) == person.id, col(Invitation.used_at).is_(None))
        .values(revoked_at=now)
    )
    person.telegram_id, person.linked_at = None, None
    session.add(person)
    audit.note(session, now, by, "revoke", "person", person.id)


def holders_below(session: Session, path: str) -> list[Person]:
    """Everybody with a post at or below a path, each once, in roster order."""
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(within(path), col(Post.until).is_(None))
        .order_by(col(Unit.position), col(Post.id))
    )
    return list({person_id(person): person for person in session.exec(statement)}.values())


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
    known = by_telegram(session, telegram_id)
    if known and known.id != found.person_id:
        raise Refused(Reason.INVITATION_FOREIGN)
    return found


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
