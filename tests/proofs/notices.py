"""`python -m tests.proofs.notices`: a notice to a thousand, once each, through every trouble.

The simulator refuses the 31st message in a second. Some recipients have blocked the bot, some are
groups that have another id now; calls fail with 429 and 5xx, hang, or lose their answer; programs
are killed three times. Once with one program on SQLite, once with two on one PostgreSQL.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from models.notices.notices import notice_by_id
from models.notices.receipts import Receipt, Standing, receipts
from tests import postgres
from tests.proofs.notices_stage import BLOCKED, GROUPS, PEOPLE, Broadcast, announced
from tests.proofs.stage import stop
from tests.proofs.verdict import conclude

KILLS = 3
TROUBLES = (
    ("429", {"share": 0.02, "retry_after": 1}),
    ("500", {"share": 0.01}),
    ("drop_after", {"share": 0.005}),
    ("drop_before", {"share": 0.005}),
    ("hang", {"share": 0.01, "times": 3, "seconds": 25}),
)
"""What goes wrong with which share of the messages; a hang is longer than the program waits."""


@dataclass(frozen=True)
class Found:
    """What the chats hold, beside the receipt table."""

    once: int
    twice: int
    missing: int
    besides: int
    standings: Counter[Standing]
    refused: int
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether everyone within reach has it once or is `unknown`, and the table adds up."""
        told = self.standings
        return (
            not (self.twice or self.missing or self.besides)
            and told.total() == PEOPLE + GROUPS
            and told[Standing.UNDELIVERABLE] == BLOCKED
            and told[Standing.SENT] + told[Standing.UNKNOWN] == PEOPLE + GROUPS - BLOCKED
        )

    def words(self, where: str) -> str:
        """The figures in a row."""
        table = ", ".join(f"{count} {one}" for one, count in sorted(self.standings.items()))
        return (
            f"{where}: {self.once} have it once, {self.twice} twice, {self.missing} lack it "
            f"without being unknown, {self.besides} messages besides; the table: {table}, "
            f"{self.standings.total()} in all; {self.refused} calls refused or lost; "
            f"{self.seconds:.0f} s"
        )


async def live(folder: Path, database: str, programs: int, seed: int) -> Found:
    """Send while programs are killed in turn, a while after each other; then look."""
    dice = random.Random(seed)
    async with announced(folder, database) as stage:
        for kind, facts in TROUBLES:
            method = "sendMessage"
            await stage.door.fault(kind, method=method, seed=dice.randrange(2**31), **facts)
        began = time.monotonic()
        running = [await stage.start() for _ in range(programs)]
        for kill in range(KILLS):
            await _gone(stage, (kill + 1) * PEOPLE // (KILLS + 2) + dice.randrange(40))
            running[kill % programs].kill()
            await running[kill % programs].wait()
            running[kill % programs] = await stage.start()
        async with asyncio.timeout(600):
            while _table(stage)[Standing.WAITING]:  # noqa: ASYNC110  another process writes it
                await asyncio.sleep(0.5)
        seconds = time.monotonic() - began
        for program in running:
            await stop(program)
        return await _look(stage, seconds)


async def _gone(stage: Broadcast, wanted: int) -> None:
    """Wait until so many copies are settled."""
    async with asyncio.timeout(300):
        while _settled(stage) < wanted:  # noqa: ASYNC110  another process writes it
            await asyncio.sleep(0.1)


def _receipts(stage: Broadcast) -> list[Receipt]:
    with stage.store.reading() as session:
        return receipts(session, notice_by_id(session, stage.notice))


def _table(stage: Broadcast) -> Counter[Standing]:
    return Counter(one.standing for one in _receipts(stage))


def _settled(stage: Broadcast) -> int:
    table = _table(stage)
    return table.total() - table[Standing.WAITING]


async def _look(stage: Broadcast, seconds: float) -> Found:
    calls = [call for call in await stage.calls() if call["method"] == "sendMessage"]
    arrived = Counter(int(str(call["chat_id"])) for call in calls if call["code"] == 200)
    table = _receipts(stage)
    doubtful = {
        one.person.telegram_id
        if one.person
        else stage.moved.get(chat := one.row.chat_id or 0, chat)
        for one in table
        if one.standing is Standing.UNKNOWN
    }
    chats = stage.reachable
    return Found(
        once=sum(arrived[chat] == 1 for chat in chats),
        twice=sum(arrived[chat] > 1 for chat in chats),
        missing=sum(arrived[chat] == 0 and chat not in doubtful for chat in chats),
        besides=sum(count for chat, count in arrived.items() if chat not in chats),
        standings=Counter(one.standing for one in table),
        refused=sum(call["code"] not in {200, 403} for call in calls),
        seconds=seconds,
    )


def _on_sqlite(seed: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(live(Path(folder), f"sqlite:///{folder}/liaison.db", 1, seed))


def _on_postgresql(seed: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)  # the server is another user
        try:
            return asyncio.run(live(home, postgres.start(home / "server"), 2, seed))
        finally:
            postgres.stop(home / "server")


def main() -> None:
    """Send twice, look and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.notices", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    seed = parser.parse_args().seed
    alone = _on_sqlite(seed)
    sys.stdout.write(f"{alone.words('one program on SQLite')}\n")
    both = _on_postgresql(seed)
    conclude(both.words("two on PostgreSQL"), holds=alone.holds and both.holds)


if __name__ == "__main__":
    main()
