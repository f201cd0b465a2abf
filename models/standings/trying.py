"""Trying a scheme on a month without storing anything: who would move, and why (DOMAIN §6)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from sqlmodel import Session

from models.calendar import Calendar, Month
from models.dispatch.cycles import cycle_of
from models.refusals import Reason, Refused
from models.scoring.facts import MonthFacts
from models.scoring.lines import Heading, Line, Rule
from models.scoring.ranking import Ranked, score_month
from models.scoring.scheme import Scheme
from models.scoring.score import Score
from models.standings.gathering import gather
from models.standings.runs import facts_of, newest_run, scheme_of
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Differing:
    """A rule that earns something else: so much of its weight, or points, in so many lines."""

    heading: Heading
    rule: Rule
    before: Decimal
    after: Decimal
    lines: int


@dataclass(frozen=True)
class Tried:
    """A unit before and after; `before` is None without a run to compare with.

    `weights`: the parts of the score weigh something else, or its limits are others.
    """

    name: str
    before: Ranked | None
    after: Ranked
    rules: tuple[Differing, ...] = ()
    weights: bool = False

    @property
    def moves(self) -> bool:
        """Whether its total or its place would be another."""
        if self.before is None:
            return False
        was, would = self.before, self.after
        return (was.score.total, was.rank) != (would.score.total, would.rank)


def try_scheme(
    session: Session, office: Unit, month: Month, scheme: Scheme, calendar: Calendar
) -> list[Tried]:
    """Score a month by another scheme, beside its newest run; by cohort, then by place.

    The facts are those frozen with the run; without a run they are read as they are now.
    Refused(NOT_OPEN_YET) when the month has not even been opened.
    """
    run = newest_run(session, unit_id(office), month)
    if run is None:
        facts, before = _facts_now(session, office, month, calendar), {}
    else:
        facts = facts_of(session, run)
        before = {one.score.code: one for one in _all(facts, scheme_of(run))}
    names = {unit.code: unit.name for unit in facts.units}
    return [
        _tried(names[one.score.code], before.get(one.score.code), one)
        for one in _all(facts, scheme)
    ]


def _facts_now(session: Session, office: Unit, month: Month, calendar: Calendar) -> MonthFacts:
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    return gather(session, office, month, cycle, calendar)


def _all(facts: MonthFacts, scheme: Scheme) -> Iterator[Ranked]:
    return chain.from_iterable(score_month(facts, scheme).values())


def _tried(name: str, before: Ranked | None, after: Ranked) -> Tried:
    if before is None:
        return Tried(name, None, after)
    rules = tuple(_differing(before.score, after.score))
    return Tried(name, before, after, rules, weights=_weighs_else(before.score, after.score))


def _differing(before: Score, after: Score) -> Iterator[Differing]:
    """Lines about the same facts that earn something else, counted by rule."""
    known = {(line.heading, line.fact): line for line in before.lines}
    counted: Counter[tuple[Heading, Rule, Decimal, Decimal]] = Counter()
    for line in after.lines:
        was = known.get((line.heading, line.fact))
        if was is not None and _worth(was) != _worth(line):
            counted[line.heading, line.rule, _worth(was), _worth(line)] += 1
    for (heading, rule, was_worth, worth), lines in counted.most_common():
        yield Differing(heading, rule, was_worth, worth, lines)


def _worth(line: Line) -> Decimal:
    return line.weight * line.points


def _weighs_else(before: Score, after: Score) -> bool:
    old, new = before.scheme, after.scheme
    return (old.weights, old.group, old.bonus.most, old.deduction.most, old.ranking) != (
        new.weights,
        new.group,
        new.bonus.most,
        new.deduction.most,
        new.ranking,
    )
