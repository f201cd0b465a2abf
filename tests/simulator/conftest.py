"""A fresh simulated Telegram for each test, and its doors."""

from collections.abc import AsyncIterator

import pytest

from bot.simulator.client import Door
from bot.simulator.server import serving
from bot.simulator.world import World

TOKEN = "700001:simulated-secret"


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
