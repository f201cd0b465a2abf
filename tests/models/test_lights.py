"""绿/黄/红/蓝 from dates and progress, never typed in (DOMAIN §2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.matters.ledger import Light, Matter, Milestone, State
from models.matters.lights import light, next_date, overdue, points_behind
from tests.scheduler.city import AROUND, RULES

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CALENDAR, LIGHTS = AROUND.calendar, RULES.lights


def matter(due: date, start: date = date(2026, 1, 1), percent: int = 0, **facts: Any) -> Matter:
    return Matter(
        number="1", title="t", lead_unit_id=1, start_on=start, due_on=due, percent=percent, **facts
    )


def shown(one: Matter, *steps: Milestone, today: date = TODAY) -> Light:
    return light(one, steps, today, CALENDAR, LIGHTS)


def step(due: date, done: date | None = None) -> Milestone:
    return Milestone(matter_id=1, title="plan", due_on=due, done_on=done)


@pytest.mark.parametrize(
    ("due", "percent", "expected"),
    [
        (date(2026, 11, 19), 90, Light.RED),
        (date(2026, 11, 20), 90, Light.YELLOW),
        (date(2026, 12, 4), 90, Light.YELLOW),  # the tenth working day
        (date(2026, 12, 7), 90, Light.GREEN),
        (date(2026, 12, 31), 63, Light.GREEN),  # 88 % of the time is gone: 25 points behind
        (date(2026, 12, 31), 62, Light.YELLOW),
    ],
)
def test_the_light_of_a_day(due: date, percent: int, expected: Light) -> None:
    assert shown(matter(due, percent=percent)) is expected


def test_a_missed_milestone_is_red_until_it_is_reached() -> None:
    one = matter(date(2027, 6, 30), percent=80)
    assert shown(one, step(date(2026, 11, 19))) is Light.RED
    assert overdue(one, [step(date(2026, 11, 19))], TODAY)
    assert shown(one, step(date(2026, 11, 19), date(2026, 11, 30))) is Light.GREEN
    assert shown(one, step(date(2026, 11, 25))) is Light.YELLOW


def test_closed_and_closing_are_blue_and_an_override_wins() -> None:
    late = date(2026, 1, 31)
    assert shown(matter(late, state=State.CLOSED)) is Light.BLUE
    assert shown(matter(late, state=State.CLOSING)) is Light.BLUE
    assert shown(matter(late, light_override=Light.GREEN)) is Light.GREEN


@given(DAYS, DAYS, DAYS, st.integers(0, 100))
def test_how_far_behind_lies_between_none_and_all(
    start: date, due: date, today: date, percent: int
) -> None:
    one = matter(due, start, percent)
    assert 0 <= points_behind(one, today) <= 100 - percent or percent == 100
    assert points_behind(matter(due, start, 100), today) == 0
    assert next_date(one, []) == due


@given(DAYS, st.integers(0, 100), st.integers(1, 400))
def test_red_means_overdue_and_nothing_else(due: date, percent: int, days: int) -> None:
    one = matter(due, date(2024, 1, 1), percent)
    assert shown(one, today=due + timedelta(days=days)) is Light.RED
    assert shown(one, today=due - timedelta(days=days)) is not Light.RED
