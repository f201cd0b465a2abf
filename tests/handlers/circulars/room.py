"""The clerk and the director at a month that is scored, with their telephones."""

from dataclasses import dataclass

import pytest
from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from models.circulars.circulars import Circular, Origin, Part, text_now
from models.outbox import Outbox
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR, RULES, Desk, settle
from tests.handlers.office import Phones
from tests.models.circulars.month import NOVEMBER, SCHEME, over


@dataclass
class Room:
    """The clerk and the director with their telephones; November is scored and published."""

    world: World
    desk: Desk
    lin: Chatter
    qian: Chatter

    def circular(self) -> Circular:
        """The newest circular there is."""
        with self.world.store.reading() as session:
            return session.exec(select(Circular).order_by(col(Circular.id).desc())).first() or (
                pytest.fail("there is no circular")
            )

    def words(self) -> dict[Part, str]:
        """Its newest words."""
        with self.world.store.reading() as session:
            return text_now(session, self.circular()).sections

    def origin(self) -> Origin:
        """Where its newest words come from."""
        with self.world.store.reading() as session:
            return text_now(session, self.circular()).origin

    def said(self, kind: str) -> list[Outbox]:
        """The messages of a kind."""
        with self.world.store.reading() as session:
            return list(session.exec(select(Outbox).where(Outbox.kind == kind)))


def score(desk: Desk) -> None:
    """Score November by hand of nobody, and publish it."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        run = compute(session, office, NOVEMBER, SCHEME, RULES.standings, CALENDAR, None, START)
        publish(session, run, Mode.FULL, desk.qian.id or 0, START)
        for row in session.exec(select(Outbox)):
            session.delete(row)  # what publishing says is not the matter here


async def entered(world: World) -> Room:
    """The office in its chats."""
    desk = over(settle(world.store)).desk
    score(desk)
    phones = Phones(world, desk)
    return Room(world, desk, await phones.begun(desk.lin), await phones.begun(desk.qian))
