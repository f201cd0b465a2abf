"""Documents, forms and plans for the buttons and commands that everybody tries."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from handlers.documents.words import titles
from locales import translator
from models.documents.dates import by_rule
from models.documents.documents import DocumentDuty, Level, Need, duty_id
from models.documents.examining import submit_plan
from models.documents.filings import (
    Filing,
    FilingState,
    PlanFile,
    PlanVersion,
    attach_plan,
    draft_of,
    write_plan,
)
from models.documents.registering import register
from models.documents.registry import Entry, Registry
from models.documents.sheets import DocumentSheet, begin, sheet_id
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.units import unit_id
from tests.desk import CALENDAR, OPENED, RULES, Desk

RECEIVED = date(2026, 11, 18)


def registry(session: Session, desk: Desk) -> Registry:
    """The register of the city's office, kept by the clerk."""
    return Registry(
        session=session,
        office=desk.office,
        rules=RULES,
        calendar=CALENDAR,
        titles=titles(translator("en", CALENDAR.zone)),
        by=person_id(desk.lin),
        now=OPENED,
    )


def given(
    session: Session, desk: Desk, number: str, units: dict[int, Need], **facts: Any
) -> list[DocumentDuty]:
    """A provincial document that was registered for units (counted from 0); their duties."""
    entry = Entry(
        number=number,
        title="On one window",
        level=Level.PROVINCIAL,
        received_on=RECEIVED,
        dates=by_rule(RECEIVED, RULES.documents, CALENDAR),
        units={unit_id(desk.units[unit]): need for unit, need in units.items()},
        **facts,
    )
    document = register(registry(session, desk), entry)
    of_document = select(DocumentDuty).where(DocumentDuty.document_id == document.id)
    return list(session.exec(of_document.order_by(col(DocumentDuty.id))))


def registered(desk: Desk) -> dict[str, Any]:
    """Documents of unit 0: one with a plan before the office, one undecided, one being written."""
    with desk.store.transaction() as session:
        (examined,) = given(session, desk, "Central 1", {0: Need.YES})
        (pending,) = given(session, desk, "Central 2", {0: Need.PENDING})
        (writing,) = given(session, desk, "Central 3", {0: Need.YES})
        liaison = person_id(desk.liaisons[0])
        plan = _plan(session, examined, liaison)
        submit_plan(session, plan, liaison, OPENED)
        draft = _plan(session, writing, liaison)
        sheets = [_sheet(session, desk, f"Central 1{n}") for n in range(2)]
        for row in session.exec(select(Outbox).where(Outbox.kind == "plan_submitted")):
            row.state = Sending.SENT
        return {
            "document": examined.document_id,
            "document_2": pending.document_id,
            "document_number": "Central 1",
            "duty": duty_id(examined),
            "duty_2": duty_id(pending),
            "duty_3": duty_id(writing),
            "filing": plan.filing_id,
            "plan_version": plan.id,
            "plan_draft": draft.id,
            "sheet": sheet_id(sheets[0]),
            "sheet_2": sheet_id(sheets[1]),
        }


def _plan(session: Session, duty: DocumentDuty, by: int) -> PlanVersion:
    draft = draft_of(session, duty, by, OPENED)
    write_plan(session, draft, "Plan of unit 0", by)
    file = PlanFile(
        version_id=draft.id or 0,
        unique_id="u",
        file_id="AgAD",
        photo=False,
        name="plan.docx",
        added_at=OPENED,
    )
    attach_plan(session, draft, file)
    return draft


def _sheet(session: Session, desk: Desk, number: str) -> DocumentSheet:
    clerk, office = person_id(desk.lin), unit_id(desk.office)
    sheet = begin(session, office, clerk, RECEIVED, OPENED)
    sheet.number, sheet.title, sheet.slips = number, "On unit 0", False
    sheet.units = [unit_id(desk.units[0])]
    return sheet


def all_over(session: Session) -> None:
    """Every form is registered, every plan filed."""
    (document,) = session.exec(select(DocumentDuty.document_id).limit(1)).all()
    for sheet in session.exec(select(DocumentSheet)):
        sheet.document_id = document
    for filing in session.exec(select(Filing)):
        filing.state = FilingState.FILED
