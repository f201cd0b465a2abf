"""Who is among the best: votes, then the earlier submission; ties at the last place; periods."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.calendar import Month
from models.experiences.outcome import Outcome, outcome, ranked
from models.experiences.periods import period_of, period_until

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


def test_more_votes_come_first_then_the_earlier_submission() -> None:
    submitted = {1: MONDAY + timedelta(days=2), 2: MONDAY, 3: MONDAY + timedelta(days=1), 4: MONDAY}
    assert ranked({1: 2, 2: 1, 3: 2, 4: 1}, submitted) == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("votes", "places", "wanted"),
    [
        ({1: 3, 2: 2, 3: 1}, 2, Outcome([1, 2])),
        ({1: 3, 2: 2, 3: 2}, 2, Outcome([1], [2, 3], 1)),
        ({1: 2, 2: 2, 3: 2}, 2, Outcome([], [1, 2, 3], 2)),
        ({1: 3, 2: 3, 3: 1}, 2, Outcome([1, 2])),
        ({1: 1, 2: 0, 3: 0}, 2, Outcome([1])),
        ({1: 0, 2: 0}, 2, Outcome([])),
        ({1: 2, 2: 1}, 5, Outcome([1, 2])),
    ],
)
def test_only_a_tie_for_the_last_place_is_left_open(
    votes: dict[int, int], places: int, wanted: Outcome
) -> None:
    order = ranked(votes, dict.fromkeys(votes, MONDAY))
    assert outcome(votes, order, places) == wanted


def test_half_years_end_with_june_and_december() -> None:
    assert period_of(date(2026, 11, 19), (6, 12)) == (Month(2026, 7), Month(2026, 12))
    assert period_of(date(2026, 6, 30), (6, 12)) == (Month(2026, 1), Month(2026, 6))
    assert period_of(date(2026, 1, 1), (3,)) == (Month(2025, 4), Month(2026, 3))
    with pytest.raises(ValueError, match="2026-11"):
        period_until(Month(2026, 11), (6, 12))
