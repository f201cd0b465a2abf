"""Which duty an office has done for which of its moments, so that a second run is harmless."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.store import UtcDateTime, insert_new

FIRST_START = "first start"
"""Recorded like a duty, once for each office: nothing from before it is made up for."""


class DutyRun(SQLModel, table=True):
    """One duty of an office at one of its moments; `done` counts what it did."""

    __table_args__ = (UniqueConstraint("office_id", "duty", "moment"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id")
    duty: str = Field(max_length=40)
    moment: datetime = Field(sa_type=UtcDateTime, index=True)
    ran_at: datetime = Field(sa_type=UtcDateTime)
    done: int = 0


def has_run(session: Session, office: int, duty: str, moment: datetime) -> bool:
    """Whether an office has done a duty for a moment."""
    about = {"office": office, "duty": duty, "moment": moment}
    return session.exec(_RUN, params=about).first() is not None


def record(
    session: Session, office: int, duty: str, moment: datetime, done: int, now: datetime
) -> None:
    """Write down that a duty was done for a moment, once."""
    record_all(session, [office], duty, moment, done, now)


def record_all(
    session: Session, offices: Iterable[int], duty: str, moment: datetime, done: int, now: datetime
) -> None:
    """The same for many offices that have done as much, in one statement."""
    same = {"duty": duty, "moment": moment, "ran_at": now, "done": done}
    rows = [{"office_id": office, **same} for office in offices]
    insert_new(session, DutyRun, rows, unique=["office_id", "duty", "moment"])


def runs_after(session: Session, moment: datetime) -> set[tuple[int, str, datetime]]:
    """What was done for the moments after one: office, duty and moment."""
    statement = select(DutyRun.office_id, DutyRun.duty, DutyRun.moment)
    return set(session.exec(statement.where(DutyRun.moment > moment)).all())


def last_runs(session: Session) -> dict[tuple[int, str], datetime]:
    """The latest moment each office has done each duty for, its first start among them."""
    statement = select(DutyRun.office_id, DutyRun.duty, func.max(col(DutyRun.moment)))
    grouped = statement.group_by(col(DutyRun.office_id), col(DutyRun.duty))
    return {(office, duty): moment for office, duty, moment in session.exec(grouped)}


_RUN: Any = select(DutyRun.id).where(
    DutyRun.office_id == bindparam("office"),
    DutyRun.duty == bindparam("duty"),
    DutyRun.moment == bindparam("moment"),
)


def first_starts(session: Session) -> dict[int, datetime]:
    """Since when each office does its duties."""
    statement = select(DutyRun.office_id, DutyRun.moment).where(DutyRun.duty == FIRST_START)
    return dict(session.exec(statement).all())
