"""Each step of a plan's examination, done once, noted, and told to the other side (方案报审)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, update

from models import audit
from models.blank import is_blank
from models.documents.documents import DocumentDuty, SuperiorDocument
from models.documents.filings import (
    LONGEST_MEETING,
    LONGEST_OPINION,
    WRITABLE,
    Filing,
    FilingState,
    PlanVersion,
    may_file,
    newest_version,
    plan_files,
)
from models.outbox import Message, put
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.units import Unit


def submit_plan(session: Session, draft: PlanVersion, by: int, now: datetime) -> Filing:
    """Hand a version in; the office's staff are told.

    Refused(PLAN_EMPTY) without words and files, Refused(ALREADY_SUBMITTED),
    Refused(NO_PLAN_TO_FILE) when none is needed any more.
    """
    filing = session.get_one(Filing, draft.filing_id)
    duty = session.get_one(DocumentDuty, filing.duty_id)
    if draft.submitted_at is not None:
        raise Refused(Reason.ALREADY_SUBMITTED)
    if not may_file(session, duty):
        raise Refused(Reason.NO_PLAN_TO_FILE)
    if not draft.text and not plan_files(session, [draft])[draft.id or 0]:
        raise Refused(Reason.PLAN_EMPTY)
    _move(session, filing, WRITABLE, FilingState.SUBMITTED)
    draft.submitted_at, draft.person_id = now, by
    session.add(draft)
    _note(session, filing, "submit_plan", by, now, version=draft.version)
    document = session.get_one(SuperiorDocument, duty.document_id)
    office = session.get_one(Unit, document.office_id)
    tell_staff(session, office, "plan_submitted", filing.id, str(draft.version), now)
    session.flush()
    return filing


def return_plan(session: Session, filing: Filing, opinion: str, by: int, now: datetime) -> None:
    """The office has an opinion: the unit hands in another version.

    Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG), Refused(ALREADY_DECIDED), Refused(OWN_ANSWER).
    """
    if is_blank(opinion):
        raise Refused(Reason.REASON_NEEDED)
    if len(opinion) > LONGEST_OPINION:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_OPINION, length=len(opinion))
    version = _not_own(session, filing, by)
    _move(session, filing, {FilingState.SUBMITTED, FilingState.CLEARED}, FilingState.RETURNED)
    _judge(session, version, opinion.strip(), by, now)
    _note(session, filing, "return_plan", by, now, version=version.version)
    _tell_of_plan(session, filing, "plan_returned", version, now)


def clear_plan(session: Session, filing: Filing, by: int, now: datetime) -> None:
    """No objection: it may go before the leading group.

    Refused(ALREADY_DECIDED), Refused(OWN_ANSWER).
    """
    version = _not_own(session, filing, by)
    _move(session, filing, {FilingState.SUBMITTED}, FilingState.CLEARED)
    _judge(session, version, "", by, now)
    _note(session, filing, "clear_plan", by, now, version=version.version)
    _tell_of_plan(session, filing, "plan_cleared", version, now)


def approve_plan(
    session: Session,
    filing: Filing,
    meeting: str,
    approved_on: date,
    by: int,
    today: date,
    now: datetime,
) -> None:
    """Record that the leading group approved it at a meeting.

    Refused(MEETING_NEEDED), Refused(TEXT_TOO_LONG), Refused(DAY_TO_COME), Refused(ALREADY_DECIDED),
    Refused(OWN_ANSWER).
    """
    if is_blank(meeting):
        raise Refused(Reason.MEETING_NEEDED)
    if len(meeting.strip()) > LONGEST_MEETING:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_MEETING, length=len(meeting.strip()))
    if approved_on > today:
        raise Refused(Reason.DAY_TO_COME)
    version = _not_own(session, filing, by)
    facts = {"meeting": meeting.strip(), "approved_on": approved_on, "approved_by": by}
    _move(session, filing, {FilingState.CLEARED}, FilingState.APPROVED, **facts)
    _note(session, filing, "approve_plan", by, now, meeting=meeting.strip())
    _tell_of_plan(session, filing, "plan_approved", version, now)


def file_plan(session: Session, filing: Filing, by: int, now: datetime) -> None:
    """备案: the examination is over, and the local plan can count as issued.

    Refused(ALREADY_DECIDED), Refused(OWN_ANSWER).
    """
    version = _not_own(session, filing, by)
    _move(session, filing, {FilingState.APPROVED}, FilingState.FILED, filed_at=now, filed_by=by)
    _note(session, filing, "file_plan", by, now)
    _tell_of_plan(session, filing, "plan_filed", version, now)


def _not_own(session: Session, filing: Filing, by: int) -> PlanVersion:
    """The version that was handed in last; its author does not decide on it."""
    version = newest_version(session, filing)
    if version is None or version.submitted_at is None:
        raise Refused(Reason.ALREADY_DECIDED)
    if version.person_id == by:
        raise Refused(Reason.OWN_ANSWER)
    return version


def _move(
    session: Session,
    filing: Filing,
    before: Collection[FilingState],
    after: FilingState,
    **values: Any,
) -> None:
    """Take one step once: of two at the same moment, one is refused."""
    done = session.exec(
        update(Filing)
        .where(col(Filing.id) == filing.id, col(Filing.state).in_(before))
        .values(state=after, **values)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(filing)


def _judge(session: Session, version: PlanVersion, opinion: str, by: int, now: datetime) -> None:
    version.opinion, version.decided_by, version.decided_at = opinion, by, now
    session.add(version)


def _note(
    session: Session, filing: Filing, deed: str, by: int, now: datetime, **detail: object
) -> None:
    audit.note(session, now, by, deed, "filing", filing.id, **detail)


def _tell_of_plan(
    session: Session, filing: Filing, kind: str, version: PlanVersion, now: datetime
) -> None:
    duty = session.get_one(DocumentDuty, filing.duty_id)
    told = Message(
        kind=kind,
        key=f"{kind}:{filing.id}:{version.version}",
        unit_id=duty.unit_id,
        subject_id=filing.id,
    )
    put(session, now, told)
    session.flush()
