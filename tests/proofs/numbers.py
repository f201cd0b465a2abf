"""`python -m tests.proofs.numbers`: numbers have no gap and none is given twice, whoever is killed.

Real processes sign slips at the same time: of one kind, of several kinds together at night (when
their messages are merged), and while one after the other is killed between a signature and its
commit.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlmodel import col, func, select

from models.migrating import upgrade
from models.numbers import Counter
from models.outbox import Outbox
from models.slips.slips import Slip
from models.store import Store
from tests import postgres
from tests.proofs.signatures import LINGERS, MIXED, ONE_KIND, Run, prepared, unsigned, work
from tests.proofs.verdict import conclude

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["tests.proofs.signatures"])


def together(run: Run, processes: int, at_once: int = 1) -> None:
    """Several processes sign everything at the same time."""
    begin = SPAWN.Event()
    shares = [run.drafts[n::processes] for n in range(processes)]
    going = [_started(run, share, at_once, 0, begin)[0] for share in shares]
    time.sleep(1)  # everybody has opened the database
    begin.set()
    for one in going:
        one.join()
        if one.exitcode:
            run.faults.append(f"a process ended with {one.exitcode}")
    look(run, whole=True)


def _started(
    run: Run, share: Sequence[int], at_once: int, lingers: float, begin: Any
) -> tuple[BaseProcess, Any]:
    inside = SPAWN.Value("b", 0, lock=False)
    process = SPAWN.Process(target=work, args=(run, share, at_once, lingers, begin, inside))
    process.start()
    return process, inside


def killed(run: Run, processes: int, kills: int) -> None:
    """The same, but one process after the other is killed in the middle and another goes on."""
    begin, dice = SPAWN.Event(), random.Random(2)
    begin.set()
    shares = [run.drafts[n::processes] for n in range(processes)]
    going = [_started(run, share, 1, LINGERS, begin) for share in shares]
    while run.kills < kills and unsigned(run, run.drafts):
        victim = dice.randrange(processes)
        process, inside = going[victim]
        if process.is_alive() and not _caught_inside(process, inside):
            process.join()
        if process.is_alive():
            process.kill()
            process.join()
            run.kills += 1
            run.killed_inside += inside.value
            look(run, whole=False)
        left = unsigned(run, shares[victim])
        going[victim] = _started(run, left, 1, LINGERS, begin)
    for process, _ in going:
        process.join()
    rest = _started(run, unsigned(run, run.drafts), 1, 0, begin)[0]
    rest.join()
    look(run, whole=True)


def _caught_inside(process: BaseProcess, inside: Any) -> bool:
    """Wait until a process stands between a signature and its commit; False when it ends first."""
    while process.is_alive():
        if inside.value:
            return True
        time.sleep(0.0005)
    return False


def look(run: Run, *, whole: bool) -> None:
    """Compare the numbers that were given with 1, 2, 3 …; at the end, with everything there is."""
    store = Store(run.url)
    with store.reading() as session:
        for kind in run.kinds:
            given = session.exec(
                select(Slip.number)
                .where(Slip.kind == kind, col(Slip.number).is_not(None))
                .order_by(col(Slip.number))
            ).all()
            last = (
                session.exec(select(Counter.last).where(Counter.series == kind.value)).first() or 0
            )
            drafts = session.exec(select(func.count()).where(Slip.kind == kind)).one()
            if given != list(range(1, len(given) + 1)) or last != len(given):
                run.faults.append(f"{kind}: {len(given)} numbers up to {last}")
            if whole and len(given) != drafts:
                run.faults.append(f"{kind}: {len(given)} of {drafts} signed")
        told = [
            one
            for row in session.exec(select(Outbox).where(Outbox.kind == "slips"))
            for one in row.params["slips"]
        ]
        if whole and sorted(told) != sorted(run.drafts):
            run.faults.append(f"{len(set(told))} of {len(run.drafts)} told, {len(told)} times")
    store.close()


@contextmanager
def databases(server: str) -> Iterator[Iterator[str]]:
    """Fresh databases of a server one after the other, or SQLite files in a folder."""
    yield (_database(server, n) for n in range(100))


def _database(server: str, n: int) -> str:
    if not server.startswith("postgresql"):
        url = f"sqlite:///{server}/{n}.db"
    else:
        import psycopg  # noqa: PLC0415  only where PostgreSQL is

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE numbers_{n}".encode())
        url = server.replace("/postgres?", f"/numbers_{n}?")
    upgrade(url)
    return url


def tried(server: str, processes: int, kills: int) -> list[Run]:
    """Every way, each in a database of its own; what was found."""
    with databases(server) as fresh:
        one_kind = prepared(next(fresh), ONE_KIND)
        together(one_kind, processes)
        mixed = prepared(next(fresh), MIXED)
        together(mixed, processes)
        batches = prepared(next(fresh), MIXED)
        together(batches, processes, at_once=5)
        falling = prepared(next(fresh), MIXED)
        killed(falling, processes, kills)
    return [one_kind, mixed, batches, falling]


def main() -> None:
    """Try PostgreSQL with four processes and SQLite with two, print each, and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.numbers", description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        try:
            runs = {"PostgreSQL": tried(postgres.start(home / "server"), 4, kills)}
        finally:
            postgres.stop(home / "server")
        runs["SQLite"] = tried(folder, 2, kills // 2)
    names = ("one kind", "three kinds", "three kinds, five at a time", "killed")
    for database, ways in runs.items():
        for name, run in zip(names, ways, strict=True):
            said = "; ".join(run.faults) or "no gap, none twice"
            sys.stdout.write(f"{database}, {name}: {len(run.drafts)} signatures, {said}\n")
    every = [run for ways in runs.values() for run in ways]
    counted = sum(run.kills for run in every), sum(run.killed_inside for run in every)
    conclude(
        f"{sum(len(run.drafts) for run in every)} signatures from 4 processes on PostgreSQL and 2 "
        f"on SQLite, {counted[0]} kills, {counted[1]} of them between signature and commit: "
        f"{sum(len(run.faults) for run in every)} faults",
        holds=not any(run.faults for run in every) and counted[1] >= kills // 2,
    )


if __name__ == "__main__":
    main()
