"""`python -m tests.proofs.replies`: how fast replies are handled, beside a bare bot.

Both are given the same presses, all waiting when they start, by a simulator of their own.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from sqlmodel import update

from bot.simulator.client import Person as Chatter
from handlers.dispatch.buttons import Plain, SayPress
from models.outbox import Outbox, Sending
from tests.proofs.stage import LIAISON, TOKEN, Stage, staged, stop
from tests.proofs.verdict import conclude

UNITS, MATTERS = 100, 10
BARE = (sys.executable, "-m", "tests.proofs.bare_bot")
SETTLED = 5.0
"""Seconds after the start at which memory is taken."""

STARTS = 5


@dataclass(frozen=True)
class Figures:
    """Seconds from the start to the first poll, megabytes when idle, updates a second."""

    first_poll: float
    idle: float
    rate: float


async def measure(command: Sequence[str], folder: Path) -> Figures:
    """One program on a stage of its own: idle first, then with everything to do."""
    async with staged(folder, UNITS, MATTERS) as stage:
        with stage.store.transaction() as session:
            session.exec(update(Outbox).values(state=Sending.VOID))  # nothing to say but answers
        own = [part.format(folder=folder) for part in command]
        first_poll, idle = await _idle(stage, own)
        return Figures(first_poll, idle, await _rate(stage, own))


async def _idle(stage: Stage, command: Sequence[str]) -> tuple[float, float]:
    starts = [await _start(stage, command) for _ in range(STARTS)]
    program = await stage.start(command)
    await asyncio.sleep(SETTLED)
    memory = psutil.Process(program.pid).memory_info().rss / 2**20
    await stop(program)
    return median(starts), memory


async def _start(stage: Stage, command: Sequence[str]) -> float:
    # An update of no interest makes the first poll come back at once, and so be seen.
    await stage.door.update({"nothing_of_interest": {}})
    before, began = len(await stage.calls()), time.monotonic()
    program = await stage.start(command)
    await stage.asked("getUpdates", before)
    polled = next(call for call in await stage.calls(before) if call["method"] == "getUpdates")
    await stop(program)
    return float(str(polled["at"])) - began


async def _rate(stage: Stage, command: Sequence[str]) -> float:
    """Presses handled a second: from the first batch fetched to the last message edited."""
    there = {seat.chat: await _message(stage, seat.chat) for seat in stage.seats}
    for n in range(MATTERS):
        for seat in stage.seats:
            press = SayPress(seat.items[n], 0, Plain.NO_CHANGE).pack()
            await Chatter(stage.door, seat.chat, "").press_data(there[seat.chat], press)
    before, edited = len(await stage.calls()), 0
    program = await stage.start(command)
    async with asyncio.timeout(300):
        while edited < UNITS * MATTERS:
            await asyncio.sleep(0.2)
            calls = await stage.calls(before)
            edits = [call for call in calls if call["method"] == "editMessageText"]
            edited = sum(call["code"] == 200 for call in edits)
    await stop(program)
    first = next(call for call in calls if call["method"] == "getUpdates")
    return edited / (float(str(edits[-1]["at"])) - float(str(first["at"])))


async def _message(stage: Stage, chat: int) -> int:
    """A message of the bot, to press at."""
    sent = {"chat_id": chat, "text": "a card"}
    answer = await stage.door.ask("POST", f"/bot{TOKEN}/sendMessage", json=sent)
    return int(answer["result"]["message_id"])


def main() -> None:
    """Measure both in turn and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.replies", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    ours: list[Figures] = []
    bare: list[Figures] = []
    for _ in range(chosen.rounds):
        for command, found in ((LIAISON, ours), ((*BARE, "sqlite:///{folder}/bare.db"), bare)):
            with tempfile.TemporaryDirectory() as folder:
                found.append(asyncio.run(measure(command, Path(folder))))
    speed = median(one.rate for one in ours) / median(one.rate for one in bare)
    memory = median(one.idle for one in ours) / median(one.idle for one in bare)
    start = median(one.first_poll for one in ours) / median(one.first_poll for one in bare)
    conclude(
        f"{median(one.rate for one in ours):.0f} updates a second, {speed:.2f} of a bare bot; "
        f"idle {median(one.idle for one in ours):.0f} MB, {memory:.2f} of it; first poll after "
        f"{median(one.first_poll for one in ours):.2f} s, {start:.2f} of it",
        holds=speed >= 0.5 and memory <= 1.5 and start <= 1.5,
    )


if __name__ == "__main__":
    main()
