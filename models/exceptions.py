"""What does not run by itself and needs a hand of the office: the exception list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, or_, select, update

from models import audit
from models.inbox import Hearing, Inbox
from models.matters.ledger import OPEN_STATES, Matter
from models.notice_boards import lost_boards
from models.outbox import Outbox, Sending
from models.parts import Part, within
from models.people.answering import answerers
from models.people.posts import Person, Post
from models.refusals import Reason, Refused
from models.units import Unit, unit_id

UNDELIVERED = (Sending.FAILED, Sending.UNKNOWN, Sending.HELD)
STUCK = (Hearing.FAILED, Hearing.QUARANTINED)


@dataclass(frozen=True)
class Counts:
    """How much there is of each kind of exception."""

    unlinked: int
    blocked: int
    undelivered: int
    updates: int
    unanswered: int
    boards: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.unlinked + self.stuck

    @property
    def stuck(self) -> int:
        """Those that need a hand of the office; for whom was invited it only waits."""
        return self.blocked + self.undelivered + self.updates + self.unanswered + self.boards


class Seated(NamedTuple):
    """A person at a post of a unit."""

    post: Post
    person: Person
    unit: Unit


class Undelivered(NamedTuple):
    """A message that did not arrive for certain, and whom it was for."""

    row: Outbox
    person: Person | None
    unit: Unit | None


def counts(session: Session, part: Part, today: date) -> Counts:
    """The exceptions in a part of the tree, in a fixed number of statements."""
    return Counts(
        unlinked=len(unlinked(session, part)),
        blocked=len(blocked(session, part)),
        undelivered=session.exec(
            select(func.count()).select_from(Outbox).where(*_undelivered(part))
        ).one(),
        updates=len(stuck_updates(session, part)),
        unanswered=len(unanswered(session, part, today)),
        boards=len(lost_boards(session, part)),
    )


def unlinked(session: Session, part: Part) -> Sequence[Seated]:
    """Posts whose holder has not opened an invitation yet, in roster order."""
    return _seated(session, part, col(Person.telegram_id).is_(None))


def blocked(session: Session, part: Part) -> Sequence[Seated]:
    """Posts whose holder has blocked the bot, in roster order."""
    return _seated(session, part, col(Person.blocked_at).is_not(None))


def _seated(session: Session, part: Part, which: ColumnElement[bool]) -> Sequence[Seated]:
    statement = (
        select(Post, Person, Unit)
        .join(Person, col(Person.id) == col(Post.person_id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(within(part), col(Post.until).is_(None), which)
    )
    rows = session.exec(statement.order_by(col(Unit.position), col(Post.id)))
    return [Seated(*row) for row in rows]


def undelivered(session: Session, part: Part) -> Sequence[Undelivered]:
    """Messages that failed, may not have arrived, or have nobody to go to; the newest first."""
    statement = (
        select(Outbox, Person, Unit)
        .outerjoin(Person, col(Person.id) == col(Outbox.person_id))
        .outerjoin(Unit, col(Unit.id) == col(Outbox.unit_id))
        .where(*_undelivered(part))
    )
    return [Undelivered(*row) for row in session.exec(statement.order_by(col(Outbox.id).desc()))]


def last_undelivered(session: Session, part: Part) -> datetime | None:
    """When the newest of them was tried, or was queued for nobody."""
    at = func.coalesce(col(Outbox.claimed_at), col(Outbox.created_at))
    return session.exec(select(func.max(at)).where(*_undelivered(part))).one()


def undelivered_one(session: Session, row: int, part: Part) -> Undelivered | None:
    """A message of this part, also when it is no longer on the list; None if there is none."""
    statement = (
        select(Outbox, Person, Unit)
        .outerjoin(Person, col(Person.id) == col(Outbox.person_id))
        .outerjoin(Unit, col(Unit.id) == col(Outbox.unit_id))
        .where(col(Outbox.id) == row, _for_part(part))
    )
    found = session.exec(statement).first()
    return Undelivered(*found) if found else None


def _undelivered(part: Part) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Outbox.state).in_(UNDELIVERED), _for_part(part)


def _for_part(part: Part) -> ColumnElement[bool]:
    """What was for a part, by unit or person; only the whole sees what was for nobody's."""
    units = select(Unit.id).where(within(part))
    people = select(Post.person_id).where(col(Post.unit_id).in_(units), col(Post.until).is_(None))
    mine = or_(col(Outbox.unit_id).in_(units), col(Outbox.person_id).in_(people))
    if not part.is_whole:
        return mine
    somebody = select(Post.person_id).where(col(Post.until).is_(None))
    nobody = or_(col(Outbox.person_id).is_(None), col(Outbox.person_id).not_in(somebody))
    return or_(mine, and_(col(Outbox.unit_id).is_(None), nobody))


