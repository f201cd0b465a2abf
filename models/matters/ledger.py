"""The ledger: matters a unit must deliver by a date, with milestones and states (DOMAIN §2)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Index, Numeric
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, or_, select

from models.parts import Part, within
from models.refusals import Reason, Refused
from models.store import word
from models.units import Unit


class Kind(StrEnum):
    """What sort of matter it is; all kinds share one life."""

    REFORM = "reform"
    DOCUMENT = "document"
    PILOT = "pilot"
    INNOVATION = "innovation"
    LIVELIHOOD = "livelihood"
    FINDING = "finding"
    REMEDY = "remedy"


class State(StrEnum):
    """Where a matter stands; the last three are side states that leave every denominator (§2)."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    CLOSING = "closing"
    CLOSED = "closed"
    AWAITING_SUPERIOR = "awaiting_superior"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


OPEN_STATES = frozenset({State.NOT_STARTED, State.UNDER_WAY})
"""States in which a unit is asked about a matter each month."""

SIDE_STATES = frozenset({State.AWAITING_SUPERIOR, State.SUSPENDED, State.TERMINATED})


class Light(StrEnum):
    """绿/黄/红/蓝, derived from dates and progress unless the office sets another."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"


class Matter(SQLModel, table=True):
    """One matter of the ledger.

    `percent`, `state` and `closed_on` follow the submitted and accepted reports; `start_on` is
    when its pace begins; `difficulty` is frozen when the ledger is approved.
    """

    __table_args__ = (Index("ix_matter_coming", "state", "due_on"),)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    kind: Kind = Field(default=Kind.REFORM, sa_type=word(Kind))
    title: str = Field(max_length=500)
    measure: str = Field(default="", max_length=4000)
    group_name: str = Field(default="", max_length=120)
    lead_unit_id: int = Field(foreign_key="unit.id", index=True)
    leader: str = Field(default="", max_length=80)
    in_charge: str = Field(default="", max_length=80)
    outcome: str = Field(default="", max_length=500)
    start_on: date
    due_on: date = Field(index=True)
    difficulty: Decimal = Field(default=Decimal(1), sa_type=Numeric(3, 1))
    state: State = Field(default=State.NOT_STARTED, sa_type=word(State), index=True)
    basis: str = Field(default="", max_length=500)
    review_on: date | None = None
    percent: int = 0
    closed_on: date | None = None
    light_override: Light | None = Field(default=None, sa_type=word(Light))
    position: int = 0


class CoUnit(SQLModel, table=True):
    """A unit that helps the lead unit with a matter (配合单位)."""

    __table_args__ = (UniqueConstraint("matter_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    position: int = 0


class Milestone(SQLModel, table=True):
    """A dated step of a matter's road map (里程碑); `done_on` is set when a report is accepted."""

    __table_args__ = (Index("ix_milestone_coming", "done_on", "due_on"),)

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    title: str = Field(max_length=200)
    due_on: date
    done_on: date | None = None


def matter_id(matter: Matter) -> int:
    """The id of a stored matter."""
    assert matter.id is not None, "the matter is not stored yet"  # noqa: S101  narrows the type
    return matter.id


def is_matter(session: Session, number: str) -> bool:
    """Whether there is a matter with a number."""
    return session.exec(select(Matter.id).where(Matter.number == number)).first() is not None


def matter_by_number(session: Session, number: str) -> Matter:
    """The matter with a number; Refused(UNKNOWN_MATTER) when there is none."""
    matter = session.exec(select(Matter).where(Matter.number == number)).first()
    if matter is None:
        raise Refused(Reason.UNKNOWN_MATTER, text=number)
    return matter


def find_matters(session: Session, letters: str, part: Part | str, most: int) -> Sequence[Matter]:
    """Matters led in a part of the tree whose number or title holds the letters."""
    statement = (
        select(Matter)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(
            within(part),
            or_(
                col(Matter.number).icontains(letters, autoescape=True),
                col(Matter.title).icontains(letters, autoescape=True),
            ),
        )
        .order_by(col(Matter.position), col(Matter.id))
    )
    return session.exec(statement.limit(most)).all()


def milestones_of(session: Session, matters: Sequence[int]) -> dict[int, list[Milestone]]:
    """The milestones of many matters in one statement, by date."""
    found: dict[int, list[Milestone]] = {matter: [] for matter in matters}
    statement = select(Milestone).where(col(Milestone.matter_id).in_(found))
    for milestone in session.exec(statement.order_by(col(Milestone.due_on), col(Milestone.id))):
        found[milestone.matter_id].append(milestone)
    return found
