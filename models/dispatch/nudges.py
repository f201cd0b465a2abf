"""催报 by the office: who would be reminded now, who was today already, and whom nobody reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import audit
from models.dispatch.cycles import Cycle
from models.dispatch.reminders import remind, reminder_key
from models.dispatch.returns import Return, owing
from models.outbox import Outbox
from models.people.answering import answerers
from models.people.posts import Person, person_id


@dataclass(frozen=True)
class Nudge:
    """What a nudge does: persons told, persons told today already, units nobody answers for."""

    told: Sequence[Person]
    already: Sequence[Person]
    nobody: Sequence[int]


def still_owing(session: Session, cycle: Cycle, unit: int | None) -> list[Return]:
    """The returns of an open month that are still owed, of one unit or (None) of all."""
    if cycle.closed_at:
        return []
    owed = owing(session, cycle.id or 0)
    return [one for one in owed if unit is None or one.unit_id == unit]


def plan(session: Session, owed: Sequence[Return], day: date) -> Nudge:
    """Whom a nudge that goes out on a day would reach: one a day each at most (DOMAIN §7)."""
    units = [one.unit_id for one in owed]
    who = answerers(session, units, day)
    people = {person_id(one.person): one.person for one in who.values()}
    keys = {reminder_key(person, day): person for person in people}
    known = session.exec(select(Outbox.dedupe_key).where(col(Outbox.dedupe_key).in_(keys))).all()
    before = {keys[key] for key in known}
    return Nudge(
        told=[person for number, person in people.items() if number not in before],
        already=[person for number, person in people.items() if number in before],
        nobody=[unit for unit in units if unit not in who],
    )


def nudge(
    session: Session, cycle: Cycle, unit: int | None, day: date, by: int, now: datetime
) -> Nudge:
    """Queue one reminder for each person who answers for a unit that owes, and who did it.

    `day` is the day on which it goes out: outside working hours the next one that is open.
    """
    owed = still_owing(session, cycle, unit)
    planned = plan(session, owed, day)
    if not planned.told:
        return planned
    remind(session, owed, day, now)
    audit.note(session, now, by, "nudge", "cycle", cycle.id, unit=unit, people=len(planned.told))
    return planned
