"""Durable receive: raw updates are kept first, then handled in order per chat, then ticked off."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from telegram import Update

from bot.group_updates import meant_for
from bot.logs import place
from bot.raw_updates import needed, storable
from bot.telegram_bot import TelegramBot
from handlers.context import Clock
from models import inbox
from models.store import Store

log = logging.getLogger(__name__)

CONCURRENT = 16
"""Updates handled at once. Measured best; unlimited was slower than half of it."""

IN_HAND = 256
"""Updates taken from the table and not ticked off yet; the others wait there, not in memory."""

LONGEST = 300.0
"""Seconds one update may take before it counts as failed, so that its chat goes on."""

TICK = 0.1
"""Seconds in which handled updates gather, to be ticked off in one transaction."""


Handle = Callable[[Update], Awaitable[None]]


class _Ending(NamedTuple):
    update_id: int
    state: inbox.Hearing
    error: str


class Inbox:
    """What came in and is not done yet. `handle` must be harmless when an update is repeated."""

    def __init__(self, store: Store, clock: Clock, bot: TelegramBot, handle: Handle) -> None:
        self._store = store
        self._clock = clock
        self._bot = bot
        self._handle = handle
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken: set[int] = set()
        self._ended: list[_Ending] = []
        self._slots = asyncio.Semaphore(CONCURRENT)
        self._table = asyncio.Lock()
        self._wake = asyncio.Event()
        self._moved = asyncio.Event()
        self._stopping = False
        self._kept = 0
        self._seen = 0
        self._stirred = asyncio.Event()

    async def keep(self, raw: Sequence[dict[str, Any]]) -> None:
        """Commit updates as they came; then they are safe. One heard before is passed over.

        What people say to each other in a group is dropped before it is written anywhere.
        """
        ours = meant_for(self._bot, raw)
        if ours:
            await asyncio.to_thread(self._commit, ours)
            self._kept += 1
            self._wake.set()

    def _commit(self, raw: Sequence[dict[str, Any]]) -> None:
        rows = [(one["update_id"], storable(one)) for one in raw]
        with self._store.transaction() as session:
            inbox.keep(session, rows, self._clock.now())

    async def run(self) -> None:
        """Take what is kept, oldest first, until stopped; at start that is what was left over."""
        while not self._stopping:
            self._wake.clear()
            kept = self._kept
            if len(self._taken) > IN_HAND // 4:  # enough to do; many are read at once later
                await self._wake.wait()
            elif not await self._take():
                self._seen = kept
                self._stirred.set()
                await self._wake.wait()

    async def _take(self) -> bool:
        async with self._table:
            rows = await asyncio.to_thread(self._read, IN_HAND)
            fresh = [row for row in rows if row[0] not in self._taken]
        for update_id, raw in fresh:
            self._taken.add(update_id)
            self._enqueue(update_id, raw)
        return bool(fresh)

    def _read(self, most: int) -> Sequence[tuple[int, str]]:
        with self._store.reading() as session:
            return inbox.unfinished(session, most)

    def _enqueue(self, update_id: int, raw: str) -> None:
        try:
            update = Update.de_json(needed(json.loads(raw)), self._bot)
        except Exception as error:  # whatever is wrong with one must not stop the others
            log.error("update %d cannot be read and is set aside: %s", update_id, place(error))
            self._end(update_id, inbox.Hearing.QUARANTINED, place(error))
            return
        lane = _lane(update)
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(update)
            return
        self._lanes[lane] = deque([update])
        task = asyncio.create_task(self._walk(lane), name=f"updates of {lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _walk(self, lane: int) -> None:
        """Handle the updates of one chat one after the other."""
        waiting = self._lanes[lane]
        try:
            while waiting and not self._stopping:
                async with self._slots:
                    if not self._stopping:
                        await self._one(waiting.popleft())
        finally:
            del self._lanes[lane]

    async def _one(self, update: Update) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                await self._handle(update)
        except Exception as error:  # kept with the update, which is not lost
            log.error("update %d failed: %s", update.update_id, place(error))
            self._end(update.update_id, inbox.Hearing.FAILED, place(error))
        else:
            self._end(update.update_id, inbox.Hearing.DONE)

    def _end(self, update_id: int, state: inbox.Hearing, error: str = "") -> None:
        self._ended.append(_Ending(update_id, state, error))
        self._moved.set()
        self._stirred.set()

    async def tick_off(self) -> None:
        """Write down what became of updates, many in one transaction; runs until cancelled."""
        while True:
            await self._moved.wait()
            self._moved.clear()
            await asyncio.sleep(TICK)
            await self._flush()

    async def _flush(self) -> None:
        async with self._table:  # or a reading from before would bring them up again
            ended = self._ended[:]
            if ended:
                await asyncio.to_thread(self._write_down, ended)
                del self._ended[: len(ended)]  # only now: what could not be written is tried again
                self._taken.difference_update(ending.update_id for ending in ended)
                self._wake.set()

    def _write_down(self, ended: Sequence["_Ending"]) -> None:
        now = self._clock.now()
        done = [ending.update_id for ending in ended if ending.state is inbox.Hearing.DONE]
        with self._store.repeatable() as session:
            inbox.finish(session, done, now)
            for update_id, state, error in ended:
                if state is inbox.Hearing.FAILED:
                    inbox.fail(session, update_id, error, now)
                elif state is inbox.Hearing.QUARANTINED:
                    inbox.quarantine(session, update_id, error, now)

    async def drained(self) -> None:
        """Wait until everything that has been kept so far is handled and ticked off."""
        kept = self._kept
        while self._seen < kept or self._taken:
            self._stirred.clear()
            await self._flush()
            if self._seen < kept or self._taken:
                await self._stirred.wait()

    async def stop(self, grace: float) -> None:
        """Finish what is being handled, within `grace` seconds; the rest stays for next time."""
        self._stopping = True
        self._wake.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
        await self._flush()


def _lane(update: Update) -> int:
    """What must stay in order: the chat, else the person, else the poll, else the update alone."""
    if update.effective_chat:
        return update.effective_chat.id
    if update.poll:
        return hash(update.poll.id)
    return update.effective_user.id if update.effective_user else -update.update_id
