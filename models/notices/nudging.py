"""Reminding whoever has not confirmed a notice: once for each notice, and once a day at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models import audit
from models.calendar import Calendar
from models.notices.copies import NoticeCopy, copy_id
from models.notices.notices import GONE_OUT, Notice
from models.notices.receipts import Receipt, Standing, receipts
from models.outbox import Message, Outbox, put
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused

KIND = "notice_nudge"


@dataclass(frozen=True)
class NudgePlan:
    """Who would be told; who was told of this notice before; who was told of another that day."""

    told: Sequence[Person]
    before: Sequence[Person]
    today: Sequence[Person]


def planned_nudge(session: Session, notice: Notice, calendar: Calendar, now: datetime) -> NudgePlan:
    """Whom a reminder would reach: who has it and has not confirmed it (DOMAIN §7)."""
    owing = _owing(session, notice)
    fresh = [one for one in owing if one.copy.nudged_at is None]
    keys = {_key(_person(one), calendar, now): one for one in fresh}
    known = set(
        session.exec(select(Outbox.dedupe_key).where(col(Outbox.dedupe_key).in_(list(keys))))
    )
    return NudgePlan(
        told=[_person(one) for key, one in keys.items() if key not in known],
        before=[_person(one) for one in owing if one.copy.nudged_at is not None],
        today=[_person(one) for key, one in keys.items() if key in known],
    )


def _owing(session: Session, notice: Notice) -> list[Receipt]:
    if not notice.confirm or notice.state not in GONE_OUT:
        return []
    table, has_it = receipts(session, notice), {Standing.SENT, Standing.UNKNOWN}
    return [one for one in table if one.person is not None and one.standing in has_it]


def _person(one: Receipt) -> Person:
    assert one.person is not None  # noqa: S101  narrows the type
    return one.person


def _key(person: Person, calendar: Calendar, now: datetime) -> str:
    day = calendar.today(calendar.next_open(now))
    return f"{KIND}:{person.id}:{day.isoformat()}"


def nudge(
    session: Session, notice: Notice, calendar: Calendar, by: int, now: datetime
) -> NudgePlan:
    """Remind them in working hours, one message each that names all they owe; once per notice.

    Refused(GONE) when nothing is to be confirmed.
    """
    if not notice.confirm or notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    plan = planned_nudge(session, notice, calendar, now)
    people = {person_id(person) for person in plan.told}
    mine = [copy_id(one.copy) for one in _owing(session, notice) if _person(one).id in people]
    session.exec(update(NoticeCopy).where(col(NoticeCopy.id).in_(mine)).values(nudged_at=now))
    put(session, now, *(_message(person, calendar, now) for person in plan.told))
    if people:
        audit.note(session, now, by, "nudge", "notice", notice.id, people=len(people))
    return plan


def _message(person: Person, calendar: Calendar, now: datetime) -> Message:
    return Message(
        kind=KIND,
        key=_key(person, calendar, now),
        person_id=person_id(person),
        due_at=calendar.next_open(now),
    )
