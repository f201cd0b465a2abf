"""Flood limits by sliding window, as strict as Telegram's published guidance."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from bot.simulator.refusals import too_many_requests


@dataclass(slots=True)
class Limits:
    """Refuses what exceeds a window; a refused call does not count itself. None is off.

    Windows run in real time, whatever the world's clock shows.
    """

    per_second: int | None = None
    per_chat_seconds: float | None = None
    per_group_minute: int | None = None
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether any window is set."""
        windows = (self.per_second, self.per_chat_seconds, self.per_group_minute)
        return any(window is not None for window in windows)

    def count(self, chat_id: int, messages: int = 1) -> None:
        """Count messages sent to a chat now, or refuse with 429 and the seconds to wait."""
        if not messages or not self.active:
            return
        now = time.monotonic()
        wait = max(
            self._overall(now, messages), self._chat(now, chat_id), self._group(now, chat_id)
        )
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        self._all.extend([now] * messages)
        self._chats[chat_id] = now
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).extend([now] * messages)

    def _overall(self, now: float, messages: int) -> float:
        if self.per_second is None:
            return 0.0
        return _excess(self._all, now, 1.0, self.per_second - messages)

    def _chat(self, now: float, chat_id: int) -> float:
        last = self._chats.get(chat_id)
        if self.per_chat_seconds is None or last is None:
            return 0.0
        return last + self.per_chat_seconds - now

    def _group(self, now: float, chat_id: int) -> float:
        sent = self._groups.get(chat_id)
        if self.per_group_minute is None or sent is None:
            return 0.0
        return _excess(sent, now, 60.0, self.per_group_minute - 1)


def _excess(sent: deque[float], now: float, window: float, room: int) -> float:
    """Seconds until at most `room` sends are left in the window; not above 0 means go."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    if len(sent) <= room:
        return 0.0
    return sent[len(sent) - room - 1] + window - now
