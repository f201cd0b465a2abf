"""The people around a notice with the chat app open: a clerk, a director, two liaisons."""

from dataclasses import dataclass

from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from bot.simulator.polls import new_shape
from bot.simulator.seen import Message
from models.notices.copies import NoticeCopy
from models.notices.notices import Notice
from models.outbox import Outbox
from tests.conversation import World
from tests.desk import OPENED, Desk, settle
from tests.handlers.office import Phones, ask, tap


@dataclass
class Room:
    """Lin writes, Qian looks, Wang and Sun are the liaisons of units 0 and 1."""

    world: World
    desk: Desk
    lin: Chatter
    qian: Chatter
    wang: Chatter
    sun: Chatter

    def rows(self, kind: str) -> list[Outbox]:
        """Every message of a kind."""
        with self.world.store.reading() as session:
            return list(session.exec(select(Outbox).where(col(Outbox.kind) == kind)))

    def notices(self) -> list[Notice]:
        """Every notice, the first one first."""
        with self.world.store.reading() as session:
            return list(session.exec(select(Notice).order_by(col(Notice.id))))

    def copies(self) -> list[NoticeCopy]:
        """Every copy there is."""
        with self.world.store.reading() as session:
            return list(session.exec(select(NoticeCopy).order_by(col(NoticeCopy.id))))

    async def says(self, phone: Chatter, *texts: str) -> Message:
        """Send texts one after the other; the answer to the last."""
        for text in texts:
            answer = await ask(self.world, phone, text)
        return answer

    async def taps(self, phone: Chatter, *labels: str) -> Message:
        """Press buttons one after the other; what the last message pressed has become."""
        for label in labels:
            shown = await tap(self.world, phone, label)
        return shown

    async def asks(self, *options: str, anonymous: bool = False, multiple: bool = False) -> None:
        """Lin sends a poll, as Telegram's app lets people make one."""
        facts = {"is_anonymous": anonymous, "allows_multiple_answers": multiple}
        poll = new_shape("When is it?", list(options), facts)
        await self.world.door.update(message_of(self.lin.id, poll=poll))
        await self.world.settle()

    async def polls(self, phone: Chatter) -> list[int]:
        """The polls in a chat."""
        return [one.id for one in await phone.chat() if "poll" in one.raw["other"]]

    async def written(self, *more: str, text: str = "Please check the ledger.") -> Message:
        """A draft with a text for units 0 and 1; `more` is typed at it."""
        return await self.says(self.lin, "/notice", text, "done", "to U0, U1", *more)

    async def sent(self, *more: str, text: str = "Please check the ledger.") -> Message:
        """The same, sent; its page."""
        await self.written(*more, "send", text=text)
        return await self.taps(self.lin, "Send to all")


def message_of(chat: int, **what: object) -> dict[str, object]:
    """An update as Telegram makes it, with things the simulator's app has no key for."""
    who = {"id": chat, "is_bot": False, "first_name": "Lin"}
    place = {"id": chat, "type": "private", "first_name": "Lin"}
    facts = {"message_id": 900_000, "date": int(OPENED.timestamp()), "from": who, "chat": place}
    return {"message": {**facts, **what}}


async def entered(world: World) -> Room:
    """Found the city and open the chats."""
    desk = settle(world.store)
    phones = Phones(world, desk)
    people = (desk.lin, desk.qian, desk.liaisons[0], desk.liaisons[1])
    opened = [await phones.begun(one) for one in people]
    return Room(world, desk, *opened)
