"""The updates that wait for the bot, and the long poll that hands them out."""

import asyncio
import json
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.simulator.clock import Clock
from bot.simulator.refusals import conflict

Json = dict[str, Any]

OPTIONAL_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only when it asks for them."""

DAY = 24 * 3600
CALLBACK_LIFE = 150
"""Seconds for which Telegram keeps a button press that the bot has not fetched."""

_TERMINATED = {
    "getUpdates": "terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
}


@dataclass(slots=True, frozen=True)
class Queued:
    """An update as text, frozen at the moment it happened."""

    id: int
    kind: str
    at: float
    body: str


class UpdateQueue:
    """What happened and was not acknowledged yet; one reader at a time."""

    def __init__(self, clock: Clock, duplicates: Callable[[], bool]) -> None:
        self._clock = clock
        self._duplicates = duplicates
        self._pending: deque[Queued] = deque()
        self._again: list[Queued] = []
        self._next_id = random.randrange(10**8, 9 * 10**8)  # noqa: S311 - no secret
        self._allowed: frozenset[str] | None = None
        self._reader: asyncio.Future[str] | None = None
        self.webhook_active = False

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for; None for the default."""
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set the kinds the bot wants from now on; an empty list means the default."""
        self._allowed = frozenset(kinds or ()) or None

    def put(self, kind: str, body: Any) -> int | None:
        """Queue what happened; None when the bot has not asked for that kind."""
        wanted = kind not in OPTIONAL_KINDS if self._allowed is None else kind in self._allowed
        if not wanted:
            return None
        update_id = self._take_id()
        return self._queue(update_id, kind, json.dumps({"update_id": update_id, kind: body}))

    def put_raw(self, update: Json) -> int:
        """Queue any object as it is; it is only given an id when it has none."""
        update = {"update_id": self._take_id()} | update
        return self._queue(update["update_id"], "raw", json.dumps(update))

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _queue(self, update_id: int, kind: str, body: str) -> int:
        self._pending.append(Queued(update_id, kind, self._clock.now(), body))
        self._wake("news")
        return update_id

    def _wake(self, why: str) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(why)

    def pending(self) -> list[Queued]:
        """What is not acknowledged yet, oldest first."""
        self._expire()
        return [*self._again, *self._pending]

    def clear(self) -> None:
        """Drop all that waits; ids go on counting."""
        self._pending.clear()
        self._again.clear()

    def acknowledge(self, offset: int) -> None:
        """Forget the updates below `offset`; a negative one keeps only the last ones."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and self._pending[0].id < offset:
            update = self._pending.popleft()
            if self._duplicates():
                self._again.append(update)

    def _expire(self) -> None:
        now = self._clock.now()
        while self._pending and now - self._pending[0].at > DAY:
            self._pending.popleft()
        if any(_stale(update, now) for update in self._pending):
            kept = [update for update in self._pending if not _stale(update, now)]
            self._pending = deque(kept)

    def take(self, limit: int) -> list[Queued]:
        """Up to `limit` updates; those to be delivered again come first and only once."""
        if self._again:
            batch, self._again = self._again[:limit], self._again[limit:]
            return batch
        self._expire()
        return [self._pending[n] for n in range(min(limit, len(self._pending)))]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Queued]:
        """Acknowledge, then wait up to `seconds` for news; a later poll ends this one with 409."""
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._wake("getUpdates")
        if offset:
            self.acknowledge(offset)
        batch = self.take(limit)
        if batch or seconds <= 0:
            return batch
        return self.take(limit) if await self._news(seconds) else []

    async def _news(self, seconds: float) -> bool:
        reader = self._reader = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                why = await reader
        except TimeoutError:
            return False
        finally:
            if self._reader is reader:
                self._reader = None
        if why == "news":
            return True
        raise conflict(_TERMINATED.get(why, f"terminated by {why} request"))

    def terminate(self, method: str) -> None:
        """End the waiting poll because the bot called another method of receiving."""
        self._wake(method)

    async def wait(self, seconds: float) -> None:
        """Wait for the next update without taking it (for the webhook)."""
        if not self._pending and not self._again:
            await self._news(seconds)


def _stale(update: Queued, now: float) -> bool:
    return update.kind == "callback_query" and now - update.at > CALLBACK_LIFE
