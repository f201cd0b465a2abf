"""The moment a slip goes out: its number and its limits, in one transaction (DOMAIN §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlmodel import Session

from models.calendar import Calendar
from models.numbers import take_numbers, written
from models.slips.rungs import SlipRules
from models.slips.slips import Slip, SlipState
from models.slips.telling import tell_units


def issue(
    session: Session, slips: Sequence[Slip], rules: SlipRules, calendar: Calendar, now: datetime
) -> None:
    """Number slips by kind and office in their order, set their limits, and send them together.

    Limits count from the working day on which they go out. The caller has made sure that they may
    be issued, and holds them. Numbers are taken in the order of the kinds and before anything is
    said, so that two who issue at the same moment never wait for each other.
    """
    if not slips:
        return
    in_order = sorted(slips, key=lambda slip: (slip.office_id, slip.kind.value))
    for _, alike in groupby(in_order, key=lambda slip: (slip.office_id, slip.kind)):
        _number(session, list(alike), rules, calendar.today(now).year)
    for slip in slips:
        slip.state = SlipState.ISSUED
        _set_limits(slip, calendar.today(leaves_at(slip, calendar, now)), calendar)
        session.add(slip)
    session.flush()
    tell_units(session, slips, calendar, now)


def _number(session: Session, alike: Sequence[Slip], rules: SlipRules, year: int) -> None:
    office, kind = alike[0].office_id, alike[0].kind
    numbers = take_numbers(session, office, kind.value, year, len(alike))
    for slip, number in zip(alike, numbers, strict=True):
        slip.year, slip.number = year, number
        slip.number_text = written(rules.rung(kind).number, year, number)


def _set_limits(slip: Slip, day: date, calendar: Calendar) -> None:
    limits = limits_from(slip, day, calendar)
    slip.issued_on, slip.receipt_due_on = day, limits.receive_by
    slip.plan_due_on = limits.plan_by
    slip.due_on = slip.first_due_on = limits.answer_by


@dataclass(frozen=True)
class Limits:
    """The days by which a slip asks for its receipt, its plan and its answer."""

    receive_by: date
    plan_by: date | None
    answer_by: date | None


def leaves_at(slip: Slip, calendar: Calendar, now: datetime) -> datetime:
    """When a slip that is signed now goes out: when the office is open, or at once."""
    return now if slip.at_once else calendar.next_open(now)


def limits_from(slip: Slip, day: date, calendar: Calendar) -> Limits:
    """The limits of a slip that goes out on a day, counted in working days from it."""
    counted = calendar.add(day, slip.answer_days) if slip.answer_days else None
    return Limits(
        receive_by=calendar.add(day, slip.receipt_days),
        plan_by=calendar.add(day, slip.plan_days) if slip.plan_days else None,
        answer_by=slip.limit_on or counted,
    )
