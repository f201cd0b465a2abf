"""The liaisons nobody plays: they read their prompt and answer it as people do, each in a way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sqlmodel import Session

from bot.demo.city import City, Player
from bot.demo.names import Names
from bot.simulator.client import Door
from bot.simulator.client_person import Person
from bot.simulator.seen import Button, Message
from handlers.context import Office
from handlers.dispatch.buttons import RestPress, RestSurePress, SubmitPress
from models.dispatch.cycles import newest_cycle
from models.dispatch.returns import items_of, owing
from models.matters.ledger import Matter
from models.units import unit_id

AT_ONCE = 8
TAPS = 6
"""So many buttons at the most are pressed to hand in: it is two as a rule."""

WAYS = (RestSurePress, SubmitPress, RestPress)
"""The buttons that lead to handing in."""


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
        self._chinese = office.language.startswith("zh")

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
        """Read the prompt, write what has moved, and tap until it is handed in."""
        person = Person(self._door, one.player.telegram_id, one.player.person.name)
        moved = self._chance.sample(one.rest, min(len(one.rest), self._chance.randint(0, 2)))
        spoken = [*one.pressing, *moved]
        after = await person.send("\n".join(map(self._line, spoken))) if spoken else 0
        message = await person.wait(lambda seen: _way_on(seen) is not None, after=after)
        for _ in range(TAPS):
            button = _way_on(message)
            if button is None or button.data is None:
                return True
            query = await person.press_data(message.id, button.data)
            await person.answer_to(query)
            message = next(seen for seen in await person.chat() if seen.id == message.id)
        return False

    def _line(self, matter: Matter) -> str:
        if matter.percent >= 90 and self._chance.random() < 0.5:
            return f"{matter.number} 已完成，申请销号" if self._chinese else f"{matter.number} done"
        percent = min(100, matter.percent + 5 * self._chance.randint(1, 3))
        hard = self._chance.random() < 0.06
        return f"{matter.number} {percent}% {self._names.any('difficulties' if hard else 'notes')}"


def _way_on(message: Message) -> Button | None:
    """The button that leads on to handing in, the last step first."""
    buttons = [button for row in message.buttons for button in row if button.data]
    for way in WAYS:
        for button in buttons:
            if str(button.data).startswith(f"{way.code}:"):
                return button
    return None
