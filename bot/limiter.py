"""Paces what the bot sends past the outbox, and repeats what Telegram refused as too fast."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pacing import PACED, Pacer, Turn, pause_of

TRIES = 5
NEW_MESSAGE = ("send", "copy", "forward")
NOT_A_MESSAGE = frozenset({"sendChatAction"})


class Limiter(BaseRateLimiter[Turn]):
    """Paces what is sent past the outbox, and repeats what Telegram refused as too fast.

    New messages wait for a turn, as answers; edits and answers to presses only for a pause's end.
    """

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Any:
        """Make the request when its time has come; RetryAfter only after TRIES pauses."""
        if rate_limit_args is PACED:
            return await callback(*args, **kwargs)
        chat = data.get("chat_id") if _is_new_message(endpoint) else None
        for _ in range(TRIES - 1):
            try:
                return await self._once(callback, args, kwargs, chat)
            except RetryAfter as refused:
                self._pacer.pause(pause_of(refused))
        return await self._once(callback, args, kwargs, chat)

    async def _once(
        self, callback: Callable[..., Any], args: Any, kwargs: dict[str, Any], chat: object
    ) -> Any:
        if not isinstance(chat, int):
            await self._pacer.unpaused()
            return await callback(*args, **kwargs)
        await self._pacer.admit(chat, Turn.ANSWER)
        try:
            return await callback(*args, **kwargs)
        finally:
            self._pacer.end(chat)


def _is_new_message(endpoint: str) -> bool:
    return endpoint.startswith(NEW_MESSAGE) and endpoint not in NOT_A_MESSAGE
