"""`python -m tests.proofs.nation`: a nation of 3,000 offices, each of them a cell of its own.

In simulation: a cell with liaisons at all four levels lets the calendar run for a month and sends a
notice to everybody, once with 1,000 people and once with 10,000: statements, memory, and the time
beside what Telegram's limit allows at the least. Two cells side by side see nothing of each other.
On paper: what 3,000 such cells need.
"""

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.nation_apart import Apart, side_by_side
from tests.proofs.nation_broadcast import Sent, broadcast
from tests.proofs.nation_cell import LARGE, SMALL, Size
from tests.proofs.nation_month import MonthFigures, played
from tests.proofs.nation_paper import Paper
from tests.proofs.verdict import conclude

SLOWER, HEAVIER, BESIDE_THE_LIMIT = 1.5, 2.0, 1.2
"""What is allowed: time for each person, memory, both at ten times the people; and sending."""


@dataclass(frozen=True)
class Pair:
    """The same with 1,000 people and with 10,000."""

    months: tuple[MonthFigures, MonthFigures]
    sent: tuple[Sent, Sent]

    @property
    def slower(self) -> float:
        """Processor time of the month's duties for each person."""
        few, many = self.months
        return many.seconds / many.people / (few.seconds / few.people)

    @property
    def sent_slower(self) -> float:
        """Processor time of the program for each message."""
        few, many = self.sent
        return many.processor / many.people / (few.processor / few.people)

    @property
    def month_heavier(self) -> float:
        """Most memory of the process in which the month runs."""
        few, many = self.months
        return many.peak / few.peak

    @property
    def heavier(self) -> float:
        """Most memory of the program that sends."""
        few, many = self.sent
        return many.peak / few.peak

    @property
    def holds(self) -> bool:
        """Whether the work grows with the people at the most, and statements not at all."""
        few, many = self.months
        return (
            all(sum(one.asked.values()) == one.people for one in self.months)
            and (few.opening, few.statements) == (many.opening, many.statements)
            and max(self.slower, self.sent_slower) <= SLOWER
            and max(self.heavier, self.month_heavier) <= HEAVIER
            and all(one.everybody_once and not one.refused for one in self.sent)
            and all(one.beside_the_limit <= BESIDE_THE_LIMIT for one in self.sent)
        )

    def words(self) -> str:
        """What was measured, in lines."""
        few, many = self.months
        lines = [
            *(f"month opened by {_offices(one)}" for one in self.months),
            f"a month of duties: {few.statements:,} and {many.statements:,} statements, "
            f"{few.seconds:.1f} and {many.seconds:.1f} s of processor time ({self.slower:.2f} times"
            f" as long a person), {few.messages:,} and {many.messages:,} messages",
            *(_told(one) for one in self.sent),
        ]
        return "".join(f"{line}\n" for line in lines)


def _offices(one: MonthFigures) -> str:
    each = {code: f"{code}: {n} for {one.asked[code]} units" for code, n in one.opening.items()}
    return f"{len(each)} offices, {one.people:,} people; statements: {', '.join(each.values())}"


def _told(one: Sent) -> str:
    return (
        f"notice to {one.people:,}: {one.once:,} have it once, {one.besides} messages besides, "
        f"{one.refused} refused; {one.seconds:.0f} s, {one.beside_the_limit:.2f} times the least "
        f"that the limit allows; {one.processor:.1f} s of processor time, "
        f"{one.peak / 2**20:.0f} MB at the most"
    )


def month(size: Size) -> MonthFigures:
    """A month in a process of its own, for its memory."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
    ):
        return pool.submit(played, Path(folder) / "cell", size).result()


def sending(size: Size) -> Sent:
    """A notice to everybody."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(broadcast(Path(folder) / "cell", size))


def apart() -> list[Apart]:
    """Two cells at the same time."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(side_by_side(Path(folder)))


def main() -> None:
    """Measure both sizes, look at two cells, print the table and conclude."""
    argparse.ArgumentParser(prog="python -m tests.proofs.nation", description=__doc__).parse_args()
    neighbours = apart()
    pair = Pair((month(SMALL), month(LARGE)), (sending(SMALL), sending(LARGE)))
    papers = [Paper(*both) for both in zip(pair.months, pair.sent, strict=True)]
    sys.stdout.write(pair.words())
    sys.stdout.writelines(map(str, papers))
    alone = all(one.holds for one in neighbours)
    conclude(
        f"{LARGE.people:,} people beside {SMALL.people:,}: the same statements, memory "
        f"{pair.heavier:.2f} times (the month {pair.month_heavier:.2f}), processor time "
        f"{pair.sent_slower:.2f} times a message (the month {pair.slower:.2f} a person), "
        f"sending {pair.sent[1].beside_the_limit:.2f} times the least the limit allows; two cells "
        f"side by side {'share nothing' if alone else f'share something: {neighbours}'}; "
        f"the busiest hour of a cell takes {papers[1].share:.1%} of its bot's limit",
        holds=pair.holds and alone and all(one.share <= 1 for one in papers),
    )


if __name__ == "__main__":
    main()
