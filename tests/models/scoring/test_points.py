"""G, D and F: what is added and deducted, what caps it; everywhere on top of a base of 80."""

from decimal import Decimal
from typing import Any

from models.scoring.lines import Heading, Rule
from models.scoring.point_facts import Fault, FaultFact, Merit, MeritFact
from models.scoring.point_schemes import BonusScheme, PilotBonus
from models.scoring.scheme import Scheme
from tests.models.scoring.cases import (
    computed,
    fault,
    late,
    many,
    merit,
    not_done,
    on_time,
    scored,
    total,
)

EIGHTY = many(3, late)


def pilots(times: int) -> tuple[MeritFact, ...]:
    return many(times, merit, Merit.PILOT)


def early(times: int) -> tuple[MeritFact, ...]:
    return many(times, merit, Merit.EARLY)


def risks(times: int, ahead: int = 10) -> tuple[MeritFact, ...]:
    return tuple(merit(Merit.RISK, str(n), ahead) for n in range(times))


BONUS = {
    "a pilot: 80 + 0.5 = 80.50": pilots(1),
    "two pilots: 80 + 1 = 81.00": pilots(2),
    "three pilots earn as much as two: 80 + 1 = 81.00": pilots(3),
    "an early completion: 80 + 0.2 = 80.20": early(1),
    "six early completions: 80 + min(1.2, 1) = 81.00": early(6),
    "a risk 10 working days ahead: 80 + 0.2 = 80.20": risks(1, 10),
    "a risk 9 working days ahead: 80 + 0 = 80.00": risks(1, 9),
    "six risks: 80 + min(1.2, 1) = 81.00": risks(6),
    "of each kind one: 80 + 0.5 + 0.2 + 0.2 = 80.90": pilots(1) + early(1) + risks(1),
    "of each kind the most: 80 + 3 = 83.00": pilots(4) + early(9) + risks(9),
}


@computed(BONUS)
def test_bonus(facts: tuple[MeritFact, ...], expected: str) -> None:
    assert str(total(milestones=EIGHTY, merits=facts)) == expected


def test_the_bonus_has_a_most_in_all() -> None:
    strict = Scheme(bonus=BonusScheme(most=Decimal(2)))
    score = scored(strict, milestones=EIGHTY, merits=pilots(4) + early(9) + risks(9))
    assert score.bonus == 2
    assert score.total == Decimal("82.00")


def test_what_crosses_the_most_of_its_kind_earns_the_rest_of_it() -> None:
    scheme = Scheme(bonus=BonusScheme(pilot=PilotBonus(each=Decimal("0.4"))))
    lines = scored(scheme, milestones=EIGHTY, merits=pilots(4)).under(Heading.BONUS)
    assert [line.points for line in lines] == [Decimal("0.4"), Decimal("0.4"), Decimal("0.2"), 0]


REMINDER, ORDER = Fault.REMINDER, Fault.ORDER

DEDUCTION: dict[str, tuple[FaultFact, ...]] = {
    "a reminder: 80 - 1 = 79.00": (fault(REMINDER),),
    "an order: 80 - 3 = 77.00": (fault(ORDER),),
    "both about one matter, only the higher: 80 - 3 = 77.00": (fault(REMINDER), fault(ORDER)),
    "both about two matters: 80 - 1 - 3 = 76.00": (fault(REMINDER, "1"), fault(ORDER, "2")),
    "two reminders about one matter: 80 - 1 = 79.00": (
        fault(REMINDER, basis="改催〔2026〕12号"),
        fault(REMINDER, basis="改催〔2026〕13号"),
    ),
    "the same reminder told twice: 80 - 1 = 79.00": (fault(REMINDER),) * 2,
    "two reminders about two matters: 80 - 2 = 78.00": (fault(REMINDER, "1"), fault(REMINDER, "2")),
    "a second return: 80 - 0.5 = 79.50": (fault(Fault.FURTHER_RETURN),),
    "a second, third and fourth return: 80 - 1.5 = 78.50": many(3, fault, Fault.FURTHER_RETURN),
    "a reminder and a second return: 80 - 1 - 0.5 = 78.50": (
        fault(REMINDER),
        fault(Fault.FURTHER_RETURN),
    ),
    "a falsification: 80 - 5 = 75.00": (fault(Fault.FALSIFICATION),),
    "two falsifications: 80 - 10 = 70.00": many(2, fault, Fault.FALSIFICATION),
    "three orders and a falsification: 80 - min(14, 10) = 70.00": (
        *many(3, fault, ORDER),
        fault(Fault.FALSIFICATION),
    ),
}


@computed(DEDUCTION)
def test_deduction(facts: tuple[FaultFact, ...], expected: str) -> None:
    assert str(total(milestones=EIGHTY, faults=facts)) == expected


TOTAL: dict[str, dict[str, Any]] = {
    "both: 80 + 0.5 - 1 = 79.50": {
        "milestones": EIGHTY,
        "merits": pilots(1),
        "faults": [fault(REMINDER)],
    },
    "never above 100: 100 + 0.5 = 100.00": {"milestones": many(3, on_time), "merits": pilots(1)},
    "never below 0: 0 - 5 = 0.00": {
        "milestones": many(3, not_done),
        "faults": [fault(Fault.FALSIFICATION)],
    },
    "clamped once, at the end: 100 + 1 - 3 = 98.00": {
        "milestones": many(3, on_time),
        "merits": pilots(2),
        "faults": [fault(ORDER)],
    },
    "from the ground: 0 + 0.5 = 0.50": {"milestones": many(3, not_done), "merits": pilots(1)},
    "falsified: q = 0 and 5 points, 3/4 · 100 - 5 = 70.00": {
        "milestones": [*many(3, on_time), on_time("4", falsified=True)],
        "faults": [fault(Fault.FALSIFICATION, "4")],
    },
}


@computed(TOTAL)
def test_total(facts: dict[str, Any], expected: str) -> None:
    assert str(total(**facts)) == expected


def test_points_alone_make_no_score() -> None:
    score = scored(merits=pilots(1), faults=(fault(REMINDER),))
    assert score.total is None
    assert [line.rule for line in score.lines] == [Rule.PILOT, Rule.REMINDED]
