"""Bonus and deduction under the scheme: what each merit earns and each fault costs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.scoring.lines import Heading, Line, Rule
from models.scoring.point_facts import Fault, FaultFact, Merit, MeritFact
from models.scoring.point_schemes import Bonus, BonusScheme, DeductionScheme

NOTHING, ONE = Decimal(0), Decimal(1)

_COSTS = {
    Fault.REMINDER: Rule.REMINDED,
    Fault.ORDER: Rule.ORDERED,
    Fault.FURTHER_RETURN: Rule.RETURNED_AGAIN,
    Fault.FALSIFICATION: Rule.FALSIFICATION,
}

_ONE_PER_MATTER = frozenset({Fault.REMINDER, Fault.ORDER})


def bonus_lines(merits: Sequence[MeritFact], scheme: BonusScheme) -> list[Line]:
    """G's lines; beyond the most of its kind a merit earns nothing more (DOMAIN §6 G)."""
    ahead = scheme.risk.working_days_ahead
    of_kind: dict[Merit, list[MeritFact]] = defaultdict(list)
    too_near: list[MeritFact] = []
    for one in merits:
        near = one.kind is Merit.RISK and one.working_days_ahead < ahead
        (too_near if near else of_kind[one.kind]).append(one)
    risks = _of_kind(of_kind[Merit.RISK], scheme.risk, Rule.RISK)
    room = scheme.risk.most - sum(line.points for line in risks)
    return [
        *_of_kind(of_kind[Merit.PILOT], scheme.pilot, Rule.PILOT),
        *_of_kind(of_kind[Merit.EARLY], scheme.early, Rule.EARLY),
        *risks,
        *(_too_near(one, min(scheme.risk.each, room)) for one in too_near),
    ]


def _of_kind(merits: Iterable[MeritFact], bonus: Bonus, rule: Rule) -> list[Line]:
    lines, left = [], bonus.most
    for one in merits:
        points = min(bonus.each, left)
        left -= points
        lines.append(Line(Heading.BONUS, rule, one, ONE, points, points, rule))
    return lines


def _too_near(one: MeritFact, best: Decimal) -> Line:
    return Line(Heading.BONUS, Rule.RISK_TOO_NEAR, one, ONE, NOTHING, best, Rule.RISK)


def deduction_lines(faults: Sequence[FaultFact], scheme: DeductionScheme) -> list[Line]:
    """D's lines, negative; of a matter's reminders and orders only the highest (DOMAIN §6 D)."""
    costs = {
        Fault.REMINDER: scheme.reminder,
        Fault.ORDER: scheme.order,
        Fault.FURTHER_RETURN: scheme.further_return,
        Fault.FALSIFICATION: scheme.falsification,
    }
    slips: dict[str, list[FaultFact]] = defaultdict(list)
    others: list[FaultFact] = []
    for one in faults:
        (slips[one.subject] if one.kind in _ONE_PER_MATTER else others).append(one)
    of_matters = (_of_matter(several, costs) for several in slips.values())
    return [
        *(line for lines in of_matters for line in lines),
        *(_deducted(one, costs[one.kind], NOTHING, Rule.NO_FAULT) for one in others),
    ]


def _of_matter(slips: Iterable[FaultFact], costs: dict[Fault, Decimal]) -> list[Line]:
    """The highest counts; without it the next would have, so that is the best it could be."""
    highest, *covered = sorted(slips, key=lambda one: costs[one.kind], reverse=True)
    best, best_rule = NOTHING, Rule.NO_FAULT
    if covered:
        best, best_rule = -costs[covered[0].kind], _COSTS[covered[0].kind]
    return [
        _deducted(highest, costs[highest.kind], best, best_rule),
        *(_covered(one) for one in covered),
    ]


def _deducted(one: FaultFact, cost: Decimal, best: Decimal, best_rule: Rule) -> Line:
    return Line(Heading.DEDUCTION, _COSTS[one.kind], one, ONE, -cost, best, best_rule)


def _covered(one: FaultFact) -> Line:
    return Line(Heading.DEDUCTION, Rule.COVERED, one, ONE, NOTHING, NOTHING, Rule.COVERED)
