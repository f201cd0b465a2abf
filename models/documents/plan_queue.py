"""The plans that wait for the office, and one of them with all that belongs to it (方案报审)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.backlog import Backlog
from models.documents.documents import DocumentDuty, SuperiorDocument
from models.documents.filings import Filing, FilingState, PlanVersion
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


def waiting_ids(session: Session, offices: Iterable[int]) -> Sequence[int | None]:
    """The filings of the plans on which it is the turn of these offices, the oldest first."""
    statement = (
        select(Filing.id)
        .join(DocumentDuty, col(DocumentDuty.id) == col(Filing.duty_id))
        .join(SuperiorDocument, col(SuperiorDocument.id) == col(DocumentDuty.document_id))
        .where(col(SuperiorDocument.office_id).in_(set(offices)), col(Filing.state).in_(AT_OFFICE))
    )
    return session.exec(statement.order_by(col(Filing.id))).all()


def backlog(session: Session, offices: Iterable[int]) -> Backlog:
    """On how many plans it is the turn of these offices, and since when the first was handed in."""
    statement = (
        select(func.count(col(Filing.id).distinct()), func.min(col(PlanVersion.submitted_at)))
        .join(DocumentDuty, col(DocumentDuty.id) == col(Filing.duty_id))
        .join(SuperiorDocument, col(SuperiorDocument.id) == col(DocumentDuty.document_id))
        .outerjoin(PlanVersion, _newest_of(Filing))
        .where(col(SuperiorDocument.office_id).in_(set(offices)), col(Filing.state).in_(AT_OFFICE))
    )
    return Backlog(*session.exec(statement).one())


def _newest_of(filing: type[Filing]) -> ColumnElement[bool]:
    """The condition for the version of a plan that no later one was handed in after."""
    later = aliased(PlanVersion)
    newer = exists().where(
        col(later.filing_id) == col(PlanVersion.filing_id),
        col(later.version) > col(PlanVersion.version),
        col(later.submitted_at).is_not(None),
    )
    return and_(
        col(PlanVersion.filing_id) == col(filing.id),
        col(PlanVersion.submitted_at).is_not(None),
        ~newer,
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
