"""A whole office in one test: a simulated Telegram, the program, and a clock that is stepped.

Import the fixture `world` into a test module or its conftest:
`from tests.conversation import world  # noqa: F401`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot.app import App, build
from bot.clock import SteppedClock
from bot.settings import load
from bot.simulator.client import Door, Person
from bot.simulator.server import serving
from bot.simulator.world import World as Telegram
from models.inbox import Hearing, Inbox
from models.rules import MessageRules
from models.store import Store
from scheduler.time_machine import TimeMachine

TOKEN = "5000000001:conversation-of-the-tests"
START = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
"""Wednesday 10:00 on the office's clock, two days before the prompts of November."""

UNHURRIED = MessageRules.model_construct(
    per_second=2000.0, per_chat_seconds=0.0, per_group_minute=1000
)
"""Tests do not wait for Telegram's limits, unless they are about them."""


class World:
    """`door` is everybody else's Telegram, `app` the program, `store` its database."""

    def __init__(self, door: Door, app: App, clock: SteppedClock, store: Store) -> None:
        self.door = door
        self.app = app
        self.clock = clock
        self.store = store
        practices = app.office.practices
        self.machine = TimeMachine(store, practices, clock, app.alarm_clock.ring, self.settle)

    async def person(self, name: str, **facts: Any) -> Person:
        """Somebody with the chat app open; `id`, `username`, `language_code` as wished."""
        return await self.door.person(name, **facts)

    async def settle(self) -> None:
        """Wait until all that was said to the bot is handled, and the bot has said all it has."""
        while await self.door.pending():  # noqa: ASYNC110  forgotten there once kept here
            await asyncio.sleep(0.002)
        await self.app.inbox.drained()
        await self.app.delivery.drained()

    async def hears_again(self) -> None:
        """The program stopped before it had ticked the last update off, and hears it once more."""
        with self.store.transaction() as session:
            last = session.exec(select(Inbox).order_by(col(Inbox.update_id).desc())).first()
            assert last
            last.state = Hearing.NEW
        await self.app.inbox.keep([{"update_id": last.update_id}])
        await self.settle()

    async def step(self, until: datetime) -> None:
        """Let the time pass: every duty, opening hour and message on the way, in order."""
        await self.machine.step(until)
        await self.door.clock(now=self.clock.now())

    async def step_to_next_duty(self) -> str:
        """Go to the moment of the next duty; its name."""
        coming = self.machine.next_duty()
        await self.step(coming.moment)
        return coming.duty.name


@asynccontextmanager
async def opened(
    store: Store,
    folder: Path,
    start: datetime = START,
    pace: MessageRules = UNHURRIED,
    **settings: Any,
) -> AsyncIterator[World]:
    """A world over a store; `settings` go before the tests' own."""
    telegram = Telegram()
    async with serving(telegram) as url, Door(url) as door:
        await door.clock(now=start)
        given: dict[str, Any] = {
            "_env_file": None,
            "bot_token": TOKEN,
            "database_url": store.url,
            "api_base_url": url,
            "data_dir": folder,
        }
        clock = SteppedClock(start)
        app = build(load(**(given | settings)), clock, pace)
        await app.start()
        try:
            yield World(door, app, clock, store)
        finally:
            await app.stop()


@pytest.fixture
async def world(store: Store, tmp_path: Path) -> AsyncIterator[World]:
    """A running program in a simulated Telegram, once on each database."""
    async with opened(store, tmp_path) as made:
        yield made
