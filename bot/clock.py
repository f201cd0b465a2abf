"""The clocks the program can run on: the real one, and one that is moved by hand."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class SteppedClock:
    """The demo's clock: it starts at a moment, ticks like a real one and is moved by `step`.

    It never goes back, so that rows stay in the order in which they were written.
    """

    def __init__(self, start: datetime) -> None:
        """Start at an aware moment; ValueError for one without a time zone."""
        if start.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        self._base = start.astimezone(UTC)
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The moment it has been moved to, plus the real time since then; aware, in UTC."""
        elapsed = time.monotonic() - self._since
        return datetime.fromtimestamp(self._base.timestamp() + elapsed, UTC)

    def step(self, until: datetime) -> datetime:
        """Move on to a moment and return what time it is now; an earlier moment changes nothing."""
        if until > self.now():
            self._base, self._since = until.astimezone(UTC), time.monotonic()
        return self.now()
