"""An installation to be examined: a city, a simulated Telegram, and everything in order."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.backup import folder
from bot.clock import SteppedClock
from bot.doctor import Finding, examine
from bot.settings import load
from bot.simulator.client import Door
from bot.simulator.server import serving
from bot.simulator.world import World
from locales import translator
from models.store import Store
from tests.desk import CALENDAR, Desk, settle

TOKEN = "5000000001:the-token-of-the-examination"
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
"""Thursday 10:00 on the office's clock, the day before the prompts go out."""

OFFICE_FILE = '[office]\ncontact = "Li Jing"\n[calendar]\npublished_years = [2027]\n'


@dataclass
class Ward:
    """One installation; `examine` gives what was found, by name."""

    home: Path
    desk: Desk
    door: Door
    given: dict[str, Any]
    telegram: World

    @property
    def store(self) -> Store:
        """Its database."""
        return self.desk.store

    @property
    def health(self) -> Path:
        """Where the program says that it is alive."""
        return self.home / "health.json"

    def alive(self, at: datetime = NOW, heard: datetime | None = NOW) -> None:
        """Let the program have written its health file at a moment."""
        telegram_at = heard.isoformat() if heard else None
        self.health.write_text(json.dumps({"alive_at": at.isoformat(), "telegram_at": telegram_at}))

    async def found(self, **settings: Any) -> dict[str, Finding]:
        """An examination in English; `settings` go before what the installation has."""
        return {one.name: one for one in await self.findings(**settings)}

    async def findings(self, **settings: Any) -> list[Finding]:
        """The same in the order in which it was found."""
        words = translator("en", CALENDAR.zone)
        return await examine(load(**(self.given | settings)), words, SteppedClock(NOW))


KINDS = ("slips.prompt", "slips.assignment", "slips.reminder", "slips.order", "circulars")
NUMBERS = "".join(
    f'[{kind}]\nnumber = "区{n}〔{{year}}〕{{n}}号"\n' for n, kind in enumerate(KINDS)
)
"""The district's office numbers its papers in its own way."""


@asynccontextmanager
async def opened(store: Store, home: Path) -> AsyncIterator[Ward]:
    """An installation in which all is well."""
    home.joinpath("office.toml").write_text(OFFICE_FILE, encoding="utf-8")
    home.joinpath("offices").mkdir()
    home.joinpath("offices", "DO.toml").write_text(NUMBERS, encoding="utf-8")
    async with serving(telegram := World()) as url, Door(url) as door:
        await door.clock(now=NOW)
        given = {
            "_env_file": None,
            "bot_token": TOKEN,
            "database_url": store.url,
            "api_base_url": url,
            "data_dir": home,
            "health_file": home / "health.json",
        }
        ward = Ward(home, settle(store), door, given, telegram)
        ward.alive()
        backed_up(ward, NOW)
        yield ward


def backed_up(ward: Ward, at: datetime) -> None:
    """Let the newest backup be of a moment."""
    home = folder(load(**ward.given))
    home.mkdir(exist_ok=True)
    copy = home / "liaison.db"
    copy.touch()
    os.utime(copy, (at.timestamp(), at.timestamp()))


@pytest.fixture
async def ward(store: Store, tmp_path: Path) -> AsyncIterator[Ward]:
    """An installation in which all is well, once on each database."""
    async with opened(store, tmp_path) as made:
        yield made


@pytest.fixture
async def small_ward(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Ward]:
    """The same on SQLite only, for what has nothing to do with the database."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as made:
        yield made
    store.close()


LONG_AGO = timedelta(minutes=10)
UNEXAMINED = "Not examined; please put this right first"
NOBODY = "http://127.0.0.1:1"
"""An address where nobody listens."""
