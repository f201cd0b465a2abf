"""Which Telegram account speaks for a person, and what waits until there is one."""

from datetime import datetime

from sqlmodel import Session, col, update

from models import audit
from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id, posts_of
from models.settling import release_held


def link(session: Session, person: Person, telegram_id: int, now: datetime) -> None:
    """Let an account speak for a person, instead of the one before; what waited goes out now."""
    person.telegram_id, person.linked_at = telegram_id, now
    session.add(person)
    session.flush()
    audit.note(session, now, person.id, "link", "person", person.id)
    let_in(session, person, now)


def detach(session: Session, person: Person) -> None:
    """No account speaks for the person any more; their posts and open work stay."""
    person.telegram_id, person.linked_at = None, None
    session.add(person)
    session.flush()


def let_in(session: Session, person: Person, now: datetime) -> None:
    """The person lets the bot write again; what was held goes out now."""
    person.blocked_at = None
    session.add(person)
    session.flush()
    release(session, person, now)


def release(session: Session, person: Person, now: datetime) -> None:
    """Queue again what was held for a person and their units; delivery looks who may get it."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.person_id) == person.id, col(Outbox.state) == Sending.HELD)
        .values(state=Sending.QUEUED, due_at=now, reason="")
    )
    for post, _unit in posts_of(session, person_id(person)):
        release_held(session, post.unit_id, now)
