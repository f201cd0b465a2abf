"""Waiting for what another task, thread or program does: as long as it takes, within a bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable

PATIENCE = 60.0
"""Seconds after which what is waited for counts as not coming; a busy machine needs a few."""

LOOK_EVERY = 0.01


async def until(holds: Callable[[], Awaitable[object] | object]) -> None:
    """Return as soon as something holds; it may be asked for with an await. TimeoutError if not."""
    async with asyncio.timeout(PATIENCE):
        while not await _told(holds()):  # noqa: ASYNC110  what is waited for offers no event
            await asyncio.sleep(LOOK_EVERY)


async def _told(answer: Awaitable[object] | object) -> object:
    return await answer if isawaitable(answer) else answer


def wait_until(holds: Callable[[], object]) -> None:
    """The same where there is no event loop."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE} s")
        time.sleep(LOOK_EVERY)
