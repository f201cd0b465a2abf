"""One database for most: these are about what people say; the votes are tried on both elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.store import Store
from tests.conversation import World, opened


@pytest.fixture
async def world(sqlite_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """A running program in a simulated Telegram."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as made:
        yield made
    store.close()
