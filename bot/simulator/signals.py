"""Waking those who wait for something to happen."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Signal:
    """Wakes every present waiter when fired; costs nothing while nobody waits."""

    _waiters: set[asyncio.Future[None]] = field(default_factory=set)

    def fire(self) -> None:
        """Wake all who wait now."""
        if not self._waiters:
            return
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    async def wait(self, seconds: float) -> bool:
        """Wait for the next firing; False when `seconds` passed without one."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._waiters.discard(waiter)
        return True
