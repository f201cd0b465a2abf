"""Which milestones are in the month's set, and by which date: extensions and side states (§6)."""

from datetime import date
from decimal import Decimal

import pytest

from models.matters.ledger import SIDE_STATES, State
from models.scoring.lines import Heading, Rule
from models.scoring.milestone_facts import ExtensionFact, MilestoneFact, date_in_force
from tests.models.scoring.cases import (
    DUE,
    aside,
    carried_open,
    computed,
    extended,
    late,
    not_done,
    on_time,
    scored,
    total,
)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def shown(one: MilestoneFact) -> tuple[Heading, Rule, str, str]:
    """Where the line of a milestone stands, by which rule, its weight and what it earned."""
    (line,) = scored(milestones=(one,)).lines
    return line.heading, line.rule, str(line.weight), str(line.points)


@pytest.mark.parametrize(
    ("asked", "in_force"),
    [
        pytest.param(["11-18 11-27"], "11-27", id="two days before"),
        pytest.param(["11-20 11-27"], "11-27", id="on the day itself, which is not over"),
        pytest.param(["11-21 11-27"], "11-20", id="a day late"),
        pytest.param(["11-18 11-27", "11-26 12-04"], "12-04", id="again, before the moved date"),
        pytest.param(["11-18 11-27", "11-28 12-04"], "11-27", id="again, but after it"),
        pytest.param(["11-26 12-04", "11-18 11-27"], "12-04", id="in whatever order they are told"),
        pytest.param([], "11-20", id="none"),
    ],
)
def test_an_extension_asked_for_in_time_moves_the_date(asked: list[str], in_force: str) -> None:
    days = [tuple(map(day, one.split())) for one in asked]
    given = tuple(ExtensionFact(asked_on=asked, granted_on=granted) for asked, granted in days)
    assert date_in_force(DUE, given) == day(in_force)
    one = on_time(extensions=given)
    assert (one.due_on, one.first_due_on) == (day(in_force), DUE), "the first stays on record"


EXTENDED = {
    "asked in time, handed in within it: 1/1 = 100.00": on_time(
        handed_in_at="2026-11-25T03:00:00Z", extensions=extended(day("11-18"), day("11-27"))
    ),
    "asked late, so 3 days late: 0.8/1 = 80.00": late(
        days=3, extensions=extended(day("11-23"), day("11-27"))
    ),
    "asked late and never handed in: 0/1 = 0.00": not_done(
        extensions=extended(day("11-23"), day("12-15"))
    ),
}


@computed(EXTENDED)
def test_a_late_request_changes_nothing(facts: MilestoneFact, expected: str) -> None:
    assert str(total(milestones=(facts,))) == expected


def test_what_is_put_off_to_a_later_month_is_out_and_says_so() -> None:
    one = not_done(extensions=extended(day("11-18"), day("12-15")))
    assert shown(one) == (Heading.LEFT_OUT, Rule.PUT_OFF, "0", "0")
    assert total(milestones=(one, on_time("2"))) == Decimal("100.00"), "1/1, not 1/2"


@pytest.mark.parametrize(
    ("due", "rule"),
    [
        ("10-31", Rule.CARRIED_OPEN),
        ("11-01", Rule.NOT_DONE),
        ("11-30", Rule.NOT_DONE),
        ("12-01", Rule.PUT_OFF),
    ],
)
def test_a_date_belongs_to_its_month_from_the_first_day_to_the_last(due: str, rule: Rule) -> None:
    assert shown(not_done(first_due_on=day(due)))[1] is rule


def test_what_is_put_off_into_the_month_is_due_in_it() -> None:
    in_time = carried_open(extensions=extended(day("10-19"), day("11-20")))
    too_late = carried_open(extensions=extended(day("10-21"), day("11-20")))
    assert shown(in_time) == (Heading.PROGRESS, Rule.NOT_DONE, "1", "0")
    assert shown(too_late) == (Heading.PROGRESS, Rule.CARRIED_OPEN, "0.5", "0")


@pytest.mark.parametrize(
    ("approved", "expected"),
    [
        pytest.param("10-12", "100.00", id="long before the date: 1/1"),
        pytest.param("11-20", "100.00", id="on the date, which is not over: 1/1"),
        pytest.param("11-21", "50.00", id="a day late: 1/2"),
    ],
)
@pytest.mark.parametrize("state", sorted(SIDE_STATES))
def test_a_side_state_approved_before_the_date_takes_a_matter_out(
    state: State, approved: str, expected: str
) -> None:
    one = not_done(set_aside=aside(day(approved), state))
    assert str(total(milestones=(one, on_time("2")))) == expected


def test_a_matter_that_is_out_can_be_opened() -> None:
    score = scored(milestones=(not_done(set_aside=aside(day("10-12"))), on_time("2")))
    (line,) = score.under(Heading.LEFT_OUT)
    assert line.weight == line.best == 0
    assert isinstance(line.fact, MilestoneFact)
    assert line.fact.set_aside == aside(day("10-12"), State.AWAITING_SUPERIOR)
    assert score.items == 1


def test_a_side_state_approved_late_stays_in_the_month_that_was_missed_only() -> None:
    approved_late = aside(day("10-26"))
    carried = carried_open(set_aside=approved_late)
    assert shown(carried)[:2] == (Heading.LEFT_OUT, Rule.SET_ASIDE), "it is not open any more"
    assert shown(not_done(set_aside=aside(day("11-26"))))[:2] == (Heading.PROGRESS, Rule.NOT_DONE)


def test_a_side_state_is_measured_by_the_date_in_force() -> None:
    put_off = extended(day("11-18"), day("11-27"))
    one = not_done(extensions=put_off, set_aside=aside(day("11-25")))
    assert shown(one)[1] is Rule.SET_ASIDE


def test_whoever_has_only_what_is_out_has_no_score() -> None:
    score = scored(milestones=(not_done(set_aside=aside(day("10-12"))),))
    assert (score.total, score.items, len(score.lines)) == (None, 0, 1)


def test_facts_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="was not handed in"):
        not_done(late_days=3)
    with pytest.raises(ValueError, match="was not handed in"):
        not_done(before_cutoff=True)
