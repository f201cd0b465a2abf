"""The nation on paper: what 3,000 cells need, from what was measured of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from models.rules import MessageRules
from tests.proofs.nation_broadcast import LIMIT, Sent
from tests.proofs.nation_month import MonthFigures

CELLS = 3_000
MONTHS = 12
MB, GB = 2**20, 2**30
SERVER, KEPT = 16 * GB, 4 * GB
"""A server's memory, and what of it is kept for everything else."""

HOUR = 3600
PACE = MessageRules().per_second


@dataclass(frozen=True)
class Paper:
    """One cell as it was measured, and the nation if every cell were like it."""

    month: MonthFigures
    sent: Sent

    @property
    def servers(self) -> int:
        """Servers for all cells, each with as many programs as fit into its memory."""
        return ceil(CELLS / ((SERVER - KEPT) // self.sent.peak))

    @property
    def year(self) -> int:
        """Bytes of one cell's database after a year."""
        grown = self.month.bytes_after - self.month.bytes_before
        return self.month.bytes_before + MONTHS * grown

    @property
    def share(self) -> float:
        """Of what Telegram's limit on one bot allows: the hour in which everybody is prompted."""
        return self.month.people / (LIMIT * HOUR)

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """What it is, of one cell, and of all cells."""
        people, messages = self.month.people, self.month.messages
        yield f"with {people:,} people each", "one cell", f"{CELLS:,} cells"
        yield "people", f"{people:,}", f"{CELLS * people:,}"
        yield (
            "most memory",
            f"{self.sent.peak / MB:.0f} MB",
            f"{CELLS * self.sent.peak / GB:.0f} GB",
        )
        yield "servers of 16 GB, 4 kept free", f"{self.servers / CELLS:.4f}", f"{self.servers}"
        yield (
            "database after a year",
            f"{self.year / MB:.0f} MB",
            f"{CELLS * self.year / GB:.0f} GB",
        )
        yield "messages a month", f"{messages:,}", f"{CELLS * messages:,}"
        yield f"sending them at {PACE:.0f} a second", f"{messages / PACE:.0f} s", "side by side"
        yield "processor time of a month's duties", *self._processor()
        yield "messages a second, busiest hour", *self._busiest()
        yield f"… of the limit, {LIMIT} for each bot", f"{self.share:.1%}", f"{self.share:.1%}"

    def _processor(self) -> tuple[str, str]:
        seconds = self.month.seconds
        return f"{seconds:.1f} s", f"{CELLS * seconds / HOUR:.1f} h"

    def _busiest(self) -> tuple[str, str]:
        each = self.month.people / HOUR
        return f"{each:.2f}", f"{CELLS * each:,.0f}"

    def __str__(self) -> str:
        """The table."""
        return "".join(f"  {what:38}{one:>12}{every:>16}\n" for what, one, every in self.rows())


def _weight(each: int) -> tuple[str, str]:
    return f"{each / MB:.0f} MB", f"{CELLS * each / GB:.0f} GB"
