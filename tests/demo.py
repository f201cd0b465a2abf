"""The demo as a process of its own would put it on, its page, and the people of the page."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx

from bot.demo.play import play
from bot.simulator.client import Door
from bot.simulator.client_person import Person

START = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
"""The afternoon before the prompt of November."""


@asynccontextmanager
async def playing(port: int, language: str) -> AsyncIterator[httpx.AsyncClient]:
    """The demo on a port (0: any free one), until the block ends as Ctrl-C would end it."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    demo = asyncio.create_task(play(port, language, START, ready.set_result))
    either: list[asyncio.Future[Any]] = [demo, ready]
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    if demo.done():
        await demo
    async with httpx.AsyncClient(base_url=ready.result(), timeout=120) as page:
        yield page
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(demo, 20)


async def told(page: httpx.AsyncClient, to: str) -> Any:
    """Take a step; the state afterwards."""
    answer = await page.post("/stage/step", json={"to": to})
    return answer.raise_for_status().json()


def person(door: Door, state: Any, number: int) -> Person:
    """The n-th person of the page."""
    one = state["people"][number]
    return Person(door, one["id"], one["name"])


def cast(door: Door, state: Any, role: str) -> Person:
    """The first person of the page with a post, by its English name."""
    one = next(one for one in state["people"] if one["role"]["en"] == role)
    return Person(door, one["id"], one["name"])
