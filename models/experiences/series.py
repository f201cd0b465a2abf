"""The month's chosen experiences, sent as a series: one a working day, each person once (§3)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models import audit
from models.calendar import Calendar
from models.experiences.experiences import Experience, ExperienceState
from models.experiences.rules import ExperienceRules
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word
from models.units import Unit


class SeriesState(StrEnum):
    """draft → running; stopped from there. That all of it is out is read from its parts."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"


class ExperienceSeries(SQLModel, table=True):
    """One series of an office; there is one draft at most."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    state: SeriesState = Field(default=SeriesState.DRAFT, sa_type=word(SeriesState))
    begun_at: datetime = Field(sa_type=UtcDateTime)
    begun_by: int = Field(foreign_key="person.id")
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_by: int | None = Field(default=None, foreign_key="person.id")
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_by: int | None = Field(default=None, foreign_key="person.id")


class SeriesPart(SQLModel, table=True):
    """One experience of a series; `goes_on` is the day planned for it, `people` whom it reached."""

    __table_args__ = (UniqueConstraint("series_id", "experience_id"),)

    id: int | None = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="experienceseries.id", index=True)
    experience_id: int = Field(foreign_key="experience.id", index=True)
    position: int
    goes_on: date | None = None
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    people: int = 0


def draft_series(session: Session, office: int, by: int, now: datetime) -> ExperienceSeries:
    """The series that is being put together; a new one if there is none."""
    session.get_one(Unit, office, with_for_update=True)
    known = known_draft(session, office)
    if known is not None:
        return known
    series = ExperienceSeries(office_id=office, begun_at=now, begun_by=by)
    session.add(series)
    session.flush()
    return series


def known_draft(session: Session, office: int) -> ExperienceSeries | None:
    """The series of an office that is being put together, if there is one."""
    statement = select(ExperienceSeries).where(
        ExperienceSeries.office_id == office, ExperienceSeries.state == SeriesState.DRAFT
    )
    return session.exec(statement.order_by(col(ExperienceSeries.id).desc())).first()


def series_by_id(session: Session, number: int) -> ExperienceSeries:
    """A series; Refused(GONE) when there is none."""
    series = session.get(ExperienceSeries, number)
    if series is None:
        raise Refused(Reason.GONE)
    return series


def parts_of(session: Session, series: ExperienceSeries) -> Sequence[SeriesPart]:
    """What is in a series, in its order."""
    statement = select(SeriesPart).where(SeriesPart.series_id == series.id)
    return session.exec(statement.order_by(col(SeriesPart.position), col(SeriesPart.id))).all()


def running(session: Session, office: int) -> list[ExperienceSeries]:
    """The series of an office of which something has not gone out yet, the oldest first."""
    statement = (
        select(ExperienceSeries)
        .join(SeriesPart, col(SeriesPart.series_id) == col(ExperienceSeries.id))
        .where(
            ExperienceSeries.office_id == office,
            ExperienceSeries.state == SeriesState.RUNNING,
            col(SeriesPart.told_at).is_(None),
        )
        .order_by(col(ExperienceSeries.id))
        .distinct()
    )
    return list(session.exec(statement))


def candidates(session: Session, office: int) -> list[int]:
    """The accepted ones of an office that went out in no series and are in none, oldest first."""
    taken = (
        select(SeriesPart.experience_id)
        .join(ExperienceSeries, col(ExperienceSeries.id) == col(SeriesPart.series_id))
        .where(ExperienceSeries.state != SeriesState.STOPPED)
    )
    statement = select(Experience.id).where(
        Experience.office_id == office,
        Experience.state == ExperienceState.ACCEPTED,
        col(Experience.told_at).is_(None),
        col(Experience.id).not_in(taken),
    )
    ordered = statement.order_by(col(Experience.decided_at), col(Experience.id))
    return [number for number in session.exec(ordered) if number is not None]


def choose(session: Session, series: ExperienceSeries, numbers: Sequence[int]) -> None:
    """Make these the series, in this order. Refused(NOT_ACCEPTED), Refused(ALREADY_SENT)."""
    _still_draft(session, series)
    known = {part.experience_id: part for part in parts_of(session, series)}
    free = set(candidates(session, series.office_id)) | set(known)
    if not set(numbers) <= free:
        raise Refused(Reason.NOT_ACCEPTED)
    for number, part in known.items():
        if number not in numbers:
            session.delete(part)
    for position, number in enumerate(dict.fromkeys(numbers)):
        part = known.get(number) or SeriesPart(
            series_id=series.id or 0, experience_id=number, position=position
        )
        part.position = position
        session.add(part)
    session.flush()


def _still_draft(session: Session, series: ExperienceSeries) -> None:
    session.refresh(series, with_for_update=True)
    if series.state is not SeriesState.DRAFT:
        raise Refused(Reason.ALREADY_SENT)


def days(calendar: Calendar, rules: ExperienceRules, n: int, now: datetime) -> list[date]:
    """The days on which so many go out: one a working day, from today while its hour is to come."""
    today = calendar.today(now)
    first = calendar.on_or_after(today)
    if first == today and calendar.at(today, rules.at) <= now:
        first = calendar.add(today, 1)
    return [calendar.add(first, ahead) if ahead else first for ahead in range(n)]


def send(
    session: Session,
    series: ExperienceSeries,
    calendar: Calendar,
    rules: ExperienceRules,
    by: int,
    now: datetime,
) -> None:
    """Let it run; Refused(SERIES_EMPTY), Refused(ALREADY_SENT)."""
    _still_draft(session, series)
    parts = parts_of(session, series)
    if not parts:
        raise Refused(Reason.SERIES_EMPTY)
    for part, day in zip(parts, days(calendar, rules, len(parts), now), strict=True):
        part.goes_on = day
    series.state, series.sent_at, series.sent_by = SeriesState.RUNNING, now, by
    session.add_all([series, *parts])
    audit.note(session, now, by, "send", "series", series.id, parts=len(parts))
    session.flush()


def stop(session: Session, series: ExperienceSeries, by: int, now: datetime) -> int:
    """Stop what has not gone; how many that are. Refused(ALREADY_DECIDED) when nothing is left."""
    session.refresh(series, with_for_update=True)
    left = [part for part in parts_of(session, series) if part.told_at is None]
    if series.state is not SeriesState.RUNNING or not left:
        raise Refused(Reason.ALREADY_DECIDED)
    series.state, series.stopped_at, series.stopped_by = SeriesState.STOPPED, now, by
    session.add(series)
    audit.note(session, now, by, "stop", "series", series.id, parts=len(left))
    session.flush()
    return len(left)
