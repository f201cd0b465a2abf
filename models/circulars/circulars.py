"""One month's circular, and every version of its text with the figures it was made from (§3)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Text
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.circulars.figures import Figures
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word


class CircularState(StrEnum):
    """draft → awaiting_approval → issued; withdrawn from any of them."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


UNISSUED = frozenset({CircularState.DRAFT, CircularState.AWAITING_APPROVAL})


class Part(StrEnum):
    """The sections of a circular, in their order; one without words is left out."""

    OPENING = "opening"
    OVERALL = "overall"
    PROGRESS = "progress"
    MISSED = "missed"
    RANKING = "ranking"
    SLIPS = "slips"
    NEXT = "next"


class Origin(StrEnum):
    """Where a version of the text comes from."""

    FIGURES = "figures"
    CHAT = "chat"
    FILE = "file"


Words = Mapping[Part, str]
"""The words of each section, a paragraph a line."""


class Circular(SQLModel, table=True):
    """A month's circular. `edition` counts anew after a withdrawal; `version` is the newest text.

    `run_id` are the scores its newest figures rest on. The number is given at approval.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "month", "edition"),
        UniqueConstraint("office_id", "year", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    month: str = Field(max_length=7)
    edition: int = 1
    run_id: int = Field(foreign_key="run.id")
    state: CircularState = Field(default=CircularState.DRAFT, sa_type=word(CircularState))
    version: int = 1
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    drafted_by: int = Field(foreign_key="person.id")
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    submitted_by: int | None = Field(default=None, foreign_key="person.id")
    year: int | None = None
    number: int | None = None
    number_text: str = Field(default="", max_length=60)
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    approved_as: Role | None = Field(default=None, sa_type=word(Role))
    issued_on: date | None = None
    reason: str = Field(default="", max_length=1000)
    broadcast_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    broadcast_by: int | None = Field(default=None, foreign_key="person.id")


class CircularText(SQLModel, table=True):
    """One version of a circular's words, with the figures that its tables are printed from."""

    __table_args__ = (UniqueConstraint("circular_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    circular_id: int = Field(foreign_key="circular.id", index=True)
    version: int
    words: dict[str, str] = Field(sa_type=JSON)
    figures: str = Field(sa_type=Text)
    origin: Origin = Field(sa_type=word(Origin))
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by: int = Field(foreign_key="person.id")

    @property
    def sections(self) -> dict[Part, str]:
        """The words of every section, empty ones included."""
        return {part: self.words.get(part.value, "") for part in Part}

    def read_figures(self) -> Figures:
        """The figures as they were stored."""
        return Figures.model_validate_json(self.figures)


def circular_id(circular: Circular) -> int:
    """The id of a stored circular."""
    assert circular.id is not None, "the circular is not stored yet"  # noqa: S101  narrows the type
    return circular.id


def circular_by_id(session: Session, number: int) -> Circular:
    """A circular; Refused(GONE) when there is none."""
    circular = session.get(Circular, number)
    if circular is None:
        raise Refused(Reason.GONE)
    return circular


def standing_circular(session: Session, office: int, month: str) -> Circular | None:
    """The circular of a month that was not withdrawn, if there is one."""
    statement = select(Circular).where(
        Circular.office_id == office,
        Circular.month == month,
        Circular.state != CircularState.WITHDRAWN,
    )
    return session.exec(statement).first()


def text_now(session: Session, circular: Circular) -> CircularText:
    """The newest version of a circular's text."""
    statement = select(CircularText).where(
        CircularText.circular_id == circular.id, CircularText.version == circular.version
    )
    return session.exec(statement).one()


def issued_circulars(
    session: Session, offices: Sequence[int], month: str | None = None
) -> Sequence[Circular]:
    """What offices have issued, the newest month first; of one month only when it is given."""
    statement = select(Circular).where(
        col(Circular.office_id).in_(offices), Circular.state == CircularState.ISSUED
    )
    if month:
        statement = statement.where(Circular.month == month)
    return session.exec(statement.order_by(col(Circular.month).desc(), col(Circular.id))).all()


def waiting_circulars(session: Session, offices: Sequence[int]) -> Sequence[Circular]:
    """What waits for an approval in offices, the oldest first."""
    statement = select(Circular).where(
        col(Circular.office_id).in_(offices), Circular.state == CircularState.AWAITING_APPROVAL
    )
    return session.exec(statement.order_by(col(Circular.id))).all()
