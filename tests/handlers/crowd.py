"""All kinds of people in a city at work who try everything, straight at the conversations."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.app import build
from bot.clock import SteppedClock
from bot.settings import load
from handlers.context import Office
from tests.conftest import spare_the_disk
from tests.conversation import START, TOKEN, UNHURRIED
from tests.desk import settle
from tests.handlers.everybody import cast_of, prepare
from tests.handlers.records import Records
from tests.handlers.straight import Straight, Told

STRANGER = 799_999_999


@dataclass
class Crowd(Records):
    """`accounts` are those of everybody, by what they are; `heard` is all that each was told."""

    straight: Straight
    accounts: dict[str, int]
    heard: dict[str, list[Told]] = field(default_factory=dict)

    async def press(self, who: str, data: str) -> Told:
        """Press a button."""
        told = await self.straight.press(self.accounts[who], data)
        self.heard.setdefault(who, []).append(told)
        return told

    async def say(self, who: str, text: str) -> None:
        """Write to the bot; what it answers comes with the next delivery."""
        self.heard.setdefault(who, []).append(await self.straight.say(self.accounts[who], text))

    async def deliver(self) -> None:
        """Let everybody have what is on its way to them."""
        people = {account: who for who, account in self.accounts.items()}
        for chat, told in (await self.straight.deliver()).items():
            if chat in people:
                self.heard.setdefault(people[chat], []).append(told)


def office_at(url: str, folder: Path) -> Office:
    """The program's office over a database, by the rules in force where nothing is set."""
    given: dict[str, Any] = {
        "_env_file": None,
        "bot_token": TOKEN,
        "database_url": url,
        "data_dir": folder,
    }
    office = build(load(**given), SteppedClock(START), UNHURRIED).office
    event.listen(office.store.engine, "connect", spare_the_disk)
    return office


async def crowd_of(url: str, folder: Path) -> Crowd:
    """Found the city, and let everybody be known to the program."""
    office = office_at(url, folder)
    desk = settle(office.store, 4, 3)
    ids = prepare(desk)
    accounts = {who: person.telegram_id or 0 for who, person in cast_of(desk).items()}
    straight = await Straight(office).begin()
    await straight.deliver()
    accounts |= {"villager": desk.villager.telegram_id or 0, "stranger": STRANGER}
    return Crowd(desk, ids, straight, accounts)
