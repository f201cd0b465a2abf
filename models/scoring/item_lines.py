"""Inspections, slips and updates under the scheme: what each earns in its component."""

from decimal import Decimal

from models.scoring.component_schemes import QualityScheme, ReturnScheme, SlipScheme
from models.scoring.item_facts import Grade, InspectionFact, SlipFact, Updated, UpdateFact
from models.scoring.lines import AnyFact, Heading, Line, Rule

ONE = Decimal(1)

_GRADES = {
    Grade.EXCELLENT: Rule.EXCELLENT,
    Grade.GOOD: Rule.GOOD,
    Grade.FAIR: Rule.FAIR,
    Grade.POOR: Rule.POOR,
}

_UPDATES = {
    Updated.BY_DUE: Rule.UPDATED,
    Updated.BY_CUTOFF: Rule.UPDATED_LATE,
    Updated.NONE: Rule.NOT_UPDATED,
}


def inspection_line(one: InspectionFact, scheme: QualityScheme) -> Line:
    """What an inspected item earns by its grade (DOMAIN §6 Q)."""
    earns = {
        Rule.EXCELLENT: scheme.excellent,
        Rule.GOOD: scheme.good,
        Rule.FAIR: scheme.fair,
        Rule.POOR: scheme.poor,
    }
    return _line(Heading.QUALITY, _GRADES[one.grade], one, earns, Rule.EXCELLENT)


def slip_line(one: SlipFact, scheme: SlipScheme) -> Line:
    """What an answer to a slip earns (DOMAIN §6 S)."""
    earns = {
        Rule.SLIP_ON_TIME: scheme.on_time,
        Rule.SLIP_RETURNED_ONCE: scheme.returned_once,
        Rule.SLIP_RETURNED_AGAIN: scheme.returned_again,
        Rule.SLIP_LATE: scheme.late,
        Rule.SLIP_UNANSWERED: scheme.none,
    }
    return _line(Heading.SLIPS, _answered(one), one, earns, Rule.SLIP_ON_TIME)


def _answered(one: SlipFact) -> Rule:
    if one.answered_at is None:
        return Rule.SLIP_UNANSWERED
    if not one.in_time:
        return Rule.SLIP_LATE
    if one.returns > 1:
        return Rule.SLIP_RETURNED_AGAIN
    return Rule.SLIP_RETURNED_ONCE if one.returns else Rule.SLIP_ON_TIME


def update_line(one: UpdateFact, scheme: ReturnScheme) -> Line:
    """What the monthly update of a matter earns (DOMAIN §6 R)."""
    earns = {
        Rule.UPDATED: scheme.by_due,
        Rule.UPDATED_LATE: scheme.by_cutoff,
        Rule.NOT_UPDATED: scheme.none,
    }
    return _line(Heading.RETURNS, _UPDATES[one.updated], one, earns, Rule.UPDATED)


def _line(
    heading: Heading, rule: Rule, fact: AnyFact, earns: dict[Rule, Decimal], best: Rule
) -> Line:
    return Line(heading, rule, fact, ONE, earns[rule], earns[best], best)
