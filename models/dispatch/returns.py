"""一月一调度: each unit's return in a month's cycle, with its items (DOMAIN §3)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, tuple_
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.dispatch.cycles import Cycle
from models.matters.ledger import OPEN_STATES, Matter
from models.store import UtcDateTime, word


class Stage(StrEnum):
    """Where a unit's return stands. `missing` = nothing was handed in before cut-off."""

    OWED = "owed"
    SUBMITTED = "submitted"
    MISSING = "missing"


class Mark(StrEnum):
    """Where one item of a return stands.

    open → drafted → submitted → accepted | returned; `correction` was changed after cut-off and
    waits for the office.
    """

    OPEN = "open"
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    CORRECTION = "correction"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Return(SQLModel, table=True):
    """What one unit hands in for one month (反馈).

    `sequence` numbers the receipts of a month; `late` tells that it came after due; `unchanged`
    that every item was 无变化, `flagged` that this was so too many months in a row.
    """

    __table_args__ = (
        UniqueConstraint("cycle_id", "unit_id"),
        UniqueConstraint("cycle_id", "sequence"),
    )

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    stage: Stage = Field(default=Stage.OWED, sa_type=word(Stage))
    sequence: int | None = None
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    submitted_by: int | None = Field(default=None, foreign_key="person.id")
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    late: bool = False
    on_paper: bool = False
    unchanged: bool = False
    flagged: bool = False


class Item(SQLModel, table=True):
    """One matter in a return: a card. `pressing` = due or overdue this month.

    `last_percent` is the ledger's figure, frozen when the cycle opened; `progress_id` is the newest
    version of what is said this month.
    """

    __table_args__ = (UniqueConstraint("return_id", "matter_id"),)

    id: int | None = Field(default=None, primary_key=True)
    return_id: int = Field(foreign_key="return.id", index=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    position: int
    pressing: bool = False
    mark: Mark = Field(default=Mark.OPEN, sa_type=word(Mark))
    last_percent: int = 0
    progress_id: int | None = None


def returns_in(session: Session, cycle: int) -> Sequence[Return]:
    """Every return of a month."""
    return session.exec(select(Return).where(Return.cycle_id == cycle)).all()


def returns_of(session: Session, cycle: Cycle, units: Iterable[int]) -> dict[int, int]:
    """The return of each of these units in a month, unit id → return id, in one statement."""
    statement = select(Return.unit_id, Return.id).where(
        Return.cycle_id == cycle.id, col(Return.unit_id).in_(set(units))
    )
    return {unit: one for unit, one in session.exec(statement) if one is not None}


def newest_returns(session: Session, units: Iterable[int]) -> dict[int, int]:
    """As `returns_of`, in the month that was opened last by whichever office asks the unit."""
    newest = select(Cycle.office_id, func.max(Cycle.month)).group_by(col(Cycle.office_id))
    statement = (
        select(Return.unit_id, Return.id)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .where(
            tuple_(col(Cycle.office_id), col(Cycle.month)).in_(newest),
            col(Return.unit_id).in_(set(units)),
        )
        .order_by(col(Cycle.month))
    )
    return {unit: one for unit, one in session.exec(statement) if one is not None}


def owing(session: Session, cycle: int) -> Sequence[Return]:
    """The returns nobody has handed in yet and in which something is still asked."""
    statement = select(Return).where(
        Return.cycle_id == cycle, Return.stage == Stage.OWED, something_asked()
    )
    return session.exec(statement.order_by(col(Return.id))).all()


def something_asked() -> ColumnElement[bool]:
    """The condition that a return has a card that is asked: side states leave every denominator."""
    asked = (
        select(Item.id)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .where(
            col(Item.return_id) == col(Return.id),
            (col(Item.mark) != Mark.OPEN) | col(Matter.state).in_(OPEN_STATES),
        )
    )
    return asked.exists()


def missed_in(session: Session, cycle: int) -> Sequence[Return]:
    """The returns that were `missing` at cut-off."""
    statement = select(Return).where(Return.cycle_id == cycle, Return.stage == Stage.MISSING)
    return session.exec(statement.order_by(col(Return.id))).all()


def items_of(session: Session, return_id: int) -> Sequence[tuple[Item, Matter]]:
    """The cards of a return with their matters, in order; suspended ones are no longer asked."""
    statement = (
        select(Item, Matter)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .where(Item.return_id == return_id)
        .order_by(col(Item.position))
    )
    return [(item, matter) for item, matter in session.exec(statement) if _asked(item, matter)]


def _asked(item: Item, matter: Matter) -> bool:
    return item.mark is not Mark.OPEN or matter.state in OPEN_STATES
