"""The light of a matter, derived from dates and progress unless overridden (DOMAIN §2); pure."""

from collections.abc import Iterable
from datetime import date

from models.calendar import Calendar
from models.matters.ledger import Light, Matter, Milestone, State
from models.rules import LightRules


def next_date(matter: Matter, milestones: Iterable[Milestone]) -> date:
    """The earliest date still to be met: an open milestone's, or the matter's own."""
    open_dates = [step.due_on for step in milestones if step.done_on is None]
    return min([*open_dates, matter.due_on])


def overdue(matter: Matter, milestones: Iterable[Milestone], today: date) -> bool:
    """Whether a milestone or the matter itself has been missed."""
    return next_date(matter, milestones) < today


def points_behind(matter: Matter, today: date) -> int:
    """How many percentage points a matter lies behind the even pace of its dates; 0 if none."""
    whole = (matter.due_on - matter.start_on).days
    gone = (min(today, matter.due_on) - matter.start_on).days
    expected = 100 if whole <= 0 else max(0, 100 * gone // whole)
    return max(0, expected - matter.percent)


def light(
    matter: Matter,
    milestones: Iterable[Milestone],
    today: date,
    calendar: Calendar,
    rules: LightRules,
) -> Light:
    """绿/黄/红/蓝 of a matter on a day of the office.

    blue = done, red = a milestone or the matter is overdue, yellow = due within so many working
    days or more than so many points behind the pace of its dates, green = the rest. What the
    office has set instead, with a reason on record, goes before all of them.
    """
    if matter.light_override:
        return matter.light_override
    if matter.state in {State.CLOSED, State.CLOSING}:
        return Light.BLUE
    soonest = next_date(matter, milestones)
    if soonest < today:
        return Light.RED
    if soonest <= calendar.add(today, rules.yellow_working_days):
        return Light.YELLOW
    behind = points_behind(matter, today)
    return Light.YELLOW if behind > rules.behind_points else Light.GREEN
