"""What would have earned more: the best of each line, and how many points of the total it is."""

from decimal import Decimal
from typing import Any

import pytest

from models.scoring.item_facts import Grade, Updated
from models.scoring.lines import Rule
from models.scoring.point_facts import Fault, Merit, MeritFact
from models.scoring.score import Score, gain
from tests.models.scoring.cases import (
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
    slip,
    total,
    unanswered,
    update,
)
from tests.models.scoring.test_set import day

Row = tuple[Rule, Rule, str]


def gains(score: Score) -> list[Row]:
    """Every line that could have earned more: its rule, the better one, and what that is worth."""
    lines = (line for line in score.lines if line.best > line.points)
    return [(line.rule, line.best_rule, str(gain(score, line))) for line in lines]


def risk(matter: str) -> MeritFact:
    return merit(Merit.RISK, matter)


EIGHTY = [late("1")]
TWENTY = (Rule.LATE, Rule.ON_TIME, "20.00")

GAINS: dict[str, tuple[dict[str, Any], list[Row]]] = {
    "the worked example: 97.06 - 94.44, and (50·95.556 + 25·100 + 10·100)/85 = 97.39 - 94.44": (
        {
            "milestones": [*many(3, on_time), late("4"), carried_closed("5")],
            "inspections": [inspected(Grade.EXCELLENT), inspected(Grade.GOOD, "2")],
            "updates": many(5, update, Updated.BY_DUE),
        },
        [(Rule.LATE, Rule.ON_TIME, "2.62"), (Rule.GOOD, Rule.EXCELLENT, "2.95")],
    ),
    "each way to miss a date: one of four": (
        {"milestones": [on_time("1"), late("2", 6), not_done("3"), after_cutoff("4", 4)]},
        [
            (Rule.TOO_LATE, Rule.ON_TIME, "25.00"),
            (Rule.NOT_DONE, Rule.ON_TIME, "25.00"),
            (Rule.AFTER_CUTOFF, Rule.ON_TIME, "25.00"),
        ],
    ),
    "carried, falsified: 0.5 of 2 and 1 of 2": (
        {
            "milestones": [
                carried_open("1"),
                carried_closed("2"),
                on_time("3", falsified=True),
            ]
        },
        [
            (Rule.CARRIED_OPEN, Rule.CARRIED_CLOSED, "25.00"),
            (Rule.FALSIFIED, Rule.ON_TIME, "50.00"),
        ],
    ),
    "slips: one of four": (
        {
            "slips": [
                slip("1", returns=1),
                slip("2", returns=2),
                slip("3", in_time=False),
                unanswered("4"),
            ]
        },
        [
            (Rule.SLIP_RETURNED_ONCE, Rule.SLIP_ON_TIME, "5.00"),
            (Rule.SLIP_RETURNED_AGAIN, Rule.SLIP_ON_TIME, "12.50"),
            (Rule.SLIP_LATE, Rule.SLIP_ON_TIME, "12.50"),
            (Rule.SLIP_UNANSWERED, Rule.SLIP_ON_TIME, "25.00"),
        ],
    ),
    "updates: one of two": (
        {"updates": [update(Updated.BY_CUTOFF, "1"), update(Updated.NONE, "2")]},
        [(Rule.UPDATED_LATE, Rule.UPDATED, "25.00"), (Rule.NOT_UPDATED, Rule.UPDATED, "50.00")],
    ),
    "deductions are worth what they cost": (
        {
            "milestones": EIGHTY,
            "faults": [
                fault(Fault.REMINDER),
                fault(Fault.FURTHER_RETURN),
                fault(Fault.FALSIFICATION),
            ],
        },
        [
            TWENTY,
            (Rule.REMINDED, Rule.NO_FAULT, "1.00"),
            (Rule.FALSIFICATION, Rule.NO_FAULT, "5.00"),
            (Rule.RETURNED_AGAIN, Rule.NO_FAULT, "0.50"),
        ],
    ),
    "without the order the reminder would have counted: 3 - 1": (
        {"milestones": EIGHTY, "faults": [fault(Fault.REMINDER), fault(Fault.ORDER)]},
        [TWENTY, (Rule.ORDERED, Rule.REMINDED, "2.00")],
    ),
    "beyond the most one deduction less changes nothing: 80 - 10 either way": (
        {"milestones": EIGHTY, "faults": many(3, fault, Fault.FALSIFICATION)},
        [TWENTY, *[(Rule.FALSIFICATION, Rule.NO_FAULT, "0.00")] * 3],
    ),
    "a risk that was reported too near": (
        {"milestones": EIGHTY, "merits": [merit(Merit.RISK, ahead=9)]},
        [
            TWENTY,
            (Rule.RISK_TOO_NEAR, Rule.RISK, "0.20"),
        ],
    ),
    "nor does a risk in time when five others have earned all of it: 80 + 1 to 100": (
        {
            "milestones": EIGHTY,
            "merits": [*many(5, risk), merit(Merit.RISK, ahead=9)],
        },
        [(Rule.LATE, Rule.ON_TIME, "19.00")],
    ),
    "a better line does not go beyond 100: 80 + 1 to 100": (
        {"milestones": [late("1")], "merits": many(3, merit, Merit.PILOT)},
        [(Rule.LATE, Rule.ON_TIME, "19.00")],
    ),
}


@pytest.mark.parametrize(("facts", "expected"), GAINS.values(), ids=list(GAINS))
def test_gain(facts: dict[str, Any], expected: list[Row]) -> None:
    assert gains(scored(**facts)) == expected


def test_the_best_of_all_lines_together_is_a_hundred() -> None:
    score = scored(
        milestones=[late("1"), not_done("2"), carried_open("3")],
        inspections=[*map(inspected, Grade)],
        slips=[unanswered(), slip("2", returns=2)],
        updates=[*map(update, Updated)],
    )
    assert all(line.best == 1 for line in score.lines)


def test_what_is_out_could_not_have_earned_more() -> None:
    score = scored(milestones=[on_time("1"), not_done("2", set_aside=aside(day("10-12")))])
    assert gains(score) == []
    assert [gain(score, line) for line in score.lines] == [0, 0]


def test_a_gain_is_the_difference_of_two_totals_that_are_shown() -> None:
    """So nobody finds 94.44 + 2.62 to be anything but what the unit would have had."""
    score = scored(milestones=[*many(2, on_time), late("3")])
    (late_line,) = [line for line in score.lines if line.rule is Rule.LATE]
    assert (score.total or 0) + gain(score, late_line) == total(milestones=many(3, on_time))


def test_a_line_of_another_score_is_refused() -> None:
    (foreign,) = scored(milestones=[late("2")]).lines
    with pytest.raises(ValueError, match="not in list"):
        gain(scored(milestones=[late("1")]), foreign)


def test_without_a_score_there_is_nothing_to_gain() -> None:
    score = scored(faults=[fault(Fault.REMINDER)])
    assert [gain(score, line) for line in score.lines] == [Decimal(0)]
