"""The clock of the demo ticks like a real one, and moves on when it is told to."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SteppedClock, SystemClock
from tests.virtual_time import Hands

START = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def test_it_ticks_and_steps_and_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.clock.time", hands := Hands())
    clock = SteppedClock(START)
    assert clock.now() == START
    hands.shows += 5
    assert clock.now() == START + timedelta(seconds=5)
    assert clock.step(START + timedelta(days=30)) == START + timedelta(days=30)
    hands.shows += 5
    assert clock.now() == clock.step(START) == START + timedelta(days=30, seconds=5)


def test_moments_are_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        SteppedClock(datetime(2026, 11, 18))  # noqa: DTZ001  that is what is tried
