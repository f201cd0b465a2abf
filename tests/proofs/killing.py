"""What the proofs by kill -9 share: their command, each life, what arrived, what is in doubt."""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from sqlmodel import col, func, select

from models.exceptions import undelivered
from models.outbox import Outbox, Sending
from models.parts import asked_part
from models.units import unit_by_code
from tests.proofs.stage import Stage, stop


class PerKill(Protocol):
    """What a proof has found; `per_kill` are the messages in doubt after each kill."""

    per_kill: list[int]


Found = TypeVar("Found", bound=PerKill)


@dataclass(frozen=True)
class Killed(Generic[Found]):
    """What was found after so many kills, and how long it took."""

    found: Found
    kills: int
    seconds: float

    @property
    def most_by_one(self) -> int:
        """The most messages that one kill has put in doubt."""
        counts = self.found.per_kill
        steps = zip([0, *counts], counts, strict=False)
        return max(later - earlier for earlier, later in steps)


def killed(
    name: str, about: str | None, kills: int, live: Callable[[int, int, Path], Awaitable[Found]]
) -> Killed[Found]:
    """Read the command `python -m tests.proofs.name` and live through its kills."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.proofs.{name}", description=about)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=kills)
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_lived(live, chosen.seed, chosen.kills, Path(folder)))
    return Killed(found, chosen.kills, time.monotonic() - began)


async def _lived(
    live: Callable[[int, int, Path], Awaitable[Found]], seed: int, kills: int, folder: Path
) -> Found:
    return await live(seed, kills, folder)


def in_state(stage: Stage, *states: Sending) -> int:
    """How many messages are in one of these states."""
    with stage.store.reading() as session:
        rows = select(func.count()).select_from(Outbox).where(col(Outbox.state).in_(states))
        return session.exec(rows).one()


def on_the_list(stage: Stage) -> frozenset[int | None]:
    """The messages that the office finds on its exception list."""
    with stage.store.reading() as session:
        part = asked_part(session, unit_by_code(session, "OFFICE"))
        return frozenset(one.row.id for one in undelivered(session, part))


def arrived(calls: Sequence[Mapping[str, object]]) -> Counter[tuple[int, str]]:
    """How often something was sent to a chat by a method, and let through."""
    return Counter(
        (int(str(call["chat_id"])), str(call["method"]))
        for call in calls
        if call["code"] == 200 and str(call["method"]).startswith("send")
    )


@asynccontextmanager
async def one_life(stage: Stage) -> AsyncIterator[None]:
    """A program that has begun to work, and is killed at the end."""
    calls = len(await stage.calls())
    program = await stage.start()
    await stage.asked("deleteWebhook", calls)  # the last call before it asks for updates
    try:
        yield
    finally:
        program.kill()
        await program.wait()


async def live_on(stage: Stage, is_done: Callable[[], Awaitable[bool]]) -> None:
    """The last life, which nobody ends before all is done; two minutes at most."""
    program = await stage.start()
    for _ in range(1200):
        await asyncio.sleep(0.1)
        if await is_done():
            break
    await stop(program)
