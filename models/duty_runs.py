"""Which duty has run for which of its moments, so that a second run is harmless."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models.store import UtcDateTime, insert_new


class DutyRun(SQLModel, table=True):
    """One duty at one of its moments; `done` counts what it did."""

    __table_args__ = (UniqueConstraint("duty", "moment"),)

    id: int | None = Field(default=None, primary_key=True)
    duty: str = Field(max_length=40)
    moment: datetime = Field(sa_type=UtcDateTime)
    ran_at: datetime = Field(sa_type=UtcDateTime)
    done: int = 0


def has_run(session: Session, duty: str, moment: datetime) -> bool:
    """Whether a duty has been done for a moment."""
    statement = select(DutyRun.id).where(DutyRun.duty == duty, DutyRun.moment == moment)
    return session.exec(statement).first() is not None


def record(session: Session, duty: str, moment: datetime, done: int, now: datetime) -> None:
    """Write down that a duty ran for a moment, once."""
    row = {"duty": duty, "moment": moment, "ran_at": now, "done": done}
    insert_new(session, DutyRun, [row], unique=["duty", "moment"])


def last_run(session: Session, duty: str) -> datetime | None:
    """The latest moment a duty has been done for."""
    return session.exec(select(func.max(col(DutyRun.moment))).where(DutyRun.duty == duty)).one()
