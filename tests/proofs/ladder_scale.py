"""`python -m tests.proofs.ladder_scale`: a walk costs what is due, not what stands in the ledger.

A month is walked in ledgers of 1,400 and of 100,000 matters with 300 missed in each, and with 30
and 3,000 missed: statements are counted, and the time is compared within the same run.
"""

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import event
from sqlmodel import Session, select

from models.people.posts import Person, Post, Role
from models.slips.ladder import walk
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.store import Store
from models.units import Unit
from tests import postgres
from tests.models.slips.city import CALENDAR, LADDER, at
from tests.proofs.ladder_ledgers import Ledgers, OnPostgres, OnSqlite, Size
from tests.proofs.verdict import conclude

PROMPTED, QUIET, MISSED, WAITED = (
    date(2026, 9, 16),
    date(2026, 9, 17),
    date(2026, 10, 8),
    date(2026, 10, 15),
)
"""Prompts go out; nothing comes due; reminders are drafted and signed; they ran out: orders."""

FEW, USUAL, HUGE, MANY = (
    Size(1_400, 30),
    Size(1_400, 300),
    Size(100_000, 300),
    Size(100_000, 3_000),
)
ROUNDS = 3
AS_LARGE = 2.0
"""So much longer may a month of walks take in a ledger of 100,000 than in one of 1,400."""

AS_MANY = 15.0
"""So much longer may it take with 3,000 due than with 300."""

MOST_STATEMENTS = 40
"""Of one walk, or of one signature under everything that waits."""


@dataclass(frozen=True)
class Cost:
    """What each step of a month took: statements, and seconds in all."""

    statements: tuple[int, ...]
    seconds: float


class Month:
    """Walks through a month in one database and counts."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._seen: list[str] = []
        self._counts: list[int] = []
        self._seconds = 0.0
        event.listen(store.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self._seen.append(statement)

    def cost(self, office: int, due: int) -> Cost:
        """What it costs when so many matters are missed."""
        for day, raised in ((PROMPTED, due), (QUIET, 0), (MISSED, due)):
            self._take(partial(_walk, office, day), raised)
        self._take(partial(_sign_all, office), due)
        self._take(partial(_walk, office, WAITED), due)
        return Cost(tuple(self._counts), self._seconds)

    def _take(self, step: Callable[[Session], int], expected: int) -> None:
        gc.collect()
        self._seen.clear()
        began = self._clock()
        with self._store.transaction() as session:
            done = step(session)
        self._seconds += self._clock() - began
        self._counts.append(sum(not one.startswith("BEGIN") for one in self._seen))
        assert done == expected, f"{done} instead of {expected}"


def _walk(office: int, day: date, session: Session) -> int:
    return walk(session, session.get_one(Unit, office), LADDER, CALENDAR, at(day))


def _sign_all(office: int, session: Session) -> int:
    drafts = session.exec(select(Slip).where(Slip.state == SlipState.AWAITING_SIGNATURE)).all()
    looked_at = {slip_id(slip): slip.revision for slip in drafts}
    return len(sign(session, looked_at, _director(session, office), LADDER, CALENDAR, at(MISSED)))


def _director(session: Session, office: int) -> Person:
    held = select(Post.person_id).where(Post.unit_id == office, Post.role == Role.DIRECTOR)
    return session.get_one(Person, session.exec(held).one())


def measured(ledgers: Ledgers) -> dict[Size, Cost]:
    """Each size in several rounds, one after the other so that the machine's moods are shared."""
    found: dict[Size, list[Cost]] = {size: [] for size in (FEW, USUAL, HUGE, MANY)}
    for _ in range(ROUNDS):
        for size, costs in found.items():
            with ledgers.fresh(size) as (store, office):
                costs.append(Month(store, ledgers.clock).cost(office, size.due))
    return {
        size: Cost(costs[0].statements, median(one.seconds for one in costs))
        for size, costs in found.items()
    }


def told(name: str, found: dict[Size, Cost]) -> tuple[str, bool]:
    """What was found on one database, and whether it is good."""
    for size, cost in found.items():
        sys.stdout.write(
            f"{name}, {size.due:,} of {size.ledger:,} due: {cost.seconds:.2f} s, statements of "
            f"each step {', '.join(map(str, cost.statements))}\n"
        )
    larger = found[HUGE].seconds / found[USUAL].seconds
    more = found[MANY].seconds / found[HUGE].seconds
    counts = max(found[USUAL].statements)
    same = found[FEW].statements == found[USUAL].statements == found[HUGE].statements
    said = (
        f"{name}: at most {counts} statements a step{'' if same else ', NOT THE SAME'}, "
        f"{larger:.2f} times the time in a ledger of 100,000, {more:.1f} times with ten times as "
        "much due"
    )
    return said, same and counts <= MOST_STATEMENTS and larger <= AS_LARGE and more <= AS_MANY


def main() -> None:
    """Measure on both databases, print each size, and conclude."""
    argparse.ArgumentParser(
        prog="python -m tests.proofs.ladder_scale", description=__doc__
    ).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        results = [told("SQLite", measured(OnSqlite(home)))]
        try:
            results.append(
                told("PostgreSQL", measured(OnPostgres(postgres.start(home / "server"))))
            )
        finally:
            postgres.stop(home / "server")
    conclude("; ".join(said for said, _ in results), holds=all(good for _, good in results))


if __name__ == "__main__":
    main()
