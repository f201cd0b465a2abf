"""People use the chat page in a real browser; a small bot answers them."""

import json
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from bot.simulator.server import serving
from bot.simulator.world import World
from tests.simulator.browser import CHROMIUM, Page, browsing
from tests.simulator.parrot import talking

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine"),
    pytest.mark.asyncio(loop_scope="module"),
]

ANNA, BORIS = 501, 502


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def base() -> AsyncIterator[str]:
    """A simulator with Anna, Boris and the bot."""
    async with serving(World()) as url, talking(url):
        async with httpx.AsyncClient(base_url=url) as people:
            for number, name in ((ANNA, "Anna"), (BORIS, "Boris <b>\u202e")):
                await people.post("/people", json={"id": number, "name": name})
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    """One browser for all tests of this module."""
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


def _pane(number: int) -> str:
    return f"document.querySelectorAll('.pane')[{number}]"


def _last(number: int) -> str:
    return f"[...{_pane(number)}.querySelectorAll('.message')].at(-1)"


async def _say(page: Page, pane: int, text: str) -> None:
    await page.run(f"{_pane(pane)}.querySelector('textarea').focus()")
    await page.write(text)
    await page.press("Enter")


async def _start(page: Page, pane: int) -> None:
    await _say(page, pane, "/start")
    await page.until(f"{_last(pane)}.innerText.includes('Welcome')")


