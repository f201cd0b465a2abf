"""Moves a clock on from moment to moment and does on the way all that the calendar asks for."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from models import outbox
from models.practice import Practices
from models.store import Store
from models.units import offices
from scheduler.duties import Appointment
from scheduler.timetable import Timetables


class Steps(Protocol):
    """A clock that can be moved on by hand."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""

    def step(self, until: datetime) -> datetime:
        """Move on to a moment and return what time it is now."""


class TimeMachine:
    """For demo and tests. `ring` does the duties due now, `settle` waits until all is said."""

    def __init__(
        self,
        store: Store,
        practices: Practices,
        clock: Steps,
        ring: Callable[[], Awaitable[None]],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        self._store = store
        self._practices = practices
        self._timetables = Timetables(practices)
        self._clock = clock
        self._ring = ring
        self._settle = settle

    def next_duty(self) -> Appointment:
        """The duty that comes next, and when."""
        return self.next_after(self._clock.now())

    def next_after(self, moment: datetime) -> Appointment:
        """The duty of any office that comes next after a moment."""
        with self._store.reading() as session:
            return self._timetables.next(offices(session), moment)

    async def step(self, until: datetime) -> None:
        """Go to a moment as if the time had passed: duties, opening hours and mail in between."""
        while (stop := await asyncio.to_thread(self._next_stop, self._clock.now())) < until:
            await self._arrive(stop)
        await self._arrive(until)

    async def _arrive(self, moment: datetime) -> None:
        self._clock.step(moment)
        await self._ring()
        await self._settle()

    def _next_stop(self, now: datetime) -> datetime:
        """The next moment at which anything happens."""
        stops = [self.next_after(now).moment]
        with self._store.reading() as session:
            if outbox.due(session, now, most=1):  # it waits for an office to open
                stops.append(self._practices.next_open(now))
            if later := outbox.next_due(session, now):
                stops.append(max(later, self._practices.next_open(later)))
        return min(stop for stop in stops if stop > now)
