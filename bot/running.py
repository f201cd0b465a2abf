"""`liaison run`: from settings to a program that runs until it is asked to end."""

import asyncio
import gc
import sys

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
    # A thread at work may keep the loop, which has been away for one system call only, waiting:
    # measured with many updates at once, 10 to 20 % more of them.
    sys.setswitchinterval(0.0005)
    asyncio.run(app.run(ready=_keep_what_is_loaded))


def _keep_what_is_loaded() -> None:
    """What has been loaded stays, and an update makes thousands of objects: 5 to 8 % more."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()