def _png() -> bytes:
    """A picture of 60 × 40 grey pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 60, 40, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x90" * 60) * 40)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_two_people_chat_and_each_sees_only_their_own(page: Page) -> None:
    await _say(page, 0, "from Anna")
    await _say(page, 1, "from Boris")
    await page.until(f"{_last(0)}.innerText.includes('heard: from Anna')")
    await page.until(f"{_last(1)}.innerText.includes('heard: from Boris')")
    assert not await page.run(f"{_pane(0)}.innerText.includes('from Boris')")
    assert await page.run(f"{_last(0)}.querySelector('.quote-text').textContent") == "from Anna"


async def test_a_press_edits_in_place_and_toasts(page: Page) -> None:
    await _start(page, 0)
    assert await page.run(f"{_last(0)}.querySelector('.text b').textContent") == "Choose"
    count = await page.run(f"{_pane(0)}.querySelectorAll('.message').length")
    await page.run(f"{_last(0)}.querySelector('.key').click()")
    await page.until(f"{_last(0)}.innerText.includes('You chose submit')")
    assert await page.run(f"{_last(0)}.querySelector('.edited').textContent") == "edited"
    assert await page.run(f"{_pane(0)}.querySelectorAll('.message').length") == count
    await page.until(f"{_pane(0)}.querySelector('.toast')?.textContent === 'Noted: submit'")
    assert not await page.run(f"Boolean({_pane(0)}.querySelector('.waiting'))")


async def test_a_button_spins_until_the_answer_comes(page: Page, base: str) -> None:
    await _start(page, 0)
    async with httpx.AsyncClient(base_url=base) as control:
        await control.post("/control/latency", json={"seconds": 0.7})
        await page.run(f"{_last(0)}.querySelectorAll('.key')[1].click()")
        await page.until(f"{_last(0)}.querySelector('[aria-busy=true]')?.innerText === 'No change'")
        await control.post("/control/latency", json={"seconds": 0})
    await page.until(f"{_last(0)}.innerText.includes('You chose same')")
    await page.until(f"!{_pane(0)}.querySelector('[aria-busy=true]')")


async def test_an_alert_waits_for_ok_and_gives_the_focus_back(page: Page) -> None:
    await _start(page, 1)
    await page.run(f"{_last(1)}.querySelectorAll('.key')[2].focus()")
    await page.press("Enter")
    assert await page.until("document.querySelector('dialog.alert p')?.textContent") == (
        "Mind the <b>step</b>"
    )
    await page.press("Enter")
    await page.until("!document.querySelector('dialog')")
    assert await page.run("document.activeElement.innerText") == "<b>Warn</b>"


async def test_a_file_and_a_picture_go_there_and_back(page: Page, tmp_path: Path) -> None:
    table, picture = tmp_path / "台账 <b>.xlsx", tmp_path / "photo.png"
    table.write_bytes(b"x" * 2048)
    picture.write_bytes(_png())
    await page.choose_files(".pane .composer input[type=file]", table)
    await page.run(f"{_pane(0)}.querySelector('.do-send').click()")
    await page.until(f"{_last(0)}.innerText.includes('your file')")
    file = f"{_last(0)}.querySelector('a.file')"
    assert await page.run(f"{file}.getAttribute('download')") == table.name
    assert "2.0 KB" in await page.run(f"{file}.innerText")
    fetched = f"fetch({file}.href).then(one => one.arrayBuffer()).then(all => all.byteLength)"
    assert await page.run(fetched) == 2048
    await page.choose_files(".pane .composer input[type=file]", picture)
    await page.run(f"{_pane(0)}.querySelector('.do-send').click()")
    await page.until(f"{_last(0)}.innerText.includes('your picture')")
    await page.until(f"{_last(0)}.querySelector('.photo img').naturalWidth === 60")
    await page.run(f"{_last(0)}.querySelector('.photo').click()")
    await page.until("Boolean(document.querySelector('dialog.lightbox img'))")
    await page.press("Escape")
    await page.until("!document.querySelector('dialog')")


async def test_hostile_text_is_inert_and_keeps_the_layout(page: Page) -> None:
    await _say(page, 0, "/hostile")
    await page.until(f"{_last(0)}.innerText.includes('WWWW')")
    text = f"{_last(0)}.querySelector('.text')"
    assert "<script>" in await page.run(f"{text}.textContent")
    assert await page.run(f"{text}.querySelectorAll('img, script').length") == 0
    assert await page.run("window.hurt === undefined")
    assert await page.run(f"{_last(0)}.offsetWidth <= {_pane(0)}.offsetWidth")
    assert await page.run(f"{_pane(1)}.querySelector('.identity .name').textContent") == (
        "Boris <b>\u202e"
    )
    assert await page.run(f"{_last(0)}.querySelectorAll('.key b').length") == 0


async def test_everything_goes_by_keyboard(page: Page) -> None:
    await _start(page, 0)
    await page.run(f"{_pane(0)}.querySelector('textarea').focus()")
    await page.write("two")
    await page.press("Enter", shift=True)
    await page.write("lines")
    await page.press("Enter")
    await page.until(f"{_last(0)}.querySelector('.text').textContent.includes('two\\nlines')")
    await page.press("ArrowUp")
    assert await page.run("document.activeElement.value") == "two\nlines"
    await page.write(", mended")
    await page.press("Enter")
    await page.until(f"{_last(0)}.innerText.includes('edited: two')")
    await _start(page, 0)
    await page.run(f"{_pane(0)}.querySelector('.messages').focus()")
    for key in ("ArrowUp", "Enter", "ArrowRight"):
        await page.press(key)
    assert await page.run("document.activeElement.innerText") == "No change"
    await page.press("Enter")
    await page.until(f"{_last(0)}.innerText.includes('You chose same')")
    assert await page.run("document.activeElement.innerText") == "No change"
    for key in ("Escape", "Escape"):
        await page.press(key)
    assert await page.run("document.activeElement.tagName") == "TEXTAREA"


async def test_the_menu_lists_the_commands_and_sends_one(page: Page) -> None:
    await page.run(f"{_pane(1)}.querySelector('.do-menu').focus()")
    await page.press("Enter")
    assert "/help\nHelp" in await page.until("document.querySelector('[role=menu]')?.innerText")
    await page.press("Enter")
    await page.until(f"{_last(1)}.innerText.includes('Welcome')")
    assert not await page.run("Boolean(document.querySelector('[role=menu]'))")


async def test_a_pane_becomes_somebody_else(page: Page) -> None:
    await page.run(f"{_pane(0)}.querySelector('.switch').click()")
    await page.run("document.querySelectorAll('[role=menuitemradio]')[1].click()")
    await page.until(f"{_pane(0)}.querySelector('.identity .name').textContent.startsWith('Boris')")
    await page.until(f"location.search.includes('people={BORIS},{ANNA}')")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_a_phone_shows_one_pane_and_scrolls_only_down(
    page: Page, base: str, language: str
) -> None:
    await page.size(390, 844, phone=True)
    await page.open(f"{base}/?lang={language}&people={ANNA},{BORIS}")
    assert await page.run("document.documentElement.scrollWidth") == 390
    shown = "[...document.querySelectorAll('.pane')].map(p => p.offsetParent !== null)"
    assert await page.run(shown) == [True, False]
    await page.run("document.querySelectorAll('[role=tab]')[1].click()")
    assert await page.run(shown) == [False, True]
    assert await page.run("document.documentElement.scrollWidth") == 390


async def test_it_resyncs_after_the_world_was_emptied(page: Page, base: str) -> None:
    await _say(page, 0, "before")
    await page.until(f"{_last(0)}.innerText.includes('heard: before')")
    async with httpx.AsyncClient(base_url=base) as control:
        await control.delete("/control/state")
        for number, name in ((ANNA, "Anna"), (BORIS, "Boris <b>\u202e")):
            await control.post("/people", json={"id": number, "name": name})
    await _say(page, 0, "after")
    await page.until(f"{_last(0)}.innerText.includes('heard: after')")
    assert not await page.run(f"{_pane(0)}.innerText.includes('before')")


async def test_the_words_are_complete_in_both_languages(page: Page) -> None:
    words = json.loads(await page.run("import('/words.js').then(one => JSON.stringify(one.WORDS))"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    await page.run("document.querySelector('[data-language=zh_CN]').click()")
    assert await page.run("document.documentElement.lang") == "zh-CN"
    assert await page.run("document.querySelector('.switch').innerText") == words["switch"][0]
