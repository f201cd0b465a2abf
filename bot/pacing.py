"""How fast requests may go out: evenly, one a second per chat, and not at all during a pause."""

import asyncio
import heapq
import itertools
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from math import inf

from telegram.error import RetryAfter

from models.rules import MessageRules

SLACK = 0.02
"""Seconds a late turn is made up for, so that a busy loop does not lower the pace."""

GROUP_WINDOW = 60.0


class Turn(IntEnum):
    """Who goes first when several wait."""

    ANSWER = 0
    BULK = 9


PACED = Turn.BULK
"""Says in `rate_limit_args` that the caller has waited for its turn and handles errors itself."""


@dataclass
class _Chat:
    """When a chat was written to: the last answer of Telegram's, and the minute's messages."""

    free_at: float = 0.0
    under_way: int = 0
    landed: asyncio.Event = field(default_factory=asyncio.Event)
    minute: deque[float] = field(default_factory=deque)


class Pacer:
    """One for the whole program. Times are the event loop's, in seconds.

    The pace is a new message every 1/`per_second`, never a burst: Telegram counts in sliding
    seconds. Groups (negative chat ids) take `per_group_minute` messages in any minute.
    """

    def __init__(self, rules: MessageRules) -> None:
        self.gap = 1 / rules.per_second
        self._per_chat = rules.per_chat_seconds
        self._per_group = rules.per_group_minute
        self._next = 0.0
        self._paused_until = 0.0
        self._line: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._chats: dict[int, _Chat] = {}

    def pause(self, seconds: float) -> None:
        """Send nothing at all for so long; a longer pause that runs already stays."""
        self._paused_until = max(self._paused_until, _now() + seconds)

    async def unpaused(self) -> None:
        """Wait until no pause is on; one that is prolonged meanwhile is waited for, too."""
        while (wait := self._paused_until - _now()) > 0:  # noqa: ASYNC110  a time, not a flag
            await asyncio.sleep(wait)

    async def turn(self, urgency: Turn) -> None:
        """Wait for the turn to send one new message; the more urgent goes first."""
        waiting = asyncio.get_running_loop().create_future()
        heapq.heappush(self._line, (urgency, next(self._order), waiting))
        self._arm()
        await waiting

    def _arm(self) -> None:
        while self._line and self._line[0][2].done():  # whoever waited has been cancelled
            heapq.heappop(self._line)
        if self._timer is None and self._line:
            at = max(self._next, self._paused_until)
            self._timer = asyncio.get_running_loop().call_at(at, self._release)

    def _release(self) -> None:
        self._timer = None
        now = _now()
        # An album may have taken the turns that came next since the timer was set.
        if now >= max(self._paused_until, self._next - SLACK) and self._line:
            *_, waiting = heapq.heappop(self._line)
            if not waiting.done():
                waiting.set_result(None)
                self._next = max(self._next, now - SLACK) + self.gap
        self._arm()

    async def room(self, messages: int) -> None:
        """Wait for the turns of an album's other messages: the turn one has had is for one only."""
        others = (messages - 1) * self.gap
        self._next += others
        await asyncio.sleep(others)

    def free_at(self, chat_id: int) -> float:
        """When the next message may go into a chat; infinity while one is under way."""
        chat = self._chats.get(chat_id)
        if chat is None:
            return 0.0
        if chat.under_way:
            return inf
        if len(chat.minute) < self._per_group:
            return chat.free_at
        return max(chat.free_at, chat.minute[0] + GROUP_WINDOW)

    def begin(self, chat_id: int, messages: int = 1) -> None:
        """A message, or so many in one album, goes into a chat now; no other may until `end`."""
        self._forget_old()
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.under_way += 1
        chat.landed.clear()
        if chat_id < 0:
            chat.minute.extend([_now()] * messages)
            while len(chat.minute) > self._per_group:
                chat.minute.popleft()

    def end(self, chat_id: int) -> None:
        """Telegram has answered; a second is counted from here, so that it is one there too."""
        chat = self._chats[chat_id]
        chat.under_way -= 1
        chat.free_at = _now() + self._per_chat
        if chat.minute:
            chat.minute[-1] = _now()
        chat.landed.set()

    def _forget_old(self) -> None:
        """Chats that may be written to at any time need no memory; looked at now and then."""
        if len(self._chats) >= 256 and next(self._order) % 64 == 0:
            now = _now()
            self._chats = {key: chat for key, chat in self._chats.items() if _recent(chat, now)}

    async def admit(self, chat_id: int, urgency: Turn) -> None:
        """Wait until a message may go into a chat, and begin it."""
        while True:
            await self._chat_free(chat_id)
            await self.turn(urgency)
            if self.free_at(chat_id) <= _now():
                return self.begin(chat_id)

    async def _chat_free(self, chat_id: int) -> None:
        while (free_at := self.free_at(chat_id)) > _now():
            if free_at == inf:
                await self._chats[chat_id].landed.wait()
            else:
                await asyncio.sleep(free_at - _now())


def _recent(chat: _Chat, now: float) -> bool:
    return (
        bool(chat.under_way)
        or chat.free_at > now
        or (bool(chat.minute) and chat.minute[-1] + GROUP_WINDOW > now)
    )


def _now() -> float:
    return asyncio.get_running_loop().time()


def pause_of(refused: RetryAfter) -> float:
    """The seconds Telegram asks to wait for."""
    asked = refused._retry_after  # the public name gives a number now and a timedelta later
    return asked.total_seconds()
