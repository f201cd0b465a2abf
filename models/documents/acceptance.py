"""What must be settled before the office accepts a local plan or a closing (DOMAIN §4)."""

from sqlmodel import Session

from models.dispatch.progress import Progress, Saying
from models.documents.documents import (
    Need,
    Step,
    SuperiorDocument,
    duty_id,
    duty_of_matter,
    steps_of,
)
from models.documents.filings import FilingState, filing_of
from models.matters.ledger import Kind, Matter
from models.refusals import Reason, Refused


def hindrance(session: Session, matter: Matter, said: Progress) -> Reason | None:
    """Why a report about a document's matter cannot be accepted now; None when it can.

    `LOCAL_PLAN_UNDECIDED`: it applies to close while nobody has decided about a local plan.
    `PLAN_NOT_FILED`: it reports the plan as issued, or all as done, before the plan is filed.
    """
    duty = duty_of_matter(session, matter.id or 0) if matter.kind is Kind.DOCUMENT else None
    if duty is None:
        return None
    closing = said.saying is Saying.DONE
    if duty.needs_local is Need.PENDING:
        return Reason.LOCAL_PLAN_UNDECIDED if closing else None
    issued = steps_of(session, [duty_id(duty)])[duty_id(duty)].get(Step.ISSUED)
    if duty.needs_local is Need.NO or (issued and issued.done_on):
        return None
    if not closing and (issued is None or issued.id not in said.milestones):
        return None
    if not session.get_one(SuperiorDocument, duty.document_id).needs_filing:
        return None
    filing = filing_of(session, duty)
    filed = filing is not None and filing.state is FilingState.FILED
    return None if filed else Reason.PLAN_NOT_FILED


def require_settled(session: Session, matter: Matter, said: Progress) -> None:
    """Refused(LOCAL_PLAN_UNDECIDED) or Refused(PLAN_NOT_FILED), naming the matter's number."""
    reason = hindrance(session, matter, said)
    if reason is not None:
        raise Refused(reason, number=matter.number)
