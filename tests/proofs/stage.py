"""What the proofs about speed and loss stand on: a simulator, an office, programs to measure."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import col, select, update

from bot.simulator.client import Door
from models.calendar import Month
from models.dispatch.opening import open_cycle
from models.dispatch.returns import Item, Return
from models.matters.ledger import Matter
from models.migrating import upgrade
from models.outbox import Outbox
from models.people.posts import Person, Post, Role, add_person, appoint
from models.rules import DispatchRules, HoursRules, Rules
from models.store import Store
from models.units import Cohort, add_unit, unit_id

TOKEN = "5000000001:a-token-for-the-proofs"
FIRST_CHAT = 10_000
ZONE = ZoneInfo("Asia/Shanghai")
OFFICE_TOML = '[hours]\nopens = ""\ncloses = ""\n'
"""Proofs are run at night, too."""

LIAISON = (str(Path(sys.executable).with_name("liaison")), "run")


@dataclass(frozen=True)
class Seat:
    """One unit with its liaison: the chat, its matters' numbers and the items of its return."""

    chat: int
    numbers: tuple[str, ...]
    items: tuple[int, ...]


@dataclass(frozen=True)
class Stage:
    """A simulator, the database of an office with an open month, and where everything lies."""

    door: Door
    store: Store
    folder: Path
    seats: Sequence[Seat]

    def environment(self) -> dict[str, str]:
        """The settings of a program that works on this stage, and nothing of our own."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("LIAISON_")}
        return own | {
            "LIAISON_BOT_TOKEN": TOKEN,
            "LIAISON_API_BASE_URL": self.door.base_url,
            "LIAISON_DATA_DIR": str(self.folder),
            "LIAISON_LANGUAGE": "en",
        }

    async def start(self, command: Sequence[str] = LIAISON) -> asyncio.subprocess.Process:
        """Start a program on this stage; what it logs goes to a file in the folder."""
        with (self.folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *command, env=self.environment(), cwd=self.folder, stderr=log, stdout=log
            )

    async def calls(self, after: int = 0) -> list[dict[str, object]]:
        """What the Bot API was asked, later than number `after`."""
        return await self.door.journal(after)

    async def asked(self, method: str, after: int = 0) -> None:
        """Wait until a program has called a method since call number `after`."""
        async with asyncio.timeout(60):
            while True:
                if any(call["method"] == method for call in await self.calls(after)):
                    return
                await asyncio.sleep(0.01)


async def stop(process: asyncio.subprocess.Process) -> None:
    """End a program in order."""
    if process.returncode is None:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def staged(folder: Path, units: int, matters: int) -> AsyncIterator[Stage]:
    """An office of so many units with so many matters each; its month is open, its prompts due."""
    (folder / "office.toml").write_text(OFFICE_TOML)
    store = Store(f"sqlite:///{folder / 'liaison.db'}")
    upgrade(store.url)
    seats = found_office(store, units, matters)
    async with simulator() as url, Door(url) as door:
        for seat in seats:
            await door.person(f"Liaison {seat.chat}", id=seat.chat, started=True)
        try:
            yield Stage(door, store, folder, seats)
        finally:
            store.close()


@asynccontextmanager
async def simulator() -> AsyncIterator[str]:
    """A simulator in a process of its own; its address."""
    command = (sys.executable, "-m", "bot.simulator", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout
    try:
        yield (await process.stdout.readline()).decode().split()[-1]
    finally:
        process.kill()
        await process.wait()


def found_office(store: Store, units: int, matters: int) -> list[Seat]:
    """Write the office down and open its month; every prompt is due at once."""
    now = datetime.now(UTC)
    rules = Rules(hours=HoursRules(opens=None, closes=None), dispatch=DispatchRules(prompt_day=1))
    calendar = rules.calendar_in(ZONE)
    month = Month.of(calendar.today(now))
    with store.transaction() as session:
        office = add_unit(session, "OFFICE", "Reform Office", Cohort.DISTRICT)
        for n in range(units):
            unit = add_unit(session, f"U{n}", f"Bureau {n}", Cohort.DEPARTMENT, office)
            person = add_person(session, f"Liaison {n}", "en")
            person.telegram_id, person.linked_at = FIRST_CHAT + n, now
            appoint(session, person, unit, Role.LIAISON, None, now)
            session.add_all(_matter(n, m, unit_id(unit), month) for m in range(matters))
        clerk = add_person(session, "Clerk", "en")
        appoint(session, clerk, office, Role.CLERK, None, now)
        open_cycle(session, office, month, calendar, rules.dispatch, now)
        session.exec(update(Outbox).values(due_at=now))
    return _seats(store)


def _matter(unit: int, number: int, lead: int, month: Month) -> Matter:
    return Matter(
        number=f"2026-{unit:04d}{number:02d}",
        title=f"Reform {number} of bureau {unit}",
        lead_unit_id=lead,
        start_on=month.first - timedelta(days=60),
        due_on=month.last + timedelta(days=90 + number),
    )


def _seats(store: Store) -> list[Seat]:
    with store.reading() as session:
        rows = session.exec(
            select(Person.telegram_id, Matter.number, Item.id)
            .select_from(Item)
            .join(Return, col(Return.id) == col(Item.return_id))
            .join(Matter, col(Matter.id) == col(Item.matter_id))
            .join(Post, col(Post.unit_id) == col(Return.unit_id))
            .join(Person, col(Person.id) == col(Post.person_id))
            .order_by(col(Person.telegram_id), col(Item.position))
        ).all()
    found: dict[int, tuple[list[str], list[int]]] = {}
    for chat, number, item in rows:
        numbers, items = found.setdefault(chat or 0, ([], []))
        numbers.append(number)
        items.append(item or 0)
    return [Seat(chat, tuple(both[0]), tuple(both[1])) for chat, both in found.items()]
