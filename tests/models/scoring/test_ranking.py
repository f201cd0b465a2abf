"""Ranks in a cohort: 1, 2, 2, 4, each way a tie is decided, and who is not ranked (DOMAIN §6)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from models.scoring.component_schemes import ProgressScheme
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.item_facts import Grade, Updated
from models.scoring.milestone_facts import MilestoneFact, Part
from models.scoring.point_facts import Fault, Merit
from models.scoring.ranking import score_month
from models.scoring.scheme import RankingScheme, Scheme, Tie
from models.units import Cohort
from tests.models.scoring.cases import (
    SCHEME,
    after_cutoff,
    aside,
    carried_closed,
    carried_open,
    fault,
    inspected,
    late,
    many,
    merit,
    not_done,
    on_time,
    scored,
    unit,
    update,
)

Row = tuple[str, str, int | None]


def ranked(
    units: Sequence[UnitFacts], scheme: Scheme = SCHEME, cohort: Cohort = Cohort.DISTRICT
) -> list[Row]:
    """Code, F and rank of a cohort, in order."""
    month = score_month(MonthFacts(month="2026-11", units=tuple(units)), scheme)
    return [(row.score.code, str(row.score.total), row.rank) for row in month[cohort]]


def named(**districts: dict[str, Any]) -> list[UnitFacts]:
    """Districts by their letters, in the order of the roster."""
    return [
        unit(code, **lists).model_copy(update={"position": position})
        for position, (code, lists) in enumerate(districts.items())
    ]


def hard(matter: str) -> MilestoneFact:
    return on_time(matter, difficulty="1.5")


ALL = {"milestones": many(3, on_time)}
MOST = {"milestones": many(3, late)}
NONE = {"milestones": many(3, not_done)}


def test_equals_share_a_rank_and_the_next_is_left_free() -> None:
    units = named(d=NONE, b=MOST, a=ALL, c=MOST)
    expected = [("a", "100.00", 1), ("b", "80.00", 2), ("c", "80.00", 2), ("d", "0.00", 4)]
    assert ranked(units) == expected


def test_three_firsts_and_then_the_fourth() -> None:
    assert [row[2] for row in ranked(named(a=ALL, b=ALL, c=ALL, d=NONE))] == [1, 1, 1, 4]


TIES: dict[str, tuple[Tie, dict[str, Any], dict[str, Any]]] = {
    "higher P: P 80 against P 100 with Q 40, (50·100 + 25·40)/75 = 80.00": (
        Tie.PROGRESS,
        MOST,
        {**ALL, "inspections": [inspected(Grade.GOOD, "1"), inspected(Grade.POOR, "2")]},
    ),
    "lower overdue weight: 100·2/3, open against handed in 6 days late = 66.67": (
        Tie.OVERDUE_WEIGHT,
        {"milestones": [*many(2, on_time), not_done("3")]},
        {"milestones": [*many(2, on_time), late("3", 6)]},
    ),
    "lower overdue weight: 100·3/4, open 1.5 of 6 against 1 of 4 = 75.00": (
        Tie.OVERDUE_WEIGHT,
        {"milestones": [*map(hard, "123"), not_done("4", difficulty="1.5")]},
        {"milestones": [*many(3, on_time), not_done("4")]},
    ),
    "lower D: 80 + 1 - 1 against 80 = 80.00": (
        Tie.DEDUCTION,
        {**MOST, "merits": many(2, merit, Merit.PILOT), "faults": [fault(Fault.REMINDER)]},
        MOST,
    ),
}


@pytest.mark.parametrize("case", TIES.items(), ids=list(TIES))
def test_what_decides_a_tie(
    case: tuple[str, tuple[Tie, dict[str, Any], dict[str, Any]]],
) -> None:
    computation, (tie, worse, better) = case
    total = computation.rpartition("= ")[2]
    units = named(a=worse, b=better)
    assert ranked(units) == [("b", total, 1), ("a", total, 2)]
    others = tuple(one for one in Tie if one is not tie)
    undecided = Scheme(ranking=RankingScheme(ties=others))
    assert [row[2] for row in ranked(units, undecided)] == [1, 1], "nothing else tells them apart"


OVERDUE = {
    "open: 1.5": ([not_done("1", difficulty="1.5")], "1.5"),
    "carried and open: 0.5": ([carried_open("1")], "0.5"),
    "handed in when the month was closed: 1": ([after_cutoff("1")], "1"),
    "proven false, so never delivered: 1": ([on_time("1", falsified=True)], "1"),
    "6 days late, but there: 0": ([late("1", 6)], "0"),
    "carried and closed, on time: 0": ([carried_closed("1"), on_time("2")], "0"),
    "set aside: 0": ([not_done("1", set_aside=aside(date(2026, 10, 12)))], "0"),
    "two of them: 1 + 0.5": ([not_done("1"), carried_open("2"), on_time("3")], "1.5"),
}


@pytest.mark.parametrize(("milestones", "weight"), OVERDUE.values(), ids=list(OVERDUE))
def test_overdue_is_what_was_owed_when_the_month_was_closed(
    milestones: list[MilestoneFact], weight: str
) -> None:
    assert scored(milestones=milestones).overdue_weight == Fraction(weight)


def test_what_weighs_nothing_is_no_item() -> None:
    leaders_only = Scheme(progress=ProgressScheme(co=Decimal(0)))
    score = scored(leaders_only, milestones=[on_time("1"), not_done("2", part=Part.CO)])
    assert score.items == 1
    assert score.total == 100


def test_ties_are_decided_in_their_order() -> None:
    """P 80 with D 0 against P 100 with D 1: what is asked first decides."""
    lower = MOST
    higher = {**ALL, "inspections": [inspected(Grade.GOOD, "1"), inspected(Grade.POOR, "2")]}
    higher |= {"merits": many(2, merit, Merit.PILOT), "faults": [fault(Fault.REMINDER)]}
    units = named(a=lower, b=higher)
    assert ranked(units) == [("b", "80.00", 1), ("a", "80.00", 2)]
    turned = Scheme(ranking=RankingScheme(ties=(Tie.DEDUCTION, Tie.PROGRESS)))
    assert ranked(units, turned) == [("a", "80.00", 1), ("b", "80.00", 2)]


def test_fewer_than_three_items_are_scored_and_listed_but_not_ranked() -> None:
    two = {
        "milestones": many(2, on_time),
        "updates": many(9, update, Updated.BY_DUE),
        "inspections": [inspected(Grade.EXCELLENT)],
    }
    carried = {"milestones": [*many(2, on_time), carried_open("3")]}
    units = named(a=two, b=MOST, c=carried, d={})
    assert ranked(units) == [
        ("b", "80.00", 1),
        ("c", "80.00", 2),  # 2/2.5; overdue weight 0.5
        ("a", "100.00", None),
        ("d", "None", None),
    ]


def test_whoever_has_nothing_due_is_not_first_by_its_updates() -> None:
    units = named(a={"updates": many(5, update, Updated.BY_DUE)}, b=NONE)
    assert ranked(units) == [("b", "0.00", 1), ("a", "100.00", None)]


def test_the_unranked_follow_the_roster() -> None:
    units = named(c={"milestones": [not_done()]}, a={}, b={"milestones": [on_time()]})
    assert [row[0] for row in ranked(units)] == ["c", "b", "a"]


def test_another_scheme_ranks_from_one_item_on() -> None:
    lenient = Scheme(ranking=RankingScheme(fewest_items=1))
    assert ranked(named(a={"milestones": [on_time()]}), lenient) == [("a", "100.00", 1)]


def test_cohorts_are_ranked_by_themselves() -> None:
    zone = unit("z", Cohort.ZONE, milestones=many(3, late))
    units = [*named(a=MOST, b=ALL), zone]
    assert ranked(units) == [("b", "100.00", 1), ("a", "80.00", 2)]
    assert ranked(units, cohort=Cohort.ZONE) == [("z", "80.00", 1)]


def test_a_tie_is_decided_by_what_rounding_hides() -> None:
    """10/15 and 10.002/15.002 are both 66.67 of a hundred: P, not the figure that is shown."""
    plain = {"milestones": [*many(2, on_time), late("3", 6)]}
    hairsbreadth = [*(on_time(n, difficulty="5.001") for n in "12"), late("3", 6, difficulty=5)]
    units = named(a=plain, b={"milestones": hairsbreadth})
    assert ranked(units) == [("b", "66.67", 1), ("a", "66.67", 2)]
