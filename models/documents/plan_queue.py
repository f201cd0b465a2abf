"""The plans that wait for the office, and one of them with all that belongs to it (方案报审)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.documents.documents import DocumentDuty, SuperiorDocument
from models.documents.filings import Filing, FilingState
from models.refusals import Reason, Refused
from models.units import Unit

AT_OFFICE = (FilingState.SUBMITTED, FilingState.CLEARED, FilingState.APPROVED)
"""States in which it is the office's turn."""


class Examined(NamedTuple):
    """A plan before the office, with whose it is and what it is about."""

    filing: Filing
    duty: DocumentDuty
    document: SuperiorDocument
    unit: Unit


def examined(session: Session, number: int) -> Examined:
    """A plan by the id of its filing; Refused(GONE) when there is none."""
    filing = session.get(Filing, number)
    if filing is None:
        raise Refused(Reason.GONE)
    duty = session.get_one(DocumentDuty, filing.duty_id)
    return Examined(
        filing,
        duty,
        session.get_one(SuperiorDocument, duty.document_id),
        session.get_one(Unit, duty.unit_id),
    )


def waiting_plans(session: Session, office: int) -> Sequence[Examined]:
    """The plans on which it is an office's turn, the oldest first."""
    statement = (
        select(Filing, DocumentDuty, SuperiorDocument, Unit)
        .join(DocumentDuty, col(DocumentDuty.id) == col(Filing.duty_id))
        .join(SuperiorDocument, col(SuperiorDocument.id) == col(DocumentDuty.document_id))
        .join(Unit, col(Unit.id) == col(DocumentDuty.unit_id))
        .where(SuperiorDocument.office_id == office, col(Filing.state).in_(AT_OFFICE))
        .order_by(col(Filing.id))
    )
    return [Examined(*row) for row in session.exec(statement)]
