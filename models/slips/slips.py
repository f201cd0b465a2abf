"""One slip: whom it goes to, about what, where it stands, and the facts it is judged by."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ColumnElement, Index
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.rungs import SlipKind
from models.store import UtcDateTime, word
from models.units import Unit


class SlipState(StrEnum):
    """draft → awaiting_signature → issued → received → answered → accepted | returned (DOMAIN §4).

    `settled`: what it was about was done or put off without an answer being needed. `extended` and
    `overdue` are no states of their own, they follow from the dates.
    """

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    ISSUED = "issued"
    RECEIVED = "received"
    ANSWERED = "answered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


UNSIGNED = frozenset({SlipState.DRAFT, SlipState.AWAITING_SIGNATURE})
"""States in which a slip has no number and its unit has not seen it."""

RUNNING = frozenset({SlipState.ISSUED, SlipState.RECEIVED, SlipState.RETURNED})
"""States in which the unit's turn has come."""

OPEN = RUNNING | {SlipState.ANSWERED}
"""States in which a slip that went out is not done with yet."""


class Slip(SQLModel, table=True):
    """One slip to one unit.

    `about_on` is the date of the matter (or of its milestone) that it is about; `previous_id` the
    slip on the rung below that was not answered. `cause` names the fact it was raised for: the same
    fact raises one slip. `matter_number` and `subject` are kept as they were written, and so is
    `heading`. The demand is empty where the standard words say it.

    `answer_days` and `plan_days` are working days from the day it goes out; `limit_on`, where
    given, is the day for the answer instead. `due_on` is the limit in force and `first_due_on` the
    one it was issued with. `copies` are posts of the unit. A `revision` is what was looked at when
    it is signed; `brought_to` are the people whose signature was asked for. `answered_at` is when
    the newest answer was handed in, `returns` how often one was returned: with `due_on` they are
    what scoring reads (DOMAIN §6 S and D).
    """

    __table_args__ = (
        UniqueConstraint("office_id", "kind", "year", "number"),
        Index("ix_slip_running", "office_id", "state", "kind"),
        Index("ix_slip_about", "matter_id", "kind", "about_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: SlipKind = Field(sa_type=word(SlipKind))
    office_id: int = Field(foreign_key="unit.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id")
    milestone_id: int | None = Field(
        default=None, foreign_key="milestone.id", ondelete="SET NULL", index=True
    )
    about_on: date | None = None
    previous_id: int | None = Field(default=None, foreign_key="slip.id", index=True)
    cause: str = Field(max_length=80, unique=True)
    ladder_id: int = Field(foreign_key="ladder.id")
    matter_number: str = Field(default="", max_length=40)
    subject: str = Field(max_length=500)
    demand: str = Field(default="", max_length=4000)
    authority_basis: str = Field(default="", max_length=500)
    copies: list[str] = Field(default_factory=list, sa_type=JSON)
    heading: str = Field(max_length=40)
    state: SlipState = Field(sa_type=word(SlipState))
    revision: int = 1
    receipt_days: int = 1
    plan_days: int = 0
    answer_days: int = 0
    limit_on: date | None = None
    at_once: bool = False
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    drafted_by: int | None = Field(default=None, foreign_key="person.id")
    brought_to: list[int] = Field(default_factory=list, sa_type=JSON)
    year: int | None = None
    number: int | None = None
    number_text: str = Field(default="", max_length=60)
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    signed_by: int | None = Field(default=None, foreign_key="person.id")
    signed_as: Role | None = Field(default=None, sa_type=word(Role))
    issued_on: date | None = None
    receipt_due_on: date | None = None
    plan_due_on: date | None = None
    due_on: date | None = Field(default=None, index=True)
    first_due_on: date | None = None
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    received_by: int | None = Field(default=None, foreign_key="person.id")
    unreceived_told: int = 0
    planned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    returns: int = 0
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: int | None = Field(default=None, foreign_key="person.id")
    reason: str = Field(default="", max_length=1000)

    def overdue(self, today: date) -> bool:
        """Whether the unit owes a plan or an answer whose limit has passed."""
        if self.state not in RUNNING:
            return False
        late_plan = self.plan_due_on is not None and self.planned_at is None
        limits = [self.due_on, self.plan_due_on if late_plan else None]
        return any(limit is not None and limit < today for limit in limits)

    @property
    def extended(self) -> bool:
        """Whether the limit was put off; a return sets one of its own, which is no extension."""
        return self.due_on != self.first_due_on and not self.returns


def slip_id(slip: Slip) -> int:
    """The id of a stored slip."""
    assert slip.id is not None, "the slip is not stored yet"  # noqa: S101  narrows the type
    return slip.id


def seen_slip(session: Session, number: int) -> tuple[Slip, Unit]:
    """A slip with the unit it is for; Refused(GONE) when there is none."""
    slip = session.get(Slip, number)
    if slip is None:
        raise Refused(Reason.GONE)
    return slip, session.get_one(Unit, slip.unit_id)


def slips_by_id(session: Session, ids: Iterable[int]) -> list[Slip]:
    """Many slips in one statement, in the order of their ids."""
    statement = select(Slip).where(col(Slip.id).in_(set(ids)))
    return list(session.exec(statement.order_by(col(Slip.id))))


def hold_slips(session: Session, ids: Iterable[int]) -> list[Slip]:
    """Many slips as they stand now, for nobody else to change until this transaction ends."""
    statement = select(Slip).where(col(Slip.id).in_(set(ids))).order_by(col(Slip.id))
    held = statement.with_for_update().execution_options(populate_existing=True)
    return list(session.exec(held))


def out(slip: type[Slip] = Slip) -> ColumnElement[bool]:
    """The condition for slips that went out and were not withdrawn."""
    return col(slip.state).not_in([*UNSIGNED, SlipState.WITHDRAWN])


def open_slips(session: Session, matters: Iterable[int]) -> dict[int, list[Slip]]:
    """What went out and is not done with yet about many matters, in one statement."""
    found: dict[int, list[Slip]] = {}
    statement = select(Slip).where(col(Slip.matter_id).in_(set(matters)), col(Slip.state).in_(OPEN))
    for slip in session.exec(statement.order_by(col(Slip.id))):
        found.setdefault(slip.matter_id or 0, []).append(slip)
    return found


def open_of_units(session: Session, units: Iterable[int]) -> dict[int, list[Slip]]:
    """What units have open, in one statement, the earliest limit first."""
    found: dict[int, list[Slip]] = {}
    statement = select(Slip).where(col(Slip.unit_id).in_(set(units)), col(Slip.state).in_(OPEN))
    for slip in session.exec(statement.order_by(col(Slip.due_on), col(Slip.id))):
        found.setdefault(slip.unit_id, []).append(slip)
    return found


def open_counts(session: Session, units: Iterable[int]) -> dict[int, int]:
    """How many slips units have open, in one statement; units without any are left out."""
    statement = (
        select(Slip.unit_id, func.count())
        .where(col(Slip.unit_id).in_(set(units)), col(Slip.state).in_(OPEN))
        .group_by(col(Slip.unit_id))
    )
    return dict(session.exec(statement).all())


def chain(session: Session, slip: Slip) -> Sequence[Slip]:
    """The slips on the rungs below that led to this one, the lowest first."""
    below: list[Slip] = []
    one = slip
    while one.previous_id is not None:
        one = session.get_one(Slip, one.previous_id)
        below.append(one)
    return below[::-1]
