"""媒体报道: what media wrote about a unit's reforms, kept for the file; never scored (§6, §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.blank import is_blank
from models.refusals import Reason, Refused
from models.store import UtcDateTime
from models.units import Unit, asking_office, unit_id


class MediaReport(SQLModel, table=True):
    """One report in a medium; `removed_at` when it was taken off the list."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    title: str = Field(max_length=200)
    medium: str = Field(max_length=80)
    published_on: date
    link: str = Field(default="", max_length=500)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by: int = Field(foreign_key="person.id")
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    removed_by: int | None = Field(default=None, foreign_key="person.id")


@dataclass(frozen=True)
class Report:
    """What is recorded of a report; the link may be empty."""

    title: str
    medium: str
    published_on: date
    link: str = ""


def record(session: Session, unit: Unit, report: Report, by: int, now: datetime) -> MediaReport:
    """Put a report on the list of a unit's office.

    Refused(MEDIA_UNCLEAR) when something is missing or too long, Refused(NOT_ALLOWED) where no
    office asks the unit.
    """
    office = asking_office(session, unit)
    if office is None:
        raise Refused(Reason.NOT_ALLOWED)
    if is_blank(report.title) or is_blank(report.medium):
        raise Refused(Reason.MEDIA_UNCLEAR)
    if len(report.title) > 200 or len(report.medium) > 80:
        raise Refused(Reason.MEDIA_UNCLEAR)
    if len(report.link) > 500 or (report.link and not report.link.startswith("http")):
        raise Refused(Reason.MEDIA_UNCLEAR)
    row = MediaReport(
        office_id=unit_id(office),
        unit_id=unit_id(unit),
        title=report.title,
        medium=report.medium,
        published_on=report.published_on,
        link=report.link,
        recorded_at=now,
        recorded_by=by,
    )
    session.add(row)
    session.flush()
    audit.note(session, now, by, "record", "media_report", row.id)
    return row


def report_by_id(session: Session, number: int) -> tuple[MediaReport, Unit]:
    """A report with its unit; Refused(GONE) when there is none, or it was taken off."""
    row = session.get(MediaReport, number)
    if row is None or row.removed_at is not None:
        raise Refused(Reason.GONE)
    return row, session.get_one(Unit, row.unit_id)


def remove(session: Session, row: MediaReport, by: int, now: datetime) -> None:
    """Take it off the list; it stays on record."""
    row.removed_at, row.removed_by = now, by
    session.add(row)
    audit.note(session, now, by, "remove", "media_report", row.id)


def reports_of(session: Session, offices: Iterable[int]) -> Sequence[tuple[MediaReport, Unit]]:
    """The reports on the lists of these offices, the newest first; one statement."""
    statement = (
        select(MediaReport, Unit)
        .join(Unit, col(Unit.id) == col(MediaReport.unit_id))
        .where(col(MediaReport.office_id).in_(set(offices)), col(MediaReport.removed_at).is_(None))
        .order_by(col(MediaReport.published_on).desc(), col(MediaReport.id).desc())
    )
    return session.exec(statement).all()
