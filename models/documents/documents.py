"""A superior document, the units that must act on it, and their dated steps (三个第一时间)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.matters.ledger import Milestone
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word


class Level(StrEnum):
    """Whose decision it is: 中央, 省, 市."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    CITY = "city"


class Step(StrEnum):
    """The three dated steps of DOMAIN §4, in their order: 传达, 研究贯彻, 出台配套."""

    CONVEYED = "conveyed"
    STUDIED = "studied"
    ISSUED = "issued"


class Need(StrEnum):
    """Whether a unit needs a local plan of its own; `no` (无需配套) is a valid end."""

    PENDING = "pending"
    YES = "yes"
    NO = "no"


class SuperiorDocument(SQLModel, table=True):
    """A document from above as an office registered it.

    `plan_by` is the day for a local plan wherever one is needed; `needs_filing` says that such a
    plan is reported for examination (方案报审) before it counts as issued.
    """

    __table_args__ = (UniqueConstraint("office_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    number: str = Field(max_length=80)
    title: str = Field(max_length=500)
    level: Level = Field(sa_type=word(Level))
    received_on: date
    convey_by: date
    study_by: date
    plan_by: date
    needs_filing: bool = True
    registered_by: int | None = Field(default=None, foreign_key="person.id")
    registered_at: datetime = Field(sa_type=UtcDateTime)


class DocumentDuty(SQLModel, table=True):
    """What one unit has to do about a document: one matter of the ledger.

    `basis` is the reason of the newest decision about a local plan, `decided_by` whose it was;
    both are empty while it is pending or when it was registered so.
    """

    __table_args__ = (UniqueConstraint("document_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="superiordocument.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    matter_id: int = Field(foreign_key="matter.id", unique=True)
    needs_local: Need = Field(default=Need.PENDING, sa_type=word(Need))
    basis: str = Field(default="", max_length=500)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DocumentStep(SQLModel, table=True):
    """Which milestone of the matter is which step; it goes when the ledger drops the milestone."""

    __table_args__ = (UniqueConstraint("duty_id", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="documentduty.id", index=True)
    step: Step = Field(sa_type=word(Step))
    milestone_id: int = Field(foreign_key="milestone.id", unique=True, ondelete="CASCADE")


def document_id(document: SuperiorDocument) -> int:
    """The id of a stored document."""
    assert document.id is not None, "the document is not stored yet"  # noqa: S101  narrows the type
    return document.id


def duty_id(duty: DocumentDuty) -> int:
    """The id of a stored duty."""
    assert duty.id is not None, "the duty is not stored yet"  # noqa: S101  narrows the type
    return duty.id


def seen_document(session: Session, number: int) -> SuperiorDocument:
    """A document by its id; Refused(GONE) when there is none."""
    found = session.get(SuperiorDocument, number)
    if found is None:
        raise Refused(Reason.GONE)
    return found


def known_document(session: Session, office: int, number: str) -> SuperiorDocument | None:
    """The document an office has registered under a number (文号), if any."""
    statement = select(SuperiorDocument).where(
        SuperiorDocument.office_id == office, SuperiorDocument.number == number
    )
    return session.exec(statement).first()


def seen_duty(session: Session, number: int) -> tuple[DocumentDuty, SuperiorDocument]:
    """A unit's duty with its document; Refused(GONE) when there is none."""
    duty = session.get(DocumentDuty, number)
    if duty is None:
        raise Refused(Reason.GONE)
    return duty, session.get_one(SuperiorDocument, duty.document_id)


def duty_of_matter(session: Session, matter: int) -> DocumentDuty | None:
    """The duty a matter of the ledger stands for; None for any other matter."""
    return session.exec(select(DocumentDuty).where(DocumentDuty.matter_id == matter)).first()


def steps_of(session: Session, duties: Iterable[int]) -> dict[int, dict[Step, Milestone]]:
    """The steps that many duties have now, each with its milestone, in one statement."""
    found: dict[int, dict[Step, Milestone]] = {duty: {} for duty in duties}
    statement = (
        select(DocumentStep, Milestone)
        .join(Milestone, col(Milestone.id) == col(DocumentStep.milestone_id))
        .where(col(DocumentStep.duty_id).in_(found))
        .order_by(col(DocumentStep.id))
    )
    for step, milestone in session.exec(statement):
        found[step.duty_id][Step(step.step)] = milestone
    return found
