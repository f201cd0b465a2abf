"""The time machine of the chat page, in a real browser before a stand-in for the demo's stage."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.simulator.server import serving
from bot.simulator.world import World
from tests.simulator.page.browser import Page
from tests.simulator.page.sight import in_browser, watch
from tests.simulator.page.staged import City, staging

pytestmark = in_browser


@pytest.fixture
def city() -> City:
    """The city before its month begins."""
    return City()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Page, city: City) -> AsyncIterator[Page]:
    """The chat page with the time machine, in the stage's language."""
    await browser.size(1440, 900)
    with staging(city) as stage:
        async with serving(World(), stage=stage) as url:
            await browser.open(url)
            yield browser
            await browser.call("Page.navigate", url="about:blank")


async def _click(page: Page, words: str) -> None:
    buttons = "[...document.querySelectorAll('.stage button')]"
    await page.run(f"{buttons}.find(one => one.innerText.trim() === '{words}').click()")


async def test_it_shows_the_citys_time_in_its_zone_and_what_comes_next(page: Page) -> None:
    bar = await page.run("document.querySelector('.stage').innerText")
    for words in ("11月19日", "2026年 星期四", "09:30", "一月一调度", "11月20日周五 09:00"):
        assert words in bar
    assert "11月30日周一 18:00" in bar
    who = await page.run("document.querySelector('.identity').innerText")
    assert "王思远" in who
    assert "联络员 · 澄阳区" in who


async def test_a_step_is_busy_until_it_has_run(page: Page, city: City) -> None:
    await _click(page, "到下一项工作")
    await page.until("document.querySelector('.step').disabled")
    assert "时间正在前进" in await page.run("document.querySelector('.note').innerText")
    city.go.set()
    await page.until("!document.querySelector('.step').disabled")
    assert city.asked == [{"to": "duty"}]
    assert "现在是 11月20日周五 09:00" in await page.run(
        "document.querySelector('.note').innerText"
    )
    await _click(page, "经过")
    assert "已向 91 个单位发出" in await page.run("document.querySelector('.log').innerText")


async def test_a_refused_step_says_why_and_can_be_tried_again(page: Page, city: City) -> None:
    city.refusal = {"zh_CN": "上一步还没有结束。", "en": "The last step is still running."}
    city.go.set()
    await _click(page, "加一天")
    await page.until(
        "document.querySelector('[role=alert].said')?.innerText.includes('还没有结束')"
    )
    await _click(page, "加一天")
    await page.until("document.querySelector('.when').innerText.includes('11月20日')")
    assert not await page.run("Boolean(document.querySelector('[role=alert].said'))")
    assert city.asked == [{"to": "day"}, {"to": "day"}]


async def test_the_others_answer_to_the_share_that_was_chosen(page: Page, city: City) -> None:
    await page.run("document.querySelector('.with-share select').value = '0.5'")
    await _click(page, "让其他单位答复")
    await page.until("document.querySelector('.note').innerText.includes('73 个单位作了答复')")
    assert city.asked == [{"share": 0.5}]


async def test_on_a_phone_the_other_steps_unfold(page: Page) -> None:
    await page.size(390, 844, phone=True)
    shown = "[...document.querySelectorAll('.step')].filter(one => one.offsetParent).length"
    assert await page.run(shown) == 1
    await page.run("document.querySelector('.stage .more').click()")
    assert await page.run(shown) == 5
    assert await page.run("document.documentElement.scrollWidth") == 390


async def test_a_server_that_is_gone_is_told_in_words_and_found_again(
    browser: Page, own_port: int
) -> None:
    world = World()
    async with serving(world, own_port) as url:
        world.enter("Anna", 601, None, None)
        await browser.size(1440, 900)
        await browser.open(f"{url}/?lang=en")
        assert "simulator alone" in await browser.run("document.querySelector('.stage').innerText")
    lost = "!document.querySelector('.lost').hidden"
    await browser.until(lost)
    await browser.run("document.querySelector('textarea').focus()")
    await browser.write("kept")
    await watch(browser, ".toast")
    await browser.press("Enter")
    await browser.until("window.seen.some(text => text.includes('not sent'))")
    assert await browser.run("document.querySelector('textarea').value") == "kept"
    async with serving(world, own_port):
        await browser.until("document.querySelector('.lost').hidden")
        await browser.press("Enter")
        await browser.until("document.querySelector('.message')?.innerText.includes('kept')")
