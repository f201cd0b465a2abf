"""`python -m tests.proofs.burden`: what a month costs a liaison in taps, texts and messages.

A unit with 16 matters: one is due and one is overdue, so both need an answer of their own; three
have changed. Answered by buttons, by text, and (a unit where nothing is due) as all unchanged.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.client import Person
from models.matters.ledger import matter_by_number
from models.migrating import upgrade
from models.store import Store
from tests.conversation import opened
from tests.handlers.month import Cast, meet
from tests.proofs.verdict import conclude

MATTERS = 16
MOST_TAPS, MOST_TEXTS, MOST_MESSAGES = 12, 3, 3


@dataclass
class Cost:
    """What one way of answering took."""

    taps: int = 0
    texts: int = 0
    messages: int = 0

    def __str__(self) -> str:
        """The figures in words."""
        return f"{self.taps} taps, {self.texts} texts, {self.messages} messages"

    @property
    def bearable(self) -> bool:
        """Whether it is within what an office may ask of a liaison."""
        return (
            self.taps <= MOST_TAPS and self.texts <= MOST_TEXTS and self.messages <= MOST_MESSAGES
        )


@dataclass
class Liaison:
    """Answers a month and counts what it takes."""

    cast: Cast
    phone: Person
    cost: Cost

    async def tap(self, *labels: str) -> None:
        """Press buttons one after the other."""
        await self.cast.taps(self.phone, *labels)
        self.cost.taps += len(labels)

    async def write(self, text: str) -> None:
        """Send one text."""
        await self.cast.says(self.phone, text)
        self.cost.texts += 1


async def by_buttons(liaison: Liaison) -> None:
    """Every answer with a tap: the overdue one unchanged, three changed, the rest unchanged."""
    await liaison.tap("Begin", "No change", "+10 → 50%")
    await liaison.tap("Jump", "· 2026-007", "+25 → 65%")
    await liaison.tap("Jump", "· 2026-012", "+10 → 50%")
    await liaison.tap("No change for the other 12", "Confirm and submit")


async def by_text(liaison: Liaison) -> None:
    """One text with a line for each matter there is something to say about."""
    await liaison.write(
        "2026-002 no change\n2026-001 50% draft agreed\n2026-007 65% two counties joined\n"
        "2026-012 50% hearing held"
    )
    await liaison.tap("No change for the other 12, submit")


async def all_unchanged(liaison: Liaison) -> None:
    """Nothing is due, nothing has changed."""
    await liaison.tap("No change at all", "Confirm and submit")


async def measure(answer: Callable[[Liaison], Awaitable[None]]) -> Cost:
    """The month of a fresh office, answered in one way."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/liaison.db")
        upgrade(store.url)
        async with opened(store, Path(folder)) as world:
            cast = await meet(world, MATTERS, pressing=answer is not all_unchanged)
            before = len([one for one in await cast.wang.chat() if one.from_bot]) - 1
            liaison = Liaison(cast, cast.wang, Cost())
            await answer(liaison)
            heard = [one for one in await cast.wang.chat() if one.from_bot]
            assert "Receipt 2026-11-001" in heard[-1].text, heard[-1].text
            liaison.cost.messages = len(heard) - before
            with store.reading() as session:
                assert matter_by_number(session, "2026-016").percent == 40
            return liaison.cost


def main() -> None:
    """Measure the three ways, print each, and conclude."""
    argparse.ArgumentParser(prog="python -m tests.proofs.burden", description=__doc__).parse_args()
    costs = {way: asyncio.run(measure(way)) for way in (by_buttons, by_text, all_unchanged)}
    named = "; ".join(f"{way.__name__.replace('_', ' ')} {cost}" for way, cost in costs.items())
    conclude(
        f"{MATTERS} matters: {named}",
        holds=all(cost.bearable for cost in costs.values()) and costs[all_unchanged].taps == 2,
    )


if __name__ == "__main__":
    main()
