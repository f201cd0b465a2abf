"""A notice to everybody of a cell, by the real program, against Telegram's limit."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from sqlmodel import Session, col, func, select

from bot.simulator.client import Door
from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.rules import NoticeRules
from models.notices.sending import send
from models.outbox import Outbox, Sending
from models.people.posts import Role, holders
from models.rules import HoursRules, Rules
from models.units import Unit, offices, unit_id
from tests.proofs.nation_cell import Cell, Size, founded
from tests.proofs.nation_month import peak
from tests.proofs.stage import FIRST_CHAT, TOKEN, ZONE, Stage, simulator, stop

LIMIT = 30
"""New messages a second that Telegram lets a bot send."""

ALWAYS_OPEN = Rules(hours=HoursRules(opens=None, closes=None)).calendar_in(ZONE)
TOLD_EVERY = 30.0
"""Seconds between two words of how far it has gone."""


@dataclass(frozen=True)
class Theatre(Stage):
    """A stage on which a cell works, with a bot of its own."""

    cell: Cell
    token: str

    def environment(self) -> dict[str, str]:
        """The settings of the cell's program."""
        return super().environment() | {"LIAISON_BOT_TOKEN": self.token}

    def waiting(self) -> int:
        """How many messages are not settled yet."""
        queued = select(func.count()).where(
            col(Outbox.state).in_([Sending.QUEUED, Sending.SENDING])
        )
        with self.store.reading() as session:
            return session.exec(queued).one()

    async def sent_all(self, program: Process) -> None:
        """Wait until nothing waits any more; it is said how far it has gone."""
        clock = asyncio.get_running_loop().time
        told = clock()
        async with asyncio.timeout(60 + 3 * len(self.cell.chats) / LIMIT):
            while left := self.waiting():
                assert program.returncode is None, (self.folder / "log").read_text()[-2000:]
                if clock() - told > TOLD_EVERY:
                    told = clock()
                    sys.stderr.write(f"{left:,} messages left\n")
                await asyncio.sleep(0.5)


@asynccontextmanager
async def set_up(
    folder: Path, size: Size, name: str = "Cell", first: int = FIRST_CHAT, token: str = TOKEN
) -> AsyncIterator[Theatre]:
    """A cell with a notice of each of its offices to everybody it asks, in its own Telegram."""
    cell = founded(folder, size, datetime.now(UTC), name, first)
    async with simulator() as url, Door(url) as door:
        for chat in cell.chats:
            await door.person("", id=chat, started=True)
        await door.limits(per_second=LIMIT, per_chat_seconds=1, per_group_minute=20)
        with cell.store.transaction() as session:
            for office in offices(session):
                _announce(session, office, datetime.now(UTC))
        try:
            yield Theatre(door, cell.store, folder, (), cell, token)
        finally:
            cell.store.close()


def _announce(session: Session, office: Unit, now: datetime) -> None:
    [clerk] = holders(session, unit_id(office), Role.CLERK)
    says = Content(parts=(Text(html="Please send the <b>list</b>."),))
    notice = draft(session, unit_id(office), says, clerk.person_id, now)
    address(session, notice, Audience(everybody=True))
    settle_terms(session, notice, Terms(confirm=True), now)
    rules = NoticeRules(second_above=1_000_000)
    send(session, notice, office, rules, ALWAYS_OPEN, clerk.person_id, now)


@dataclass(frozen=True)
class Sent:
    """Who has the notice how often, what was refused, and what it took.

    `seconds` from the first to the last message, `processor` those of the program's own work, and
    its most memory in bytes.
    """

    people: int
    once: int
    besides: int
    refused: int
    seconds: float
    processor: float
    peak: int

    @property
    def everybody_once(self) -> bool:
        """Whether each has it, none twice, and nothing was sent to anybody else."""
        return self.once == self.people and not self.besides

    @property
    def beside_the_limit(self) -> float:
        """How many times as long it took as the limit allows at the least."""
        return self.seconds / (self.people / LIMIT)


async def broadcast(folder: Path, size: Size) -> Sent:
    """Let the program send everything, and look into the chats."""
    async with set_up(folder, size) as stage:
        program = await stage.start()
        await stage.sent_all(program)
        sent = look(await stage.calls(), stage.cell.chats, program.pid)
        await stop(program)
        return sent


def look(calls: list[dict[str, object]], chats: range, program: int) -> Sent:
    """What the chats of a cell hold, and what its running program has taken."""
    sent = [call for call in calls if call["method"] == "sendMessage"]
    good = [call for call in sent if call["code"] == 200]
    arrived = Counter(int(str(call["chat_id"])) for call in good)
    once = sum(arrived[chat] == 1 for chat in chats)
    times = [float(str(call["at"])) for call in good]
    worked = psutil.Process(program).cpu_times()
    return Sent(
        people=len(chats),
        once=once,
        besides=len(good) - once,
        refused=len(sent) - len(good),
        seconds=max(times) - min(times),
        processor=worked.user + worked.system,
        peak=peak(program),
    )
