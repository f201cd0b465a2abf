"""Hands an update to the conversations and says whether that went well."""

import asyncio
from collections.abc import Callable

from telegram import Update
from telegram.ext import Application, ApplicationBuilder

from bot.telegram_bot import TelegramBot
from handlers.context import Office
from handlers.hearing import Context


class Handling:
    """The conversations. `handled` is called after each update: it may have put an answer."""

    def __init__(self, office: Office, bot: TelegramBot, handled: Callable[[], None]) -> None:
        self._handled = handled
        self._errors: dict[int, Exception] = {}
        # Our inbox brings the updates and our alarm clock the time: neither of the library's.
        builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
        self._application: Application = builder.build()  # type: ignore[type-arg]
        self._application.add_error_handler(self._note)
        self._office = office

    async def start(self) -> None:
        """Load the conversations and make ready for updates; Telegram is heard meanwhile."""
        await asyncio.to_thread(self._load)
        await self._application.initialize()

    def _load(self) -> None:
        # Imported here: listening to Telegram need not wait for every conversation there is.
        from handlers.registry import register  # noqa: PLC0415

        register(self._application, self._office)

    async def stop(self) -> None:
        """Take no more updates."""
        await self._application.shutdown()

    async def handle(self, update: Update) -> None:
        """Let the first conversation that fits have the update; raises what went wrong in it."""
        await self._application.process_update(update)
        self._handled()
        if error := self._errors.pop(update.update_id, None):
            raise error

    async def _note(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and context.error:
            self._errors[update.update_id] = context.error
