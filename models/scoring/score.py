"""The score of one unit: its lines summed up exactly, and rounded once, at the end (DOMAIN §6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from models.calendar import Month
from models.scoring.component_schemes import Component
from models.scoring.exact import HUNDRED, added, clamped, rounded, weighted_mean
from models.scoring.facts import UnitFacts
from models.scoring.item_lines import inspection_line, slip_line, update_line
from models.scoring.lines import Heading, Line
from models.scoring.milestone_lines import OVERDUE, milestone_line
from models.scoring.point_lines import bonus_lines, deduction_lines
from models.scoring.scheme import Scheme
from models.units import Cohort


@dataclass(frozen=True)
class Score:
    """A unit's score of a month: everything in it follows from its lines and the scheme.

    Every value is exact until `total`; round others with `rounded` where they are shown.
    """

    code: str
    cohort: Cohort
    position: int
    lines: tuple[Line, ...]
    scheme: Scheme

    @cached_property
    def components(self) -> dict[Component, Fraction]:
        """P, Q, S and R from 0 to 100; one without items is left out."""
        found = {one: self._mean(Heading(one.value)) for one in Component}
        return {one: value for one, value in found.items() if value is not None}

    @cached_property
    def field(self) -> Fraction | None:
        """P of the matters in a group's field; None without any."""
        return self._mean(Heading.FIELD)

    @cached_property
    def base(self) -> Fraction | None:
        """B; None when nothing could be scored."""
        weights = self.scheme.weights
        own = weighted_mean((weights.of(one), value) for one, value in self.components.items())
        return self._of_group(own)

    @cached_property
    def bonus(self) -> Fraction:
        """G, at most what the scheme allows in all."""
        earned = added(line.points for line in self.under(Heading.BONUS))
        return min(Fraction(self.scheme.bonus.most), earned)

    @cached_property
    def deduction(self) -> Fraction:
        """D, positive, at most what the scheme allows in all."""
        lost = -added(line.points for line in self.under(Heading.DEDUCTION))
        return min(Fraction(self.scheme.deduction.most), lost)

    @cached_property
    def total(self) -> Decimal | None:
        """F = clamp(B + G - D, 0, 100) with two decimals; None: no items, so no score."""
        if self.base is None:
            return None
        return rounded(clamped(self.base + self.bonus - self.deduction))

    @cached_property
    def progress(self) -> Fraction:
        """What decides a tie first: P, of a group put together like its B; 0 without milestones."""
        return self._of_group(self.components.get(Component.PROGRESS)) or Fraction(0)

    @cached_property
    def items(self) -> int:
        """How many milestones are in the month's set, a group's field included.

        These are the items of which a unit needs a few to be ranked: whoever has nothing due would
        otherwise come first by its monthly updates alone. What weighs nothing is none.
        """
        return sum(line.weight > 0 for line in self._milestones())

    @cached_property
    def overdue_weight(self) -> Fraction:
        """The weight of what was still owed when the month was closed."""
        return added(line.weight for line in self._milestones() if line.rule in OVERDUE)

    def under(self, heading: Heading) -> Iterator[Line]:
        """The lines under a heading."""
        return (line for line in self.lines if line.heading is heading)

    def _milestones(self) -> Iterator[Line]:
        yield from self.under(Heading.PROGRESS)
        yield from self.under(Heading.FIELD)

    def _mean(self, heading: Heading) -> Fraction | None:
        """100 · Σwq / Σw."""
        earned = weighted_mean((line.weight, line.points) for line in self.under(heading))
        return None if earned is None else HUNDRED * earned

    def _of_group(self, own: Fraction | None) -> Fraction | None:
        """Of a group, its field and its own; where one has no items, the other counts alone."""
        if own is None or self.field is None:
            return self.field if own is None else own
        shares = self.scheme.group
        return Fraction(shares.field) * self.field + Fraction(shares.own) * own


def score(facts: UnitFacts, month: Month, scheme: Scheme) -> Score:
    """A unit's score of a month (DOMAIN §6); the order of the facts means nothing."""
    lines = tuple(_lines(facts.in_order(), month, scheme))
    return Score(facts.code, facts.cohort, facts.position, lines, scheme)


def _lines(facts: UnitFacts, month: Month, scheme: Scheme) -> Iterator[Line]:
    rules = scheme.progress
    yield from (milestone_line(one, Heading.PROGRESS, month, rules) for one in facts.milestones)
    yield from (milestone_line(one, Heading.FIELD, month, rules) for one in facts.field)
    yield from (inspection_line(one, scheme.quality) for one in facts.inspections)
    yield from (slip_line(one, scheme.slips) for one in facts.slips)
    yield from (update_line(one, scheme.returns) for one in facts.updates)
    yield from bonus_lines(facts.merits, scheme.bonus)
    yield from deduction_lines(facts.faults, scheme.deduction)


def gain(score: Score, line: Line) -> Decimal:
    """How many points of the total one line at its best is worth, all others as they are.

    0 where a cap swallows it. ValueError for a line that is not of this score.
    """
    better = list(score.lines)
    better[better.index(line)] = replace(line, rule=line.best_rule, points=line.best)
    best = replace(score, lines=tuple(better))
    return (best.total or Decimal(0)) - (score.total or Decimal(0))
