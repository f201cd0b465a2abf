"""The liaisons nobody plays: they read their prompt and answer it as people do, each in a way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sqlmodel import Session

from bot.demo.city import City, Player
from bot.demo.names import Names
from bot.simulator.client import Door, Person
from bot.simulator.seen import Message
from handlers.context import Office
from models.cycles import newest_cycle
from models.dispatch import items_of, owing
from models.matters import Matter
from models.units import unit_id

AT_ONCE = 8
TAPS = 6
"""So many buttons at the most are pressed to hand in: it is two as a rule."""


@dataclass(frozen=True)
class Owed:
    """What one of the others has to answer: the matters that are due now, and the rest."""

    player: Player
    pressing: Sequence[Matter]
    rest: Sequence[Matter]


class Others:
    """Everybody on the local Telegram whom the page does not play."""

    def __init__(self, office: Office, city: City, door: Door, seed: int = 1) -> None:
        self._office = office
        self._city = city
        self._door = door
        self._names = Names(office.language, seed)
        self._chance = Random(seed)  # noqa: S311  who answers how is no secret

    async def answer(self, share: float) -> int:
        """Let so many of those who still owe answer (0 to 1); how many did."""
        owed = await asyncio.to_thread(self._owed)
        chosen = self._chance.sample(owed, round(len(owed) * share))
        slots = asyncio.Semaphore(AT_ONCE)

        async def one_after_the_other(one: Owed) -> bool:
            async with slots:
                return await self._reply(one)

        return sum(await asyncio.gather(*map(one_after_the_other, chosen)))

    def _owed(self) -> list[Owed]:
        with self._office.store.reading() as session:
            cycle = newest_cycle(session, unit_id(self._city.office))
            if cycle is None or cycle.closed_at:
                return []
            by_unit = {player.unit.id: player for player in self._city.others()}
            return [
                self._of(session, by_unit[one.unit_id], one.id or 0)
                for one in owing(session, cycle.id or 0)
                if one.unit_id in by_unit
            ]

    def _of(self, session: Session, player: Player, return_id: int) -> Owed:
        cards = items_of(session, return_id)
        return Owed(
            player,
            [matter for item, matter in cards if item.pressing],
            [matter for item, matter in cards if not item.pressing],
        )

    async def _reply(self, one: Owed) -> bool:
        person = Person(self._door, one.player.telegram_id, one.player.person.name)
        moved = self._chance.sample(one.rest, min(len(one.rest), self._chance.randint(0, 2)))
        spoken = [*one.pressing, *moved]
        if spoken:
            await person.send("\n".join(map(self._line, spoken)))
        return False

    def _line(self, matter: Matter) -> str:
        percent = min(100, matter.percent + 5 * self._chance.randint(1, 3))
        return f"{matter.number} {percent}% {self._names.any('notes')}"
