"""The clock of the demo ticks like a real one, and moves on when it is told to."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SteppedClock, SystemClock

START = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


async def test_it_ticks_and_steps_and_never_goes_back() -> None:
    clock = SteppedClock(START)
    assert timedelta() <= clock.now() - START < timedelta(seconds=1)
    await asyncio.sleep(0.05)
    assert clock.now() - START >= timedelta(seconds=0.05)
    assert clock.step(START + timedelta(days=30)) >= START + timedelta(days=30)
    assert clock.step(START) >= START + timedelta(days=30)


def test_moments_are_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        SteppedClock(datetime(2026, 11, 18))  # noqa: DTZ001  that is what is tried
