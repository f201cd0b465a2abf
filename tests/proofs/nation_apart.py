"""Two cells side by side on one machine: neither sees anything of the other's."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from bot.simulator.client import Person as Chatter
from models.people.posts import by_telegram
from tests.proofs.nation_broadcast import Sent, Theatre, look, set_up
from tests.proofs.nation_cell import TINY
from tests.proofs.stage import stop

NORTH = ("North", 20_000, "5000000001:a-token-for-the-north")
SOUTH = ("South", 30_000, "5000000002:a-token-for-the-south")
"""Name, first chat and token of each cell."""


@dataclass(frozen=True)
class Apart:
    """What a cell's program had of its neighbour's: files, connections, people, words to them."""

    files: int
    connections: int
    people: int
    words: int
    own: Sent

    @property
    def holds(self) -> bool:
        """Whether it had nothing, while all its own people were told once and know who they are."""
        shared = self.files + self.connections + self.people + self.words
        return not shared and self.own.everybody_once


async def side_by_side(folder: Path) -> list[Apart]:
    """Let two cells work at the same time; then look at each from the other's side."""
    async with AsyncExitStack() as stack:
        stages = [
            await stack.enter_async_context(set_up(folder / name, TINY, name, first, token))
            for name, first, token in (NORTH, SOUTH)
        ]
        programs = [await stage.start() for stage in stages]
        await asyncio.gather(*map(Theatre.sent_all, stages, programs))
        found = [
            await _seen(stage, programs[n].pid, stages[1 - n]) for n, stage in enumerate(stages)
        ]
        for program in programs:
            await stop(program)
        return found


async def _seen(stage: Theatre, pid: int, other: Theatre) -> Apart:
    program = psutil.Process(pid)
    files = [file.path for file in program.open_files()]
    ports = [link.raddr.port for link in program.net_connections() if link.raddr]
    assert any(Path(file).is_relative_to(stage.folder) for file in files)
    own = look(await stage.calls(), stage.cell.chats, pid)
    await _recognised(stage)
    with stage.store.reading() as session:
        known = [by_telegram(session, chat) for chat in other.cell.chats]
    return Apart(
        files=sum(Path(file).is_relative_to(other.folder) for file in files),
        connections=sum(port != urlsplit(stage.door.base_url).port for port in ports),
        people=sum(person is not None for person in known),
        words=await _told_strangers(stage, other),
        own=own,
    )


async def _recognised(stage: Theatre) -> None:
    """The cell's own people are told who they are here."""
    chatter = Chatter(stage.door, stage.cell.chats[0], "")
    await chatter.send("/whoami")
    await chatter.wait(stage.cell.name)


async def _told_strangers(stage: Theatre, other: Theatre) -> int:
    """To how many of the neighbour's people, who ask here, anything of either cell is said."""
    told = 0
    for chat in other.cell.chats:
        stranger = await stage.door.person("", id=chat)
        await stranger.send("/whoami")
        answer = await stranger.wait(lambda _: True)
        told += any(name in answer.text for name, *_ in (NORTH, SOUTH))
    return told
