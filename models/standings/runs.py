"""A run: one month scored by one scheme over frozen facts, in versions kept for good (§6)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Numeric, Text
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models.calendar import Month
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.scheme import Scheme
from models.standings.rules import Mode
from models.store import UtcDateTime, word
from models.units import Unit


class Run(SQLModel, table=True):
    """One version of a month's scores; the newest one counts.

    `scheme` and the facts of its standings are the texts it can be computed again from, whenever,
    with the same figures. `computed_by` is empty when a rule computed it. `appeals_until` ends the
    preview. Once `published_at` is set it stays on record, also when a newer version corrects it.
    """

    __table_args__ = (UniqueConstraint("office_id", "month", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    month: str = Field(max_length=7)
    version: int
    scheme: str = Field(sa_type=Text)
    scheme_digest: str = Field(max_length=64)
    facts_digest: str = Field(max_length=64)
    computed_at: datetime = Field(sa_type=UtcDateTime)
    computed_by: int | None = Field(default=None, foreign_key="person.id")
    cause: str = Field(default="", max_length=300)
    appeals_until: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="person.id")
    mode: Mode | None = Field(default=None, sa_type=word(Mode))


class Standing(SQLModel, table=True):
    """One unit's figures in a run, for lists; its lines follow from `facts` and the run's scheme.

    `total` is F, the components are P, Q, S and R rounded for showing; empty where there is none.
    """

    __table_args__ = (UniqueConstraint("run_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    facts: str = Field(sa_type=Text)
    total: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    rank: int | None = None
    items: int = 0
    progress: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    quality: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    slips: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    returns: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    bonus: Decimal = Field(default=Decimal(0), sa_type=Numeric(5, 2))
    deduction: Decimal = Field(default=Decimal(0), sa_type=Numeric(5, 2))


def run_id(run: Run) -> int:
    """The id of a stored run."""
    assert run.id is not None, "the run is not stored yet"  # noqa: S101  narrows the type
    return run.id


def hold_month(session: Session, office: int, month: str) -> None:
    """Let nobody else decide about a month's scores until the end of this transaction.

    What is looked up after it is what others have committed: of two appeals that are decided at the
    same moment, the second one corrects the version that the first one made.
    """
    first = select(Run.id).where(Run.office_id == office, Run.month == month, Run.version == 1)
    session.exec(first.with_for_update()).one()


def newest_run(session: Session, office: int, month: Month) -> Run | None:
    """The version of a month's scores that counts now."""
    statement = select(Run).where(Run.office_id == office, Run.month == str(month))
    return session.exec(statement.order_by(col(Run.version).desc()).limit(1)).first()


def published_run(session: Session, office: int, month: Month) -> Run | None:
    """The newest version of a month's scores that was published."""
    statement = select(Run).where(
        Run.office_id == office, Run.month == str(month), col(Run.published_at).is_not(None)
    )
    return session.exec(statement.order_by(col(Run.version).desc()).limit(1)).first()


def versions_of(session: Session, office: int, month: Month) -> Sequence[Run]:
    """Every version of a month's scores, the first one first."""
    statement = select(Run).where(Run.office_id == office, Run.month == str(month))
    return session.exec(statement.order_by(col(Run.version))).all()


def standings_of(session: Session, run: Run) -> Sequence[tuple[Standing, Unit]]:
    """Every unit's figures in a run: by cohort's order of the roster, then by rank."""
    statement = (
        select(Standing, Unit)
        .join(Unit, col(Unit.id) == col(Standing.unit_id))
        .where(Standing.run_id == run.id)
        .order_by(col(Standing.rank).is_(None), col(Standing.rank), col(Unit.position))
    )
    return [(one, unit) for one, unit in session.exec(statement)]


def standing_of(session: Session, run: Run, unit: int) -> Standing | None:
    """One unit's figures in a run."""
    statement = select(Standing).where(Standing.run_id == run.id, Standing.unit_id == unit)
    return session.exec(statement).first()


def facts_of(session: Session, run: Run) -> MonthFacts:
    """The frozen facts of a run, read back from its standings."""
    rows = session.exec(select(Standing.facts).where(Standing.run_id == run.id)).all()
    units = tuple(UnitFacts.model_validate_json(text) for text in rows)
    return MonthFacts(month=run.month, units=units).in_order()


def scheme_of(run: Run) -> Scheme:
    """The scheme a run was computed by."""
    return Scheme.model_validate_json(run.scheme)
