"""A browser before the chat page, on which Anna and Boris talk to a small bot."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from bot.simulator.server import serving
from bot.simulator.world import World
from tests.simulator.page.browser import Page, browsing
from tests.simulator.page.parrot import talking
from tests.simulator.page.sight import ANNA, BORIS, NAMES


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def base() -> AsyncIterator[str]:
    """A simulator with Anna, Boris and the bot."""
    async with serving(World()) as url, talking(url):
        async with httpx.AsyncClient(base_url=url) as people:
            for number, name in NAMES.items():
                await people.post("/people", json={"id": number, "name": name})
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    """One browser for all tests of a module."""
    async with browsing(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Page, base: str) -> AsyncIterator[Page]:
    """The chat page on a desktop in English; it must log and fetch nothing odd."""
    browser.complaints.clear()
    browser.requests.clear()
    await browser.size(1440, 900)
    await browser.open(f"{base}/?lang=en&people={ANNA},{BORIS}")
    yield browser
    alone = "/stage/state"  # the simulator alone has no stage, and says so with 404
    assert [line for line in browser.complaints if alone not in line] == []
    hosts = {urlsplit(address).hostname for address in browser.requests if "://" in address}
    assert hosts <= {"127.0.0.1", None}
