"""Milestones under the scheme: which are in the month's set, their weight and what they earn."""

from decimal import Decimal

from models.calendar import Month
from models.scoring.component_schemes import ProgressScheme
from models.scoring.lines import Heading, Line, Rule
from models.scoring.milestone_facts import MilestoneFact, Part

NOTHING, ONE = Decimal(0), Decimal(1)

OVERDUE = frozenset({Rule.NOT_DONE, Rule.AFTER_CUTOFF, Rule.CARRIED_OPEN, Rule.FALSIFIED})
"""What was still owed when the month was closed; what is proven false was never delivered."""


def milestone_line(
    one: MilestoneFact, heading: Heading, month: Month, scheme: ProgressScheme
) -> Line:
    """The line of one milestone; under `left_out` if it does not belong to the month's set."""
    if reason := _out(one, month):
        return Line(Heading.LEFT_OUT, reason, one, NOTHING, NOTHING, NOTHING, reason)
    carried = one.carried_into(month)
    rule = _carried(one) if carried else _due(one, scheme)
    best = Rule.CARRIED_CLOSED if carried else Rule.ON_TIME
    earns = {
        Rule.ON_TIME: scheme.on_time,
        Rule.LATE: scheme.late,
        Rule.CARRIED_CLOSED: scheme.carried_closed,
    }
    weight = _weight(one, scheme) * (scheme.carried if carried else ONE)
    return Line(heading, rule, one, weight, earns.get(rule, NOTHING), earns[best], best)


def _out(one: MilestoneFact, month: Month) -> Rule | None:
    """Why a milestone is out of the month's set (DOMAIN §2, §6 Set)."""
    if one.out_of(month):
        return Rule.PUT_OFF
    return Rule.SET_ASIDE if one.aside_in(month) else None


def _weight(one: MilestoneFact, scheme: ProgressScheme) -> Decimal:
    """w = role · difficulty; as decimals exact, since neither has more than six digits."""
    return (scheme.lead if one.part is Part.LEAD else scheme.co) * one.difficulty


def _carried(one: MilestoneFact) -> Rule:
    if one.falsified:
        return Rule.FALSIFIED
    return Rule.CARRIED_OPEN if one.open else Rule.CARRIED_CLOSED


def _due(one: MilestoneFact, scheme: ProgressScheme) -> Rule:
    if one.falsified:
        return Rule.FALSIFIED
    if one.handed_in_at is None:
        return Rule.NOT_DONE
    if one.late_days == 0:
        return Rule.ON_TIME
    if one.open:
        return Rule.AFTER_CUTOFF
    return Rule.LATE if one.late_days <= scheme.late_working_days else Rule.TOO_LATE
