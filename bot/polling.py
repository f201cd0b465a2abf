"""Asks Telegram for updates again and again, and keeps each batch before asking for the next."""

import asyncio
import logging
from collections.abc import Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.inbox import Inbox
from bot.pacing import pause_of
from bot.telegram_bot import TelegramBot

log = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0


class Poller:
    """Polls until cancelled. `heard` is called after each answer, even an empty one."""

    def __init__(self, bot: TelegramBot, inbox: Inbox, heard: Callable[[], None]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._heard = heard
        self._offset = 0
        self._wait = FIRST_WAIT

    async def run(self) -> None:
        """Poll; a connection that is lost is tried again, less and less often."""
        await self._bot.delete_webhook()  # Telegram refuses to be polled while one is set
        while True:
            try:
                await self._poll()
                self._wait = FIRST_WAIT
            except TimedOut:
                continue  # a quiet connection was cut, which is usual
            except TelegramError as error:
                await self._recover(error)

    async def _poll(self) -> None:
        raw = await self._bot.fetch_updates(self._offset)
        self._heard()
        await self._inbox.keep(raw)
        # Asking with a higher offset is what tells Telegram to forget: only after the commit. When
        # nothing is left to forget we ask from 0: after a silent week the numbers start anywhere.
        self._offset = max((one["update_id"] + 1 for one in raw), default=0)

    async def _recover(self, error: TelegramError) -> None:
        wait = pause_of(error) if isinstance(error, RetryAfter) else self._wait
        log.warning("no updates for now: %s; asking again in %.0f s", _words(error), wait)
        await asyncio.sleep(wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)


def _words(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "another program polls with the same token, stop one of them"
    if isinstance(error, InvalidToken):
        return "Telegram does not know the token, check LIAISON_BOT_TOKEN"
    return error.message
