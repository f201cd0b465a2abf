"""P, Q, S, R and B: each case with its computation."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.scoring.component_schemes import Component
from models.scoring.item_facts import Grade, Updated
from models.scoring.milestone_facts import MilestoneFact, Part
from tests.models.scoring.cases import (
    after_cutoff,
    carried_closed,
    carried_open,
    computed,
    inspected,
    late,
    many,
    not_done,
    on_time,
    scored,
    slip,
    total,
    unanswered,
    update,
)

Facts = dict[str, Any]
CO = Part.CO


def test_the_worked_example_of_the_rules() -> None:
    """Four w=1, three on time, one 3 working days late; one carried and closed: 4.3/4.5."""
    score = scored(
        milestones=(*many(3, on_time), late("4", 3), carried_closed("5")),
        inspections=(inspected(Grade.EXCELLENT), inspected(Grade.GOOD, "2")),
        updates=many(5, update, Updated.BY_DUE),
    )
    assert score.components == {
        Component.PROGRESS: Fraction(4300, 45),  # 95.56
        Component.QUALITY: 90,
        Component.RETURNS: 100,
    }
    assert score.total == Decimal("94.44")  # (50 · 95.556 + 25 · 90 + 10 · 100) / 85


PROGRESS: dict[str, tuple[MilestoneFact, ...]] = {
    "all on time: 3/3 = 100": many(3, on_time),
    "none: 0/3 = 0": many(3, not_done),
    "1 day late: (1 + 0.8)/2 = 90": (on_time("1"), late("2", 1)),
    "exactly 5 days late: (1 + 0.8)/2 = 90": (on_time("1"), late("2", 5)),
    "6 days late: (1 + 0)/2 = 50": (on_time("1"), late("2", 6)),
    "4 days late, but after the cut-off: (1 + 0)/2 = 50": (on_time("1"), after_cutoff("2", 4)),
    "co weighs half: 1/1.5 = 66.67": (on_time("1"), not_done("2", part=CO)),
    "co alone is a whole: 0.5/0.5 = 100": (on_time("1", part=CO),),
    "difficulties: 1.5/(1.5 + 1.2) = 55.56": (
        on_time("1", difficulty="1.5"),
        not_done("2", difficulty="1.2"),
    ),
    "co and difficult: 0.5·1.2/(0.5·1.2 + 1) = 37.5": (
        on_time("1", part=CO, difficulty="1.2"),
        not_done("2"),
    ),
    "carried and open: 1/1.5 = 66.67": (on_time("1"), carried_open("2")),
    "carried and closed, however late: 0.5/1.5 = 33.33": (not_done("1"), carried_closed("2")),
    "carried, handed in after the cut-off: 1/1.5 = 66.67": (
        on_time("1"),
        carried_closed("2", handed_in_at="2026-12-08T03:00:00Z", before_cutoff=False),
    ),
    "carried, co, difficult: 1/(1 + 0.5·1.5·0.5) = 72.73": (
        on_time("1"),
        carried_open("2", part=CO, difficulty="1.5"),
    ),
    "all carried: 0.5/1 = 50": (carried_closed("1"), carried_open("2")),
    "falsified: (1 + 0)/2 = 50": (on_time("1"), on_time("2", falsified=True)),
    "carried, closed, falsified: 1/1.5 = 66.67": (
        on_time("1"),
        carried_closed("2", falsified=True),
    ),
}


@computed(PROGRESS)
def test_progress(facts: tuple[MilestoneFact, ...], expected: str) -> None:
    score = scored(milestones=facts)
    assert round(score.components[Component.PROGRESS], 2) == Fraction(expected)
    assert score.base == score.components[Component.PROGRESS], "it is all there is"


BASE: dict[str, Facts] = {
    "Q of each grade: (1 + 0.8 + 0.5 + 0)/4 = 57.50": {"inspections": [*map(inspected, Grade)]},
    "Q of nothing good: 0/1 = 0.00": {"inspections": [inspected(Grade.POOR)]},
    "S in time, accepted at once: 1 = 100.00": {"slips": [slip()]},
    "S in time, returned once: 0.8 = 80.00": {"slips": [slip(returns=1)]},
    "S in time, returned twice: 0.5 = 50.00": {"slips": [slip(returns=2)]},
    "S late: 0.5 = 50.00": {"slips": [slip(in_time=False)]},
    "S late and returned once: 0.5 = 50.00": {"slips": [slip(in_time=False, returns=1)]},
    "S unanswered: 0 = 0.00": {"slips": [unanswered()]},
    "S returned, and nothing since: 0 = 0.00": {"slips": [unanswered(returns=1)]},
    "S of each: (1 + 0.8 + 0.5 + 0)/4 = 57.50": {
        "slips": [slip("1"), slip("2", returns=1), slip("3", in_time=False), unanswered("4")]
    },
    "R of each: (1 + 0.5 + 0)/3 = 50.00": {"updates": [*map(update, Updated)]},
    "P and Q: (50·50 + 25·80)/75 = 60.00": {
        "milestones": [on_time("1"), not_done("2")],
        "inspections": [inspected(Grade.GOOD)],
    },
    "Q and S: (25·50 + 15·80)/40 = 61.25": {
        "inspections": [inspected(Grade.FAIR)],
        "slips": [slip(returns=1)],
    },
    "S and R: (15·50 + 10·100)/25 = 70.00": {
        "slips": [slip(in_time=False)],
        "updates": [update()],
    },
    "P, S and R: (50·90 + 15·80 + 10·50)/75 = 82.67": {
        "milestones": [on_time("1"), late("2")],
        "slips": [slip(returns=1)],
        "updates": [update(Updated.BY_CUTOFF)],
    },
    "all four: (50·66.667 + 25·100 + 15·0 + 10·75)/100 = 65.83": {
        "milestones": [*many(2, on_time), not_done("3")],
        "inspections": [inspected(Grade.EXCELLENT)],
        "slips": [unanswered()],
        "updates": [update(), update(Updated.BY_CUTOFF, "2")],
    },
}


@computed(BASE)
def test_the_components_that_have_items_make_up_the_base(facts: Facts, expected: str) -> None:
    assert str(total(**facts)) == expected


def updates(by_due: int, by_cutoff: int) -> tuple[Any, ...]:
    late = many(by_cutoff, update, Updated.BY_CUTOFF, first=by_due + 1)
    return many(by_due, update, Updated.BY_DUE) + late


HALF_A_CENT: dict[str, Facts] = {
    # Divided as decimals these end on …4999, and so a cent low; as floats the first three do, too.
    "(50·10/12 + 10·21.5/24)/0.6: 84.375 = 84.38": {
        "milestones": [*many(10, on_time), *many(2, not_done, first=11)],
        "updates": updates(19, 5),
    },
    "(50·11.8/12 + 10·21.5/24)/0.6: 96.875 = 96.88": {
        "milestones": [*many(11, on_time), late("12")],
        "updates": updates(19, 5),
    },
    "50·8.2/12 + 25·0.8 + 15·2.5/3 + 10·18.5/24: 74.375 = 74.38": {
        "milestones": [on_time("1"), *many(9, late, first=2), *map(not_done, ("11", "12"))],
        "inspections": [inspected(Grade.GOOD)],
        "slips": [slip("1"), slip("2"), slip("3", in_time=False)],
        "updates": updates(13, 11),
    },
    "(50·6.4/12 + 10·21.5/24)/0.6: 59.375 = 59.38": {
        "milestones": [*map(late, "12345678"), *many(4, not_done, first=9)],
        "updates": updates(19, 5),
    },
    # Decimals get this one right, floats do not.
    "50·4.2/8 + 25·2.3/3 + 15·2.8/3 + 10·18.5/24: 67.125 = 67.13": {
        "milestones": [on_time("1"), *map(late, "2345"), *map(not_done, "678")],
        "inspections": [inspected(Grade.EXCELLENT), inspected(Grade.GOOD), inspected(Grade.FAIR)],
        "slips": [slip("1"), slip("2"), slip("3", returns=1)],
        "updates": updates(13, 11),
    },
}


@computed(HALF_A_CENT)
def test_half_a_cent_goes_up(facts: Facts, expected: str) -> None:
    assert str(total(**facts)) == expected


def test_without_items_there_is_no_score() -> None:
    score = scored()
    assert (score.base, score.total, score.items) == (None, None, 0)
    assert (score.components, score.lines) == ({}, ())
