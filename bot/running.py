"""`liaison run`: from settings to a program that runs until it is asked to end."""

import asyncio

from bot import logs
from bot.app import build
from bot.clock import SystemClock
from bot.database import prepare
from bot.settings import Settings


def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises SettingsError and OfficeFileError before anything else.

    Blocks; must be called in the main thread.
    """
    logs.set_up(settings.log_format, settings.secrets)
    app = build(settings, SystemClock())
    prepare(settings)
    asyncio.run(app.run())
