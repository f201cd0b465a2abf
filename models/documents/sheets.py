"""The form of /document: what somebody of the office is registering, kept until it is done."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, update

from models.calendar import Calendar
from models.documents.announcing import announce, assign
from models.documents.dates import StepDates, by_rule
from models.documents.documents import Level, Need, SuperiorDocument
from models.documents.registering import register
from models.documents.registry import Entry, Registry
from models.refusals import Reason, Refused
from models.rules import DocumentRules
from models.store import UtcDateTime, word


class DocumentSheet(SQLModel, table=True):
    """One form; `units` are ids, a date left empty is the rule's own.

    `needs_local` holds for all units: pending, or yes. Done with once `document_id` is set.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    number: str = Field(default="", max_length=80)
    title: str = Field(default="", max_length=500)
    level: Level = Field(default=Level.PROVINCIAL, sa_type=word(Level))
    received_on: date
    convey_by: date | None = None
    study_by: date | None = None
    plan_by: date | None = None
    needs_local: Need = Field(default=Need.PENDING, sa_type=word(Need))
    needs_filing: bool = True
    slips: bool = True
    units: list[int] = Field(default_factory=list, sa_type=JSON)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    document_id: int | None = Field(default=None, foreign_key="superiordocument.id")


def sheet_id(sheet: DocumentSheet) -> int:
    """The id of a stored form."""
    assert sheet.id is not None, "the form is not stored yet"  # noqa: S101  narrows the type
    return sheet.id


def begin(session: Session, office: int, person: int, today: date, now: datetime) -> DocumentSheet:
    """A new form; received today, unless it is said otherwise."""
    sheet = DocumentSheet(office_id=office, person_id=person, received_on=today, begun_at=now)
    session.add(sheet)
    session.flush()
    return sheet


def open_sheet(session: Session, number: int, person: int) -> DocumentSheet:
    """A person's own form; Refused(GONE) for another's, Refused(ALREADY_DECIDED) once done with."""
    sheet = session.get(DocumentSheet, number)
    if sheet is None or sheet.person_id != person:
        raise Refused(Reason.GONE)
    if sheet.document_id is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    return sheet


def dates_of(sheet: DocumentSheet, rules: DocumentRules, calendar: Calendar) -> StepDates:
    """The dates of the steps: as they were given, or by rule from the day of receipt."""
    rule = by_rule(sheet.received_on, rules, calendar)
    return StepDates(
        convey_by=sheet.convey_by or rule.convey_by,
        study_by=sheet.study_by or rule.study_by,
        plan_by=sheet.plan_by or rule.plan_by,
    )


def entry_of(sheet: DocumentSheet, rules: DocumentRules, calendar: Calendar) -> Entry:
    """What the form says about a document, as it would be registered."""
    return Entry(
        number=sheet.number,
        title=sheet.title,
        level=sheet.level,
        received_on=sheet.received_on,
        dates=dates_of(sheet, rules, calendar),
        units=dict.fromkeys(sheet.units, sheet.needs_local),
        needs_filing=sheet.needs_filing,
    )


def toggle_units(session: Session, sheet: DocumentSheet, units: list[int]) -> None:
    """Add units to a form; take them out when all of them are in it."""
    if set(units) <= set(sheet.units):
        sheet.units = [one for one in sheet.units if one not in units]
    else:
        sheet.units = list(dict.fromkeys([*sheet.units, *units]))
    session.add(sheet)


def finish(registry: Registry, sheet: DocumentSheet, demand: str) -> SuperiorDocument:
    """Register what the form says, once, and have the units hear of it.

    Refused(ALREADY_DECIDED) when it was done, otherwise as `register`. `demand` is what the
    assignment slips say, where they are wanted.
    """
    session = registry.session
    entry = entry_of(sheet, registry.rules.documents, registry.calendar)
    document = register(registry, entry)
    done = session.exec(
        update(DocumentSheet)
        .where(col(DocumentSheet.id) == sheet.id, col(DocumentSheet.document_id).is_(None))
        .values(document_id=document.id)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(sheet)
    if sheet.slips:
        assign(registry, document, demand)
    else:
        announce(registry, document)
    return document
