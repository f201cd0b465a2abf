"""How far ahead a slip's day may lie: what is further is a slip of the pen (DOMAIN §4)."""

from datetime import date, timedelta

from models.refusals import Reason, Refused

MOST_DAYS = 250
"""The most working days for an answer."""

FURTHEST = timedelta(days=5 * 366)


def check_days(days: int) -> None:
    """Refused(DATES_UNCLEAR) for no working day at all, or for more than a year of them."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(Reason.DATES_UNCLEAR)


def check_reach(day: date, since: date) -> None:
    """Refused(DATES_UNCLEAR) for a day more than five years after another."""
    if day - since > FURTHEST:
        raise Refused(Reason.DATES_UNCLEAR)
