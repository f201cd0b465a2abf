"""The alarm rings at start, at the next moment, and soon again after a ring that went badly."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from scheduler import alarm_clock
from scheduler.alarm_clock import AlarmClock
from scheduler.rounds import Rounds

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class NoonClock:
    """An office in which it is always noon: the alarm's own waiting must not depend on it."""

    def now(self) -> datetime:
        return NOON


@dataclass
class Shift:
    """Rounds whose next duty comes `ahead` of now; notes when it was asked to catch up."""

    ahead: timedelta
    well: bool = True
    asked: list[datetime] = field(default_factory=list)

    def catch_up(self, now: datetime) -> bool:
        self.asked.append(now)
        return self.well

    def next_moment(self, now: datetime) -> datetime:
        return now + self.ahead


async def rings(shift: Shift, seconds: float) -> int:
    """How often the alarm rings in so much real time."""
    rung: list[None] = []
    clock = AlarmClock(cast(Rounds, shift), NoonClock(), lambda: rung.append(None))
    await clock.start()
    await asyncio.sleep(seconds)
    clock.stop()
    assert shift.asked == [NOON] * len(rung)
    return len(rung)


async def test_it_rings_at_start_and_waits_for_the_next_moment() -> None:
    assert await rings(Shift(timedelta(hours=3)), 0.3) == 1


async def test_it_rings_again_when_the_next_moment_comes() -> None:
    assert await rings(Shift(timedelta(seconds=0.1)), 0.55) >= 2


async def test_it_looks_again_before_a_far_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_clock, "LOOK_AGAIN", timedelta(seconds=0.1))
    assert await rings(Shift(timedelta(days=3)), 0.6) >= 2


async def test_it_tries_again_soon_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_clock, "TRY_AGAIN", timedelta(seconds=0.1))
    assert await rings(Shift(timedelta(days=3), well=False), 0.6) >= 2
