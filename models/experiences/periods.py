"""The periods of which the best experiences are selected: half-years, unless set otherwise (§3)."""

from collections.abc import Sequence
from datetime import date

from models.calendar import Month

YEAR = 12


def period_of(day: date, months: Sequence[int]) -> tuple[Month, Month]:
    """The first and the last month of the period a day lies in; `months` are the last ones."""
    until = Month.of(day)
    while until.month not in months:
        until = until.plus(1)
    first = until
    while first.plus(-1).month not in months:
        first = first.plus(-1)
    return first, until


def period_until(until: Month, months: Sequence[int]) -> tuple[Month, Month]:
    """The period that ends with a month; ValueError for a month that ends none."""
    if until.month not in months:
        raise ValueError(f"{until} ends no period")
    return period_of(until.first, months)
