"""方案报审: a unit's local plan in versions, and where its examination stands (DOMAIN §4)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.blank import is_blank
from models.documents.documents import DocumentDuty, Need, SuperiorDocument, duty_id
from models.kept_files import KeptFile
from models.matters.ledger import OPEN_STATES, Matter, State
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word

LONGEST_PLAN = 4000
LONGEST_OPINION = 1000
LONGEST_MEETING = 200
MOST_FILES = 20


class FilingState(StrEnum):
    """draft → submitted → returned (and again) | cleared → approved → filed (备案)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLEARED = "cleared"
    APPROVED = "approved"
    FILED = "filed"


WRITABLE = frozenset({FilingState.DRAFT, FilingState.RETURNED})
"""States in which it is the unit's turn."""


class Filing(SQLModel, table=True):
    """The examination of one unit's plan. `meeting` is the leading group's, by name or number."""

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="documentduty.id", unique=True)
    state: FilingState = Field(default=FilingState.DRAFT, sa_type=word(FilingState), index=True)
    meeting: str = Field(default="", max_length=LONGEST_MEETING)
    approved_on: date | None = None
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    filed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    filed_by: int | None = Field(default=None, foreign_key="person.id")


class PlanVersion(SQLModel, table=True):
    """One version of a plan; a draft of the unit's own until `submitted_at` is set.

    `opinion` is the office's on this version, empty when it has no objection.
    """

    __table_args__ = (UniqueConstraint("filing_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    filing_id: int = Field(foreign_key="filing.id", index=True)
    version: int
    text: str = Field(default="", max_length=LONGEST_PLAN)
    person_id: int = Field(foreign_key="person.id")
    begun_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opinion: str = Field(default="", max_length=LONGEST_OPINION)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PlanFile(KeptFile, table=True):
    """A photo or file of a plan."""

    __table_args__ = (UniqueConstraint("version_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="planversion.id", index=True)


def filing_id(filing: Filing) -> int:
    """The id of a stored filing."""
    assert filing.id is not None, "the filing is not stored yet"  # noqa: S101  narrows the type
    return filing.id


def filing_of(session: Session, duty: DocumentDuty) -> Filing | None:
    """The examination of a unit's plan, if it was begun."""
    return session.exec(select(Filing).where(Filing.duty_id == duty.id)).first()


def filings_of(session: Session, duties: Iterable[int]) -> dict[int, Filing]:
    """The examinations that were begun, by the duty's id, in one statement."""
    statement = select(Filing).where(col(Filing.duty_id).in_(list(duties)))
    return {one.duty_id: one for one in session.exec(statement)}


def may_file(session: Session, duty: DocumentDuty) -> bool:
    """Whether a plan of this unit is to be examined now: needed, to be filed, the matter open."""
    document = session.get_one(SuperiorDocument, duty.document_id)
    matter = session.get_one(Matter, duty.matter_id)
    running = matter.state in OPEN_STATES or matter.state is State.CLOSING
    return document.needs_filing and duty.needs_local is Need.YES and running


def draft_of(session: Session, duty: DocumentDuty, by: int, now: datetime) -> PlanVersion:
    """The version the unit is writing, or a new one.

    Refused(NO_PLAN_TO_FILE) where none is to be examined, Refused(ALREADY_SUBMITTED) while it is
    the office's turn or the plan is filed. Whoever begins one at the same moment gets this one.
    """
    session.refresh(duty, with_for_update={"key_share": True})
    if not may_file(session, duty):
        raise Refused(Reason.NO_PLAN_TO_FILE)
    filing = filing_of(session, duty)
    if filing is None:
        filing = Filing(duty_id=duty_id(duty))
        session.add(filing)
        session.flush()
    if filing.state not in WRITABLE:
        raise Refused(Reason.ALREADY_SUBMITTED)
    newest = newest_version(session, filing)
    if newest is not None and newest.submitted_at is None:
        return newest
    draft = PlanVersion(
        filing_id=filing_id(filing),
        version=newest.version + 1 if newest else 1,
        person_id=by,
        begun_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def newest_version(session: Session, filing: Filing) -> PlanVersion | None:
    """The newest version, a draft too."""
    statement = select(PlanVersion).where(PlanVersion.filing_id == filing.id)
    return session.exec(statement.order_by(col(PlanVersion.version).desc()).limit(1)).first()


def write_plan(session: Session, draft: PlanVersion, text: str, by: int) -> None:
    """Put words into a draft, in place of those it had.

    Refused(PLAN_EMPTY), Refused(TEXT_TOO_LONG), Refused(ALREADY_SUBMITTED).
    """
    _still_draft(session, draft)
    if is_blank(text):
        raise Refused(Reason.PLAN_EMPTY)
    if len(text) > LONGEST_PLAN:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_PLAN, length=len(text))
    draft.text, draft.person_id = text.strip(), by
    session.add(draft)


def attach_plan(session: Session, draft: PlanVersion, file: PlanFile) -> None:
    """Put a file on a draft; the same one twice stays one.

    Refused(TOO_MANY_FILES), Refused(ALREADY_SUBMITTED).
    """
    _still_draft(session, draft)
    known = select(PlanFile.id).where(
        PlanFile.version_id == draft.id, PlanFile.unique_id == file.unique_id
    )
    if session.exec(known).first() is not None:
        return
    count = session.exec(select(func.count()).where(PlanFile.version_id == draft.id)).one()
    if count >= MOST_FILES:
        raise Refused(Reason.TOO_MANY_FILES, most=MOST_FILES)
    session.add(file)
    session.flush()


def _still_draft(session: Session, draft: PlanVersion) -> None:
    """Hold a draft: nobody else hands it in or changes it meanwhile."""
    session.refresh(draft, with_for_update=True)
    if draft.submitted_at is not None:
        raise Refused(Reason.ALREADY_SUBMITTED)


def versions_of(session: Session, filing: Filing) -> Sequence[PlanVersion]:
    """Every version that was handed in, oldest first."""
    statement = select(PlanVersion).where(
        PlanVersion.filing_id == filing.id, col(PlanVersion.submitted_at).is_not(None)
    )
    return session.exec(statement.order_by(col(PlanVersion.version))).all()


def plan_files(session: Session, versions: Iterable[PlanVersion]) -> dict[int, list[PlanFile]]:
    """The files of many versions in one statement, by the version's id."""
    found: dict[int, list[PlanFile]] = {one.id or 0: [] for one in versions}
    statement = select(PlanFile).where(col(PlanFile.version_id).in_(found))
    for one in session.exec(statement.order_by(col(PlanFile.id))):
        found[one.version_id].append(one)
    return found
