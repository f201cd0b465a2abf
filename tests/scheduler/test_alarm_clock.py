"""The alarm rings at start, at the next moment, and soon again after a ring that went badly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

from scheduler.alarm_clock import LOOK_AGAIN, TRY_AGAIN, AlarmClock
from scheduler.rounds import Rounds
from tests.waiting import until

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


@asynccontextmanager
async def running(shift: Shift) -> AsyncIterator[tuple[AlarmClock, list[None]]]:
    """The alarm, started, and a list that grows by one whenever it has rung."""
    rung: list[None] = []
    clock = AlarmClock(cast(Rounds, shift), NoonClock(), lambda: rung.append(None))
    await clock.start()
    yield clock, rung
    clock.stop()


async def wait_before_the_next(shift: Shift) -> timedelta:
    """How long the alarm sleeps when it has rung at start."""
    async with running(shift) as (clock, rung):
        assert (shift.asked, len(rung)) == ([NOON], 1)
        wait: timedelta = clock._scheduler.get_job("ring").trigger.interval
        return wait


async def test_it_rings_at_start_and_waits_for_the_next_moment() -> None:
    assert await wait_before_the_next(Shift(timedelta(minutes=3))) == timedelta(minutes=3)


async def test_it_rings_again_when_the_next_moment_comes() -> None:
    shift = Shift(timedelta(seconds=0.05))
    async with running(shift) as (_, rung):
        await until(lambda: len(rung) >= 3)
    assert set(shift.asked) == {NOON}


async def test_it_looks_again_before_a_far_moment() -> None:
    assert await wait_before_the_next(Shift(timedelta(days=3))) == LOOK_AGAIN


async def test_it_tries_again_soon_after_a_failure() -> None:
    assert await wait_before_the_next(Shift(timedelta(days=3), well=False)) == TRY_AGAIN
