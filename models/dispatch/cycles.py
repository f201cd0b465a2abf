"""The month's round of an office in moments: prompt, due, cut-off (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models import audit
from models.calendar import Calendar, Month
from models.rules import DispatchRules
from models.store import UtcDateTime


class Cycle(SQLModel, table=True):
    """One month's round of an office, in moments; `provisional` when the year is unpublished."""

    __table_args__ = (UniqueConstraint("office_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    month: str = Field(max_length=7)
    prompt_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    cutoff_at: datetime = Field(sa_type=UtcDateTime)
    provisional: bool = False
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def cut_off(self, at: datetime) -> bool:
        """Whether a moment lies after cut-off: what is submitted then is a correction (DOMAIN §3).

        By the date alone: `closed_at` comes a little later, when the duty has run.
        """
        return at > self.cutoff_at


@dataclass(frozen=True)
class Dates:
    """The three moments of a month's round, in UTC."""

    prompt_at: datetime
    due_at: datetime
    cutoff_at: datetime
    provisional: bool


def dates(month: Month, calendar: Calendar, rules: DispatchRules) -> Dates:
    """Prompt, due and cut-off of a month by the office's calendar (DOMAIN §3).

    The prompt goes out on the day set, or the first working day after it; due is the last working
    day; cut-off the n-th working day of the next month.
    """
    prompt = calendar.on_or_after(date(month.year, month.month, rules.prompt_day))
    due = calendar.last_working_day(month)
    cutoff = calendar.nth_working_day(month.plus(1), rules.cutoff_working_day)
    return Dates(
        prompt_at=calendar.at(min(prompt, due), rules.prompt_at),
        due_at=calendar.at(due, rules.due_at),
        cutoff_at=calendar.at(cutoff, rules.cutoff_at),
        provisional=any(calendar.provisional(day.year) for day in (due, cutoff)),
    )


def cycle_of(session: Session, office: int, month: Month) -> Cycle | None:
    """The cycle of a month, if it has been opened."""
    statement = select(Cycle).where(Cycle.office_id == office, Cycle.month == str(month))
    return session.exec(statement).first()


def newest_cycle(session: Session, office: int) -> Cycle | None:
    """The cycle that was opened last."""
    statement = select(Cycle).where(Cycle.office_id == office)
    return session.exec(statement.order_by(col(Cycle.month).desc()).limit(1)).first()


def moved(cycle: Cycle, when: Dates) -> bool:
    """Whether an open cycle has other dates than these."""
    before = (cycle.due_at, cycle.cutoff_at, cycle.provisional)
    return cycle.closed_at is None and before != (when.due_at, when.cutoff_at, when.provisional)


def redate(session: Session, cycle: Cycle, when: Dates, now: datetime) -> bool:
    """Move an open cycle to new dates when the year's calendar came out; True if it moved."""
    if not moved(cycle, when):
        return False
    before = cycle.due_at
    cycle.due_at, cycle.cutoff_at = when.due_at, when.cutoff_at
    cycle.provisional = when.provisional
    session.add(cycle)
    audit.note(
        session,
        now,
        None,
        "redate",
        "cycle",
        cycle.id,
        before=before.isoformat(),
        after=when.due_at.isoformat(),
    )
    return True


def cycles_around(session: Session, cycle: Cycle) -> tuple[Cycle | None, Cycle | None]:
    """The office's month before and after one, where there are any."""
    own = select(Cycle).where(Cycle.office_id == cycle.office_id)
    before = own.where(Cycle.month < cycle.month).order_by(col(Cycle.month).desc())
    after = own.where(Cycle.month > cycle.month).order_by(col(Cycle.month))
    return session.exec(before.limit(1)).first(), session.exec(after.limit(1)).first()
