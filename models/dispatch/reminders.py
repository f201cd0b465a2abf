"""Who still owes and has to be reminded: once a day at most, merged, and only while it is true."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.dispatch.cycles import Cycle
from models.dispatch.returns import Return, Stage, owing
from models.outbox import Message, Urgency, put
from models.people.answering import answerers
from models.people.posts import Person, person_id
from models.units import Unit


def remind(
    session: Session, owed: Iterable[Return], today: date, now: datetime
) -> tuple[list[Person], list[int]]:
    """Queue one reminder for each person who answers for one of these returns (DOMAIN §3).

    A second reminder to a person on the same day, by whatever way, is not queued (DOMAIN §7).
    Gives who is reminded, and the units nobody answers for. Three statements, however many units.
    """
    units = [one.unit_id for one in owed]
    who = answerers(session, units, today)
    people = {person_id(answerer.person): answerer.person for answerer in who.values()}
    put(session, now, *(_reminder(person, today) for person in people))
    return list(people.values()), [unit for unit in units if unit not in who]


def reminder_key(person: int, day: date) -> str:
    """What makes a person's reminder of a day the only one."""
    return f"reminder:{person}:{day.isoformat()}"


def _reminder(person: int, today: date) -> Message:
    return Message(
        kind="reminder",
        key=reminder_key(person, today),
        person_id=person,
        urgency=Urgency.BULK,
    )


def owed_by(session: Session, person: int, today: date) -> Sequence[tuple[Return, Cycle, Unit]]:
    """What a person still owes now in months that are open: asked again before a reminder goes."""
    open_returns = session.exec(
        select(Return, Cycle, Unit)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(Return.stage == Stage.OWED, col(Cycle.closed_at).is_(None))
        .order_by(col(Cycle.month), col(Unit.position))
    ).all()
    who = answerers(session, [one.unit_id for one, _, _ in open_returns], today)
    still: dict[int, set[int]] = defaultdict(set)
    for cycle in {one.cycle_id for one, _, _ in open_returns}:
        still[cycle] = {one.unit_id for one in owing(session, cycle)}
    return [
        (one, cycle, unit)
        for one, cycle, unit in open_returns
        if one.unit_id in still[one.cycle_id]
        and one.unit_id in who
        and who[one.unit_id].person.id == person
    ]
