"""The chat page as a window: widths, people, languages, hostile texts, a world that is emptied."""

import json

import httpx
import pytest

from tests.simulator.page.browser import Page
from tests.simulator.page.sight import ANNA, BORIS, NAMES, in_browser, last, pane, say, start

pytestmark = in_browser


async def test_hostile_text_is_inert_and_keeps_the_layout(page: Page) -> None:
    await say(page, 0, "/hostile")
    await page.until(f"{last(0)}.innerText.includes('WWWW')")
    text = f"{last(0)}.querySelector('.text')"
    assert "<script>" in await page.run(f"{text}.textContent")
    assert await page.run(f"{text}.querySelectorAll('img, script').length") == 0
    assert await page.run("window.hurt === undefined")
    assert await page.run(f"{last(0)}.offsetWidth <= {pane(0)}.offsetWidth")
    assert await page.run(f"{pane(1)}.querySelector('.identity .name').textContent") == (
        "Boris <b>\u202e"
    )
    assert await page.run(f"{last(0)}.querySelectorAll('.key b').length") == 0


async def test_what_comes_while_one_reads_above_is_counted(page: Page, base: str) -> None:
    count = f"{pane(0)}.querySelectorAll('.message').length"
    before = await page.run(count)
    await say(page, 0, "/hostile")
    await page.until(f"{count} === {before + 2}")
    await page.run(f"{pane(0)}.querySelector('.messages').scrollTo(0, 0)")
    await page.until(f"!{pane(0)}.querySelector('.to-bottom').hidden")
    async with httpx.AsyncClient(base_url=base) as bot:
        for text in ("one", "two"):
            await bot.post("/bot42:page/sendMessage", json={"chat_id": ANNA, "text": text})
    await page.until(f"{pane(0)}.querySelector('.to-bottom .count').innerText === '2'")
    assert await page.run("document.title") == "(2) Liaison · demo"
    mark = f"{pane(0)}.querySelector('.unread-mark')?.nextElementSibling.innerText"
    assert "one" in await page.run(mark)
    await page.run(f"{pane(0)}.querySelector('.to-bottom').click()")
    await page.until("document.title === 'Liaison · demo'")


async def test_a_long_chat_is_drawn_in_portions(page: Page, base: str) -> None:
    await start(page, 1)
    async with httpx.AsyncClient(base_url=base) as bot:
        for n in range(130):
            said = {"chat_id": BORIS, "text": f"number {n}"}
            await bot.post("/bot42:page/sendMessage", json=said)
    await page.open(f"{base}/?lang=en&people={BORIS}")
    shown = f"{pane(0)}.querySelectorAll('.message').length"
    assert await page.run(shown) == 100
    assert "number 129" in await page.run(f"{last(0)}.innerText")
    await page.run(f"{pane(0)}.querySelector('.messages').scrollTo(0, 0)")
    await page.until(f"{shown} >= 130")
    assert await page.run(f"{pane(0)}.querySelector('.messages').scrollTop") > 1000


async def test_a_pane_becomes_somebody_else(page: Page) -> None:
    await page.run(f"{pane(0)}.querySelector('.switch').click()")
    await page.run("document.querySelectorAll('[role=menuitemradio]')[1].click()")
    await page.until(f"{pane(0)}.querySelector('.identity .name').textContent.startsWith('Boris')")
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
    await say(page, 0, "before")
    await page.until(f"{last(0)}.innerText.includes('heard: before')")
    async with httpx.AsyncClient(base_url=base) as control:
        await control.delete("/control/state")
        for number, name in NAMES.items():
            await control.post("/people", json={"id": number, "name": name})
    await say(page, 0, "after")
    await page.until(f"{last(0)}.innerText.includes('heard: after')")
    assert not await page.run(f"{pane(0)}.innerText.includes('before')")


async def test_who_is_unknown_to_a_new_world_joins_it_again(page: Page, base: str) -> None:
    async with httpx.AsyncClient(base_url=base) as control:
        await control.delete("/control/state")
        await control.post("/people", json={"id": 9, "name": "Somebody else"})
    await page.run("document.dispatchEvent(new Event('visibilitychange'))")
    count = "fetch('/people').then(one => one.json()).then(all => all.people.length)"
    await page.until(f"{count}.then(n => n === 3)")
    await page.until(f"{pane(0)}.querySelectorAll('.message').length === 0")
    await start(page, 0)
    page.complaints.clear()  # the browser notes each 404 by itself


async def test_the_words_are_complete_in_both_languages(page: Page) -> None:
    words = json.loads(await page.run("import('/words.js').then(one => JSON.stringify(one.WORDS))"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    await page.run("document.querySelector('[data-language=zh_CN]').click()")
    assert await page.run("document.documentElement.lang") == "zh-CN"
    assert await page.run("document.querySelector('.switch').innerText") == words["switch"][0]
