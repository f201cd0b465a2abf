"""The world's clock: real time moved by an offset that tests and the demo set."""

import time
from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Clock:
    """Tells the world's time; only message dates and expiries depend on it, never pacing."""

    offset: float = 0.0

    def now(self) -> float:
        """Seconds since the epoch in the world's time."""
        return time.time() + self.offset

    def stamp(self) -> int:
        """The same in whole seconds, as Telegram dates everything."""
        return int(self.now())

    def set_now(self, moment: datetime) -> None:
        """Make the world's time `moment` (aware); it runs on from there at normal speed."""
        self.offset = moment.timestamp() - time.time()
