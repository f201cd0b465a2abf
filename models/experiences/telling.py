"""The experiences of a running series go out: one a working day, to each reader once (§3)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.experiences.experiences import experience_by_id
from models.experiences.series import ExperienceSeries, SeriesPart, SeriesState
from models.outbox import Message, Urgency, put
from models.parts import asked_by
from models.people.answering import answerers
from models.people.posts import person_id
from models.units import Unit, unit_id


def readers(session: Session, office: Unit, today: date) -> list[int]:
    """Who answers today for the units an office asks; each person once."""
    units = session.exec(select(Unit).where(asked_by(session, office))).all()
    answering = answerers(session, [unit_id(unit) for unit in units], today)
    return sorted({person_id(one.person) for one in answering.values()})


def tell_due(session: Session, office: Unit, calendar: Calendar, now: datetime) -> int:
    """Put the next experience into the outbox, one a day however late; to how many."""
    today = calendar.today(now)
    rows = session.exec(
        select(SeriesPart)
        .join(ExperienceSeries, col(ExperienceSeries.id) == col(SeriesPart.series_id))
        .where(
            ExperienceSeries.office_id == unit_id(office),
            ExperienceSeries.state == SeriesState.RUNNING,
        )
        .order_by(col(SeriesPart.goes_on), col(SeriesPart.series_id), col(SeriesPart.position))
    ).all()
    told_today = any(part.told_at and calendar.today(part.told_at) == today for part in rows)
    due = [part for part in rows if not part.told_at and part.goes_on and part.goes_on <= today]
    return 0 if told_today or not due else _tell(session, office, due[0], calendar, now)


def _tell(
    session: Session, office: Unit, part: SeriesPart, calendar: Calendar, now: datetime
) -> int:
    people = readers(session, office, calendar.today(now))
    one, _ = experience_by_id(session, part.experience_id)
    part.told_at, part.people, one.told_at = now, len(people), now
    session.add_all([part, one])
    put(
        session,
        now,
        *(
            Message(
                kind="experience_told",
                key=f"experience_told:{part.experience_id}:{person}",
                person_id=person,
                subject_id=part.id,
                urgency=Urgency.BULK,
                due_at=calendar.next_open(now),
            )
            for person in people
        ),
    )
    return len(people)
