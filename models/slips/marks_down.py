"""What scoring takes points off for: reminders and orders, answers returned again (§6 D)."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.slips.answers import AnswerKind, SlipAnswer, Verdict
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, out


class Raised(NamedTuple):
    """A reminder or an order that went out; `about` is its matter's number, or its own."""

    slip_id: int
    unit_id: int
    kind: SlipKind
    number: str
    about: str
    issued_on: date


class Repeated(NamedTuple):
    """A second or later return of an answer; `nth` counts from 2."""

    slip_id: int
    unit_id: int
    number: str
    nth: int
    at: datetime


def slips_raised(session: Session, office: int, month: Month) -> dict[int, list[Raised]]:
    """The reminders and orders of a month by unit id, the highest of each matter (§6 D)."""
    columns: list[Any] = [
        Slip.id,
        Slip.unit_id,
        Slip.kind,
        Slip.number_text,
        Slip.matter_number,
        Slip.issued_on,
    ]
    statement = (
        select(*columns)
        .where(
            Slip.office_id == office,
            out(),
            col(Slip.kind).in_([SlipKind.REMINDER, SlipKind.ORDER]),
            col(Slip.issued_on).between(month.first, month.last),
        )
        .order_by(col(Slip.issued_on), col(Slip.id))
    )
    highest: dict[tuple[int, str], Raised] = {}
    for slip, unit, kind, number, matter, issued_on in session.exec(statement):
        about = matter or number
        known = highest.get((unit, about))
        if known is None or (known.kind is SlipKind.REMINDER and kind is SlipKind.ORDER):
            highest[unit, about] = Raised(slip, unit, kind, number, about, issued_on)
    found: dict[int, list[Raised]] = defaultdict(list)
    for one in highest.values():
        found[one.unit_id].append(one)
    return dict(found)


def repeated_returns(
    session: Session, office: int, month: Month, calendar: Calendar
) -> dict[int, list[Repeated]]:
    """Every second or later return that was decided in a month, by unit id (DOMAIN §6 D)."""
    statement = (
        select(SlipAnswer.slip_id, Slip.unit_id, Slip.number_text, SlipAnswer.decided_at)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .where(
            Slip.office_id == office,
            out(),
            col(Slip.returns) > 1,
            SlipAnswer.kind == AnswerKind.ANSWER,
            SlipAnswer.verdict == Verdict.RETURNED,
        )
        .order_by(col(SlipAnswer.slip_id), col(SlipAnswer.version))
    )
    counted: dict[int, int] = defaultdict(int)
    found: dict[int, list[Repeated]] = defaultdict(list)
    for slip, unit, number, at in session.exec(statement):
        counted[slip] += 1
        in_month = at is not None and month.first <= calendar.today(at) <= month.last
        if at is not None and in_month and counted[slip] > 1:
            found[unit].append(Repeated(slip, unit, number, counted[slip], at))
    return dict(found)
