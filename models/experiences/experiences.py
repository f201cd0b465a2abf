"""An experience (经验做法) of a unit: its state, its versions and its files (DOMAIN §3).

It is never scored: neither that it was handed in nor that it was chosen (DOMAIN §6, §7).
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.kept_files import KeptFile
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
MOST_FILES = 20


class ExperienceState(StrEnum):
    """draft → submitted → (asked → submitted …) → accepted | declined; withdrawn before that."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


WITH_UNIT = frozenset({ExperienceState.DRAFT, ExperienceState.ASKED})
"""States in which the unit writes."""


class Experience(SQLModel, table=True):
    """One experience; its words are those of its newest version that was handed in.

    `told_at` is when it went out in a month's series, `selected_until` the last month of the
    period (like 2026-12) among whose best it was confirmed.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    state: ExperienceState = Field(
        default=ExperienceState.DRAFT, sa_type=word(ExperienceState), index=True
    )
    begun_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    selected_until: str = Field(default="", max_length=7)


class ExperienceVersion(SQLModel, table=True):
    """One version; a draft of the unit's until `submitted_at` is set, and never changed after.

    `files` are ids of the experience's files in their order: each is named once, and a new
    version begins with those of the one before. `answer` is what the office said to it.
    """

    __table_args__ = (UniqueConstraint("experience_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    experience_id: int = Field(foreign_key="experience.id", index=True)
    version: int
    title: str = Field(default="", max_length=LONGEST_TITLE)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    files: list[int] = Field(default_factory=list, sa_type=JSON)
    person_id: int = Field(foreign_key="person.id")
    begun_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str = Field(default="", max_length=1000)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: int | None = Field(default=None, foreign_key="person.id")


class ExperienceFile(KeptFile, table=True):
    """A photo or file of an experience."""

    __table_args__ = (UniqueConstraint("experience_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    experience_id: int = Field(foreign_key="experience.id", index=True)


def experience_id(one: Experience) -> int:
    """The id of a stored experience; it is also its number."""
    assert one.id is not None, "the experience is not stored yet"  # noqa: S101  narrows the type
    return one.id


def experience_by_id(session: Session, number: int) -> tuple[Experience, Unit]:
    """An experience with its unit; Refused(GONE) when there is none."""
    one = session.get(Experience, number)
    if one is None:
        raise Refused(Reason.GONE)
    return one, session.get_one(Unit, one.unit_id)


def hold(session: Session, one: Experience) -> None:
    """Read it again, and let nobody else change it until the transaction is over."""
    session.flush()
    session.refresh(one, with_for_update=True)


def newest(session: Session, one: Experience) -> ExperienceVersion:
    """The newest version, be it a draft or handed in."""
    statement = select(ExperienceVersion).where(ExperienceVersion.experience_id == one.id)
    return session.exec(statement.order_by(col(ExperienceVersion.version).desc()).limit(1)).one()


def handed_in(session: Session, one: Experience) -> ExperienceVersion:
    """The newest version that was handed in; Refused(GONE) while there is none."""
    found = versions(session, one)
    if not found:
        raise Refused(Reason.GONE)
    return found[-1]


def versions(session: Session, one: Experience) -> Sequence[ExperienceVersion]:
    """Every version that was handed in, the first one first."""
    statement = select(ExperienceVersion).where(
        ExperienceVersion.experience_id == one.id, col(ExperienceVersion.submitted_at).is_not(None)
    )
    return session.exec(statement.order_by(col(ExperienceVersion.version))).all()


def files_of(session: Session, version: ExperienceVersion) -> list[ExperienceFile]:
    """The files of a version, in their order."""
    statement = select(ExperienceFile).where(col(ExperienceFile.id).in_(version.files))
    found = {one.id: one for one in session.exec(statement)}
    return [found[number] for number in version.files if number in found]
