"""How many messages are under way at once: as many as the pace needs, and no more."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.outcomes import Outcome
from bot.pacing import Pacer

MOST = 16
STUCK = 0.5
"""Seconds after which a request no longer keeps others back: an answer must not wait for it."""

MEMORY = 0.1
"""How much one message counts in the mean of how long they take."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


class Traffic:
    """Every message under way is one that may be `unknown` if the program dies at that moment.

    So while a message takes less than a turn, one is under way at a time; on a slow line as many
    as keep the pace up. When the line or the server is ill, all wait, and then one goes to try.
    """

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._since: dict[int, float] = {}
        self._mean = 0.0
        self._pause = 0.0
        self._landed = asyncio.Event()

    @property
    def allowed(self) -> int:
        """How many may be under way now."""
        if self._pause:
            return 1
        return max(1, min(MOST, round(self._mean / self._pacer.gap)))

    async def room(self) -> None:
        """Wait until one more may be under way."""
        while (wait := self._wait()) > 0:
            self._landed.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._landed.wait()
            except TimeoutError:
                continue

    def _wait(self) -> float:
        now = _now()
        fresh = sorted(at for at in self._since.values() if at > now - STUCK)
        if len(fresh) < self.allowed and len(self._since) < MOST:
            return 0.0
        return fresh[0] + STUCK - now if fresh else STUCK

    @contextmanager
    def under_way(self, row_id: int) -> Iterator[None]:
        """Count a message from its claim until it is settled."""
        began = self._since[row_id] = _now()
        try:
            yield
        finally:
            del self._since[row_id]
            self._mean += MEMORY * (_now() - began - self._mean)
            self._landed.set()

    def went_well(self) -> None:
        """Telegram has taken a message: the line is in order."""
        self._pause = 0.0

    def went_badly(self, outcome: Outcome) -> None:
        """Hold everything back for what Telegram asks, or longer and longer while it is ill."""
        if outcome.pause:
            self._pacer.pause(outcome.pause)
        if outcome.ailing:
            self._pause = min(max(FIRST_PAUSE, self._pause * 2), LONGEST_PAUSE)
            self._pacer.pause(self._pause)


def _now() -> float:
    return asyncio.get_running_loop().time()
