"""A group chat with a member of the office's staff, a liaison and a stranger in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from bot.simulator.client import Person as Chatter
from models.groups import GroupChat, group_at
from models.inbox import Inbox
from models.notice_boards import bind
from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.copies import NoticeCopy
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.rules import NoticeRules
from models.notices.sending import send
from models.people.posts import Person, person_id
from models.units import Unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, Desk
from tests.handlers.office import Phones

SAYS = Content(parts=(Text(html="Please check the ledger."),))


@dataclass
class Hall:
    """A group with the bot: Lin is of the city's office, Liaison 0 of unit 0, Eve is a stranger."""

    world: World
    desk: Desk
    lin: Chatter
    liaison: Chatter
    eve: Chatter
    chat: int

    @property
    def bot(self) -> str:
        """The bot's name, as it is written behind a command."""
        return f"@{self.world.app.bot.username}"

    async def say(self, who: Chatter, text: str) -> int:
        """Write into the group, and let the bot do what it will."""
        number = await who.send(text, chat=self.chat)
        await self.world.settle()
        return number

    async def news(self, **fields: object) -> None:
        """A service message of the group."""
        await self.update(message=self._place() | fields)

    def _place(self) -> dict[str, object]:
        user = {"id": self.eve.id, "is_bot": False, "first_name": self.eve.name}
        chat = {"id": self.chat, "type": "group", "title": "Hall"}
        return {"message_id": 900, "date": 1_800_000_000, "chat": chat, "from": user}

    async def update(self, **raw: object) -> None:
        """Any update at all."""
        await self.world.door.update(dict(raw))
        await self.world.settle()

    async def from_the_bot(self) -> list[str]:
        """Everything the bot has said in the group."""
        return [one.text for one in await self.lin.chat(self.chat) if one.from_bot]

    def row(self, session: Session) -> GroupChat:
        """What is remembered of the group."""
        found = group_at(session, self.chat)
        assert found
        return found

    @property
    def known(self) -> GroupChat:
        """What is remembered of the group now."""
        with self.world.store.reading() as session:
            return self.row(session)

    def raw(self) -> str:
        """All that is kept of what was heard."""
        with self.world.store.reading() as session:
            return "\n".join(session.exec(select(Inbox.raw)))

    def bind(self) -> None:
        """Let it be a notice board of the city's office."""
        with self.world.store.transaction() as session:
            office, lin = unit_id(self.desk.office), person_id(self.desk.lin)
            bind(session, self.row(session), office, lin, OPENED)

    async def post(self, *units: Unit, reply: bool = False) -> int:
        """Send a notice to confirm to the group and some units; the id of the group's copy."""
        lin, chats = person_id(self.desk.lin), frozenset({self.known.chat_id})
        with self.world.store.transaction() as session:
            office = session.get_one(Unit, unit_id(self.desk.office))
            notice = draft(session, unit_id(office), SAYS, lin, OPENED)
            places = frozenset(unit_id(one) for one in units)
            address(session, notice, Audience(chats=chats, units=places))
            settle_terms(session, notice, Terms(confirm=True, reply=reply), OPENED)
            send(session, notice, office, NoticeRules(), CALENDAR, lin, OPENED)
            number = notice.id
        self.world.app.delivery.wake()
        await self.world.settle()
        with self.world.store.reading() as session:
            copies = select(NoticeCopy).where(NoticeCopy.notice_id == number)
            return next(one.id or 0 for one in session.exec(copies) if one.chat_id is not None)


async def hall(phones: Phones, *others: Person, by: str = "lin") -> Hall:
    """Found a group by Lin, or by Eve, and let the bot come in."""
    lin = await phones.begun(phones.desk.lin)
    liaison = await phones.begun(phones.desk.liaisons[0])
    more: Sequence[Chatter] = [await phones.begun(one) for one in others]
    eve = await phones.world.person("Eve", language_code="en")
    members = [lin, liaison, eve, *more]
    if by == "eve":
        members = [eve, lin, liaison, *more]
    chat = await phones.world.door.group("Hall", members)
    await phones.world.settle()
    return Hall(phones.world, phones.desk, lin, liaison, eve, chat)
