"""`python -m tests.proofs.broadcast`: a thousand prompts under Telegram's limits, and answers.

The simulator refuses the 31st message in any sliding second, and the second within a second in one
chat. Afterwards python-telegram-bot's own rate limiter is given the same to do.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.client import Person as Chatter
from tests.proofs.stage import FIRST_CHAT, Stage, staged, stop
from tests.proofs.verdict import conclude

UNITS = 1000
ASKING = 12
"""People who write to the bot while the prompts go out; each has had no prompt yet, or long ago."""


@dataclass
class Found:
    """What the simulator has counted."""

    sent: int
    rate: float
    refused: int
    waits: list[float]
    hasty_refused: int = 0
    hasty_lost: int = 0


async def live(seed: int, folder: Path) -> Found:
    """Let the prompts go out while some people ask something; then the other limiter."""
    async with staged(folder, UNITS, matters=1) as stage:
        for n in range(ASKING):  # strangers: they get one sentence each
            await stage.door.person(f"Stranger {n}", id=_stranger(n), started=True)
        await stage.door.limits(per_second=30, per_chat_seconds=1.0, per_group_minute=20)
        program = await stage.start()
        waits = await _ask(stage, random.Random(seed))
        await _until_sent(stage)
        await stop(program)
        found = _counted(await stage.calls(), waits)
        await _be_hasty(stage, found)
    return found


def _stranger(number: int) -> int:
    return FIRST_CHAT + UNITS + number


async def _ask(stage: Stage, dice: random.Random) -> list[float]:
    """How long each of some people waits for an answer while the prompts go out."""
    await stage.asked("sendMessage")
    waits = []
    for n in range(ASKING):
        await asyncio.sleep(dice.uniform(1.0, 2.0))
        chatter = Chatter(stage.door, _stranger(n), "")
        began = time.monotonic()
        await chatter.send("hello")
        await chatter.wait(lambda _message: True, timeout=30)
        waits.append(time.monotonic() - began)
    return waits


async def _until_sent(stage: Stage) -> None:
    async with asyncio.timeout(120):
        while True:
            calls = [call for call in await stage.calls() if call["method"] == "sendMessage"]
            if sum(call["code"] == 200 for call in calls) >= UNITS + ASKING:
                return
            await asyncio.sleep(0.5)


def _counted(calls: list[dict[str, object]], waits: list[float]) -> Found:
    sends = [call for call in calls if call["method"] == "sendMessage"]
    times = [float(str(call["at"])) for call in sends if call["code"] == 200]
    return Found(
        sent=len(times),
        rate=(len(times) - 1) / (times[-1] - times[0]),
        refused=sum(call["code"] == 429 for call in calls),
        waits=waits,
    )


async def _be_hasty(stage: Stage, found: Found) -> None:
    before = len(await stage.calls())
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.proofs.hasty_bot", str(FIRST_CHAT), str(UNITS)),
        env=stage.environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    said, _ = await bot.communicate()
    found.hasty_lost = int(said)
    found.hasty_refused = sum(call["code"] == 429 for call in await stage.calls(before))


def main() -> None:
    """Send, count and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.broadcast", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(live(chosen.seed, Path(folder)))
    conclude(
        f"{found.sent} messages, {found.rate:.1f} a second, {found.refused} refused; "
        f"{len(found.waits)} answers meanwhile, the slowest after {max(found.waits):.2f} s; "
        f"AIORateLimiter: {found.hasty_refused} refused, {found.hasty_lost} of {UNITS} lost",
        holds=found.sent == UNITS + ASKING
        and found.rate >= 27
        and not found.refused
        and max(found.waits) < 1,
    )


if __name__ == "__main__":
    main()
