"""APScheduler wakes the duties: it knows the next moment only, all that is due stands in rows."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.rounds import Rounds

LOOK_AGAIN = timedelta(minutes=10)
"""The longest sleep: the computer may have slept, or its clock been set, without telling us."""

TRY_AGAIN = timedelta(minutes=1)


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""


class AlarmClock:
    """Rings at the next moment of any duty, and once at start for what was missed."""

    def __init__(self, rounds: Rounds, clock: Clock, rang: Callable[[], None]) -> None:
        """`rang` is called after each ring: there may be something new to send."""
        self._rounds = rounds
        self._clock = clock
        self._rang = rang
        self._ringing = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # By default a job that is a second late is passed over without a word.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    async def start(self) -> None:
        """Make up for what was missed, then wait for the next moment."""
        self._scheduler.start()
        await self.ring()

    async def ring(self) -> None:
        """Do what is due by the clock now, and set the alarm for the next moment."""
        async with self._ringing:
            now = self._clock.now()
            well = await asyncio.to_thread(self._rounds.catch_up, now)
            self._rang()
            self._set(now, well)

    def _set(self, now: datetime, well: bool) -> None:  # noqa: FBT001  how the ring went
        wait = min(self._rounds.next_moment(now) - now, LOOK_AGAIN if well else TRY_AGAIN)
        seconds = wait.total_seconds()  # a wait, not a moment: only the alarm's own clock runs here
        self._scheduler.add_job(
            self.ring, "interval", seconds=seconds, id="ring", replace_existing=True
        )

    def stop(self) -> None:
        """Ring no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
