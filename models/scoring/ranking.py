"""Who stands where in a cohort: equal ranks for equals, some scored but unranked (DOMAIN §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from models.calendar import Month
from models.scoring.facts import MonthFacts
from models.scoring.scheme import RankingScheme, Scheme, Tie
from models.scoring.score import Score, score
from models.units import Cohort

Member = TypeVar("Member")


@dataclass(frozen=True)
class Ranked:
    """A score with its place in its cohort, counted from 1; None: scored (or not), but unranked."""

    score: Score
    rank: int | None


def score_month(facts: MonthFacts, scheme: Scheme) -> dict[Cohort, list[Ranked]]:
    """Every unit of a month scored and ranked: a function of the two and of nothing else."""
    month = Month.parse(facts.month)
    return rank((score(unit, month, scheme) for unit in facts.units), scheme.ranking)


def rank(scores: Iterable[Score], scheme: RankingScheme) -> dict[Cohort, list[Ranked]]:
    """Each cohort in order: ranked by 1, 2, 2, 4, then the unranked, then those without a score.

    Equals, and the unranked, follow the roster. Nobody outside a cohort changes a rank in it.
    """
    cohorts: dict[Cohort, list[Score]] = defaultdict(list)
    for one in scores:
        cohorts[one.cohort].append(one)
    return {cohort: _in_cohort(cohorts[cohort], scheme) for cohort in Cohort if cohort in cohorts}


def places(
    members: Iterable[Member], standing: Callable[[Member], Any]
) -> list[tuple[Member, int]]:
    """Members in order with their ranks: 1, 2, 2, 4; the smaller standing is the better one."""
    placed: list[tuple[Member, int]] = []
    for _, equals in groupby(sorted(members, key=standing), key=standing):
        place = len(placed) + 1
        placed += [(one, place) for one in equals]
    return placed


def _in_cohort(members: Sequence[Score], scheme: RankingScheme) -> list[Ranked]:
    roster = sorted(members, key=lambda one: (one.position, one.code))
    scored = [one for one in roster if one.total is not None]
    ranked = [one for one in scored if one.items >= scheme.fewest_items]
    return [
        *(Ranked(one, place) for one, place in places(ranked, lambda one: _standing(one, scheme))),
        *(Ranked(one, None) for one in scored if one.items < scheme.fewest_items),
        *(Ranked(one, None) for one in roster if one.total is None),
    ]


def _standing(one: Score, scheme: RankingScheme) -> tuple[Any, ...]:
    """By the rounded total, then by what decides ties, which is compared exactly."""
    ties = {
        Tie.PROGRESS: -one.progress,
        Tie.OVERDUE_WEIGHT: one.overdue_weight,
        Tie.DEDUCTION: one.deduction,
    }
    assert one.total is not None, "only scored units are ranked"  # noqa: S101  narrows the type
    return -one.total, *(ties[tie] for tie in scheme.ties)
