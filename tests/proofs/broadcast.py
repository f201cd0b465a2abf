"""`python -m tests.proofs.broadcast`: a thousand prompts at Telegram's limits, without a refusal.

The simulator refuses the 31st message in any sliding second, and the second within a second in one
chat. Meanwhile some liaisons ask for something and wait for the answer. In the same run the same
thousand messages go out through python-telegram-bot's own AIORateLimiter.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.simulator.client import Person as Chatter
from tests.proofs.stage import TOKEN, Seat, Stage, staged, stop
from tests.proofs.verdict import conclude

ASKING = 5
"""So many liaisons ask for help while the prompts go out; theirs are the last in the queue."""

FIRST_QUESTION, BETWEEN_QUESTIONS = 3.0, 4.0
"""Seconds from the start of the sending, and between the questions."""


@dataclass(frozen=True)
class Figures:
    """Messages delivered, how many a second, refusals with 429, the longest wait for a reply."""

    delivered: int
    rate: float
    refused: int
    slowest_reply: float


async def limited(stage: Stage) -> None:
    """Telegram's limits."""
    await stage.door.limits(per_second=30, per_chat_seconds=1, per_group_minute=20)


async def of_ours(prompts: int, folder: Path) -> Figures:
    """Our program: prompts from the outbox, replies first."""
    async with staged(folder, prompts, matters=1) as stage:
        await limited(stage)
        program = await stage.start()
        await stage.asked("sendMessage")
        waits = await asyncio.gather(
            *(_ask(stage, seat, n) for n, seat in enumerate(stage.seats[-ASKING:]))
        )
        async with asyncio.timeout(prompts / 5):
            while _delivered(await stage.calls()) < prompts + ASKING:  # noqa: ASYNC110  over HTTP
                await asyncio.sleep(0.5)
        calls = await stage.calls()
        await stop(program)
        return _figures(calls, max(waits))


async def _ask(stage: Stage, seat: Seat, number: int) -> float:
    """Ask for help a while later; the seconds until the answer stands in the chat."""
    await asyncio.sleep(FIRST_QUESTION + number * BETWEEN_QUESTIONS)
    chatter = Chatter(stage.door, seat.chat, "")
    began = time.monotonic()
    asked = await chatter.send("/help")
    await chatter.wait("/whoami", timeout=60, after=asked)
    return time.monotonic() - began


async def of_the_library(prompts: int, folder: Path) -> Figures:
    """The library's limiter as it comes: everything is handed to it at once."""
    async with staged(folder, prompts, matters=1) as stage:
        await limited(stage)
        pool = HTTPXRequest(connection_pool_size=32, pool_timeout=600, read_timeout=60)
        base = f"{stage.door.base_url}/bot"
        bot = ExtBot(TOKEN, base_url=base, request=pool, rate_limiter=AIORateLimiter())
        async with bot:
            bulk = [asyncio.create_task(_send(bot, seat.chat)) for seat in stage.seats[:-ASKING]]
            await asyncio.sleep(FIRST_QUESTION)
            began = time.monotonic()
            await _send(bot, stage.seats[-1].chat)
            waited = time.monotonic() - began
            await asyncio.gather(*bulk)
        return _figures(await stage.calls(), waited)


async def _send(bot: ExtBot[int], chat: int) -> None:
    try:
        await bot.send_message(chat, "a prompt")
    except RetryAfter:
        return  # lost, since by default it is not tried again


def _delivered(calls: Sequence[dict[str, object]]) -> int:
    return sum(call["method"] == "sendMessage" and call["code"] == 200 for call in calls)


def _figures(calls: Sequence[dict[str, object]], slowest: float) -> Figures:
    sent = [call for call in calls if call["method"] == "sendMessage"]
    good = [float(str(call["at"])) for call in sent if call["code"] == 200]
    refused = sum(call["code"] == 429 for call in sent)
    return Figures(len(good), (len(good) - 1) / (good[-1] - good[0]), refused, slowest)


def main() -> None:
    """Measure both and conclude."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL)  # the library tells each refusal
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.broadcast", description=__doc__)
    parser.add_argument("--prompts", type=int, default=1000)
    parser.add_argument("--seed", type=int, help="nothing here is random")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = asyncio.run(of_ours(chosen.prompts, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        library = asyncio.run(of_the_library(chosen.prompts, Path(folder)))
    conclude(
        f"{ours.delivered} messages at {ours.rate:.1f} a second, {ours.refused} refusals, slowest "
        f"reply {ours.slowest_reply:.2f} s; AIORateLimiter: {library.delivered} at "
        f"{library.rate:.1f} a second, {library.refused} refusals, a reply after "
        f"{library.slowest_reply:.1f} s",
        holds=ours.delivered == chosen.prompts + ASKING
        and ours.rate >= 27
        and ours.refused == 0
        and ours.slowest_reply < 1,
    )


if __name__ == "__main__":
    main()
