"""Where things are on the chat page, and the few things everybody does there."""

import pytest

from tests.simulator.page.browser import CHROMIUM, Page

ANNA, BORIS = 501, 502
NAMES = {ANNA: "Anna", BORIS: "Boris <b>\u202e"}

in_browser = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine"),
    pytest.mark.asyncio(loop_scope="module"),
]
"""The marks of a module whose tests drive the browser."""


def pane(number: int) -> str:
    """The pane at a place, from 0."""
    return f"document.querySelectorAll('.pane')[{number}]"


def last(number: int) -> str:
    """The last message in a pane."""
    return f"[...{pane(number)}.querySelectorAll('.message')].at(-1)"


async def say(page: Page, number: int, text: str) -> None:
    """Write a text in a pane and send it."""
    await page.run(f"{pane(number)}.querySelector('textarea').focus()")
    await page.write(text)
    await page.press("Enter")


async def watch(page: Page, selector: str) -> None:
    """Keep in `window.seen` the texts of whatever a selector finds, however soon it is gone."""
    await page.run(f"""(() => {{
        window.seen = [];
        new MutationObserver(() => document.querySelectorAll("{selector}")
            .forEach(one => window.seen.push(one.textContent)))
            .observe(document.body, {{subtree: true, childList: true, attributes: true}});
    }})()""")


async def start(page: Page, number: int) -> None:
    """Start the bot in a pane; its welcome has three buttons."""
    count = f"{pane(number)}.querySelectorAll('.message').length"
    before = await page.run(count)
    await say(page, number, "/start")
    await page.until(f"{count} === {before + 2} && {last(number)}.innerText.includes('Welcome')")
