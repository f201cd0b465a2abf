"""The program put together: the only wiring there is, on one page."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot import practice_files
from bot.delivery import Delivery
from bot.handling import Handling
from bot.health import Health
from bot.inbox import Inbox
from bot.limiter import Limiter
from bot.pacing import Pacer
from bot.polling import Poller
from bot.settings import Settings, SettingsError, Updates
from bot.steady import steadily
from bot.telegram_bot import HEARD, TelegramBot, make_bot
from handlers import menus
from handlers.context import Clock, Office
from models.rules import MessageRules
from models.store import Store
from scheduler.alarm_clock import AlarmClock
from scheduler.rounds import Rounds

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds given to what is in hand when the program is asked to end."""

CONNECT_AGAIN = 5.0


class App:
    """One running program. `start`, then `stop`; or `run`, which ends on SIGTERM and SIGINT."""

    def __init__(self, settings: Settings, office: Office, bot: TelegramBot, pacer: Pacer) -> None:
        self.settings = settings
        self.office = office
        self.bot = bot
        self._pacer = pacer
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Connect, take up what was left over, and listen. SettingsError for a wrong token."""
        await self._connect()
        office = self.office = replace(self.office, bot_username=self.bot.username)
        store, clock, settings = office.store, office.clock, self.settings
        self.delivery = Delivery(office, self.bot, self._pacer)
        self.handling = Handling(office, self.bot, self.delivery.wake)
        self.inbox = Inbox(store, clock, self.bot, self.handling.handle)
        self.health = Health(clock, settings.health_file)
        rounds = Rounds(store, office.practices, _report)
        self.alarm_clock = AlarmClock(rounds, clock, self.delivery.wake)
        self._loop("updates", self._listen)
        await self.handling.start()
        self._loop("inbox", self.inbox.run)
        self._loop("ticking off", self.inbox.tick_off)
        self._loop("delivery", self.delivery.run)
        self._loop("duties", self.alarm_clock.start)
        self._loop("health file", self.health.run)
        self._loop("menus", partial(menus.keep, office, self.bot))

    async def _connect(self) -> None:
        while True:
            try:
                return await self.bot.initialize()
            except InvalidToken:
                raise SettingsError("LIAISON_BOT_TOKEN: Telegram does not know it") from None
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s), trying again", error.message)
                await asyncio.sleep(CONNECT_AGAIN)

    def _loop(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        self._loops.append(asyncio.create_task(steadily(name, run), name=name))

    async def _listen(self) -> None:
        if self.settings.updates is Updates.POLLING:
            await Poller(self.bot, self.inbox, self.health.heard).run()
        else:
            await self._serve_webhook()

    async def _serve_webhook(self) -> None:
        # Imported here: a polling program need not carry a web server.
        from bot.webhook import Webhook  # noqa: PLC0415

        url, secret = self.settings.webhook_url, self.settings.webhook_secret.get_secret_value()
        webhook = Webhook(self.inbox, self.health, urlsplit(url).path, secret)
        await self.bot.set_webhook(url, secret_token=secret, allowed_updates=HEARD)
        await webhook.serve(self.settings.webhook_listen)

    async def stop(self) -> None:
        """Take nothing new, finish what is in hand, and leave the rest in its rows."""
        self.alarm_clock.stop()
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await asyncio.gather(self.inbox.stop(GRACE), self.delivery.stop(GRACE))
        await self.handling.stop()
        await self.bot.shutdown()
        self.health.gone()
        self.office.store.close()

    async def run(self, ready: Callable[[], None]) -> None:
        """Run until SIGTERM or SIGINT; `ready` is called when everything is loaded."""
        asked = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, asked.set)
        await self.start()
        ready()
        log.info("@%s is running", self.office.bot_username)
        await asked.wait()
        log.info("asked to end")
        await self.stop()


def build(settings: Settings, clock: Clock, pace: MessageRules | None = None) -> App:
    """The program of these settings; `pace` other than the office's is for the demo and tests.

    Raises SettingsError, OfficeFileError and SchemeFileError; touches neither the network nor the
    database.
    """
    practices = practice_files.load(settings)
    office = Office(
        store=Store(settings.database),
        practices=practices,
        practice=practices.top,
        clock=clock,
        language=settings.language,
    )
    pacer = Pacer(pace or practices.top.rules.messages)
    return App(settings, office, make_bot(settings, Limiter(pacer)), pacer)


def _report(duty: str, error: Exception) -> None:
    log.error("duty %s failed and is tried again", duty, exc_info=error)
