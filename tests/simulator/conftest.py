"""A fresh simulated Telegram for each test, and its doors."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot

from bot.simulator.client import Door, Person
from bot.simulator.server import serving
from bot.simulator.world import World
from tests.simulator.callers import caller
from tests.waiting import until


@pytest.fixture
def world() -> World:
    """An empty world."""
    return World()


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    """The world served on a free port."""
    async with serving(world) as address:
        yield address


@pytest.fixture
async def door(url: str) -> AsyncIterator[Door]:
    """The people's and the control door."""
    async with Door(url) as opened:
        yield opened


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    """A bot that calls the Bot API through python-telegram-bot."""
    async with caller(url) as made:
        yield made


@pytest.fixture
async def anna(door: Door) -> Person:
    """Somebody who has started the bot; her first message has id 1."""
    person = await door.person("Anna", id=31, username="anna", language_code="zh-hans")
    await person.send("/start")
    return person


@pytest.fixture
def polled(world: World) -> Callable[[], Awaitable[None]]:
    """Waits until somebody's long poll has come in and waits for news."""
    return lambda: until(lambda: world.updates._reader is not None)