def stuck_updates(session: Session, part: Part) -> Sequence[Inbox]:
    """Updates that failed or could not be read; they belong to the office of the whole tree."""
    if not part.is_whole:
        return []
    statement = select(Inbox).where(col(Inbox.state).in_(STUCK))
    return session.exec(statement.order_by(col(Inbox.update_id).desc())).all()


def update_kind(one: Inbox) -> str:
    """What sort of update it is, in Telegram's word; never its content."""
    try:
        fields = json.loads(one.raw)
    except ValueError:
        return ""
    kinds = [name for name in fields if name != "update_id"] if isinstance(fields, dict) else []
    return kinds[0][:40] if kinds else ""


def unanswered(session: Session, part: Part, today: date) -> Sequence[Unit]:
    """Units with open matters for which nobody answers today, in roster order."""
    leads = select(Matter.lead_unit_id).where(col(Matter.state).in_(OPEN_STATES))
    statement = select(Unit).where(within(part), col(Unit.id).in_(leads))
    units = session.exec(statement.order_by(col(Unit.position))).all()
    who = answerers(session, [unit_id(unit) for unit in units], today)
    return [unit for unit in units if unit.id not in who]


def resend(session: Session, row: int, part: Part, by: int, now: datetime) -> None:
    """Queue a message again that did not arrive for certain; once, however often it is asked.

    Refused(ALREADY_DECIDED) when it is no longer on the list of this part.
    """
    _settle(session, row, part, {"state": Sending.QUEUED, "due_at": now, "reason": ""})
    audit.note(session, now, by, "resend", "outbox", row)


def dismiss(session: Session, row: int, part: Part, by: int, now: datetime) -> None:
    """Take a message off the list without sending it again; refused as `resend`."""
    _settle(session, row, part, {"state": Sending.VOID})
    audit.note(session, now, by, "dismiss", "outbox", row)


def _settle(session: Session, row: int, part: Part, values: dict[str, object]) -> None:
    changed = session.exec(
        update(Outbox).where(col(Outbox.id) == row, *_undelivered(part)).values(**values)
    )
    if not changed.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)


def retry(session: Session, number: int, part: Part, by: int, now: datetime) -> None:
    """Handle an update once more; handlers are idempotent on it. Refused(ALREADY_DECIDED)."""
    _settle_update(session, number, part, {"state": Hearing.NEW, "error": ""})
    audit.note(session, now, by, "retry", "update", None, update=number)


def put_away(session: Session, number: int, part: Part, by: int, now: datetime) -> None:
    """Take an update off the list without handling it; its error is kept."""
    _settle_update(session, number, part, {"state": Hearing.DONE})
    audit.note(session, now, by, "put_away", "update", None, update=number)


def _settle_update(session: Session, number: int, part: Part, values: dict[str, object]) -> None:
    which = col(Inbox.update_id) == number, col(Inbox.state).in_(STUCK)
    changed = session.exec(update(Inbox).where(*which).values(**values)) if part.is_whole else None
    if changed is None or not changed.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
