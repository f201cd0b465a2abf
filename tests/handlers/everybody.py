"""All kinds of people in a city at work, with something of unit 0 for every button."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from bot.simulator.client import Answer
from bot.simulator.client import Person as Chatter
from handlers.refusals import sentence
from locales import translator
from models.dispatch.attachments import Attachment, attach
from models.inbox import fail, keep
from models.matters.ledger import State, matter_by_number, milestones_of
from models.matters.side_states import set_aside
from models.outbox import Message, Outbox, Sending, put
from models.people.invitations import issue, open_link
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Reason
from models.settling import settle
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import DONE, HALF, OPENED, Desk
from tests.desk import settle as found_city
from tests.handlers.authority_table import BUTTONS, COMMANDS, PEOPLE
from tests.handlers.circulars.prepared import circulars
from tests.handlers.documents.prepared import registered
from tests.handlers.experiences.prepared import experiences
from tests.handlers.groups.prepared import groups
from tests.handlers.notices.prepared import notices
from tests.handlers.office import Phones
from tests.handlers.records import Records
from tests.handlers.slips.prepared import drafts, written
from tests.handlers.slips.prepared_at_units import at_the_unit
from tests.handlers.slips.prepared_judged import judged
from tests.handlers.standings.prepared import scored
from tests.handlers.years.prepared import year_ends


@dataclass
class Everybody(Records):
    """The city with the telephones of all kinds of people, in a simulated Telegram."""

    world: World
    phones: dict[str, Chatter]
    pressed: dict[str, int] = field(default_factory=dict)

    async def press(self, who: str, data: str) -> Answer:
        """Press on the one message of the bot that this person keeps for it."""
        phone = self.phones[who]
        return await phone.answer_to(await phone.press_data(self.pressed[who], data))

    async def say(self, who: str, text: str) -> None:
        """Write to the bot."""
        await self.phones[who].send(text)
        await self.world.settle()


def cast_of(desk: Desk) -> dict[str, Person]:
    """The people of the table, by what they are there, but for the stranger."""
    return {
        "liaison": desk.liaisons[0],
        "deputy": desk.deputy,
        "leader": desk.leader,
        "other": desk.liaisons[1],
        "clerk": desk.lin,
        "director": desk.qian,
        "deputy_director": desk.sun,
        "head": desk.zhou,
        "inspector": desk.he,
        "neighbour": desk.ma,
    }


async def everybody_of(world: World, names: tuple[str, ...] = ()) -> Everybody:
    """Found the city and open all the chats."""
    desk = await asyncio.to_thread(found_city, world.store, 4, 3, names)
    ids = await asyncio.to_thread(prepare, desk)
    phones = Phones(world, desk)
    chatters = {who: await phones.begun(person) for who, person in cast_of(desk).items()}
    chatters["stranger"] = await world.person("Stranger", language_code="en")
    await chatters["stranger"].send("hello")
    await world.settle()
    pressed = {who: (await phone.last()).id for who, phone in chatters.items()}
    return Everybody(desk, ids, world, chatters, pressed)


def prepare(desk: Desk) -> dict[str, Any]:
    """Things of unit 0 and of its people for every button."""
    desk.hand_in(0, (0, DONE), (1, DONE), (2, HALF))
    with desk.store.transaction() as session:
        ids = _handed_in(session, desk) | _open_return(session, desk) | _troubles(session, desk)
        liaison = session.get_one(Person, person_id(desk.liaisons[0]))
        link = issue(session, [liaison], 14, None, START)[0]
        ids["invitation"] = open_link(session, link.token, 999_999, START).id
    ids |= year_ends(desk)
    ids |= drafts(desk) | at_the_unit(desk) | written(desk) | registered(desk) | judged(desk)
    return ids | scored(desk) | circulars(desk) | notices(desk) | groups(desk) | experiences(desk)


def _handed_in(session: Session, desk: Desk) -> dict[str, Any]:
    cards = [desk.card(session, 0, matter) for matter in range(3)]
    attachment = Attachment(
        item_id=cards[0][0].id or 0,
        unique_id="u",
        file_id="AgAD",
        photo=False,
        name="plan.pdf",
        person_id=person_id(desk.liaisons[0]),
        added_at=OPENED,
    )
    attach(session, cards[0][0], attachment)
    aside = matter_by_number(session, desk.number(1, 2))
    set_aside(session, aside, State.SUSPENDED, "文件", None, None, OPENED)
    return {
        "cycle": desk.cycle.id,
        "return": desk.return_of(session, 0).id,
        "unit": unit_id(desk.units[0]),
        "code": desk.units[0].code,
        "cohort": desk.units[0].cohort,
        "cohort_2": desk.units[1].cohort,
        "owing": unit_id(desk.units[2]),
        "item": cards[0][0].id,
        "version": cards[0][0].progress_id,
        "matter": cards[0][1].id,
        "item_2": cards[1][0].id,
        "version_2": cards[1][0].progress_id,
        "number_3": cards[2][1].number,
        "matter_2": matter_by_number(session, desk.number(2, 0)).id,
        "aside": aside.id,
        "absent": _without_a_telephone(session, desk),
    }


def _without_a_telephone(session: Session, desk: Desk) -> int:
    person = add_person(session, "Absent")
    appoint(
        session, person, session.get_one(Unit, unit_id(desk.units[2])), Role.LEADER, None, START
    )
    return person_id(person)


def _open_return(session: Session, desk: Desk) -> dict[str, Any]:
    """The people of unit 0 answer for unit 3, too, which has not answered yet."""
    unit = session.get_one(Unit, unit_id(desk.units[3]))
    for person, role in (
        (desk.liaisons[0], Role.LIAISON),
        (desk.deputy, Role.DEPUTY),
        (desk.leader, Role.LEADER),
    ):
        appoint(session, session.get_one(Person, person_id(person)), unit, role, None, START)
    item, matter = desk.card(session, 3, 0)
    return {
        "open_return": desk.return_of(session, 3).id,
        "open_item": item.id,
        "milestone": milestones_of(session, [matter.id or 0])[matter.id or 0][0].id,
    }


def _troubles(session: Session, desk: Desk) -> dict[str, Any]:
    """Two messages to the clerk that did not arrive, and two updates that were not handled."""
    for key in (f"t1:{desk.lin.id}", f"t2:{desk.lin.id}"):
        notice = Message(kind="redated", key=key, person_id=desk.lin.id, subject_id=desk.cycle.id)
        put(session, START, notice)
    mine = Outbox.kind == "redated", Outbox.person_id == desk.lin.id
    rows = session.exec(select(Outbox).where(*mine)).all()
    for row in rows:
        settle(session, row.id or 0, Sending.UNKNOWN, "no answer came back: ReadTimeout")
    keep(session, [(number, '{"update_id": 1, "message": {}}') for number in (1, 2)], START)
    for number in (1, 2):
        fail(session, number, "KeyError in handlers/x.py:5", START)
    return {"message": rows[0].id, "message_2": rows[1].id, "update": 1, "update_2": 2}


class Told(Protocol):
    """The answer to a press."""

    @property
    def text(self) -> str:
        """The word at the button."""


class Trying(Protocol):
    """Where everybody tries everything: with telephones, or straight at the conversations."""

    @property
    def ids(self) -> dict[str, Any]:
        """The ids that the samples speak of."""

    async def press(self, who: str, data: str) -> Told:
        """Press a button."""

    async def say(self, who: str, text: str) -> object:
        """Write to the bot."""

    def last_row(self) -> int:
        """The newest message's row."""

    def refusals_since(self, row: int) -> set[str]:
        """The reasons of the refusals that were said after a row."""


async def may_all(everybody: Trying, but: frozenset[str] = frozenset()) -> None:
    """Let everybody do everything that is theirs, first what only reads; `but` for some buttons."""
    tr = translator("en", ZoneInfo("Asia/Shanghai"))
    not_allowed, gone = (sentence(tr, one, {}) for one in (Reason.NOT_ALLOWED, Reason.GONE))
    for code, one in BUTTONS.items():
        for n, who in enumerate(who for who in PEOPLE if who in one.may and code not in but):
            answer = await everybody.press(who, one.sample.format(**everybody.ids))
            assert answer.text != not_allowed, f"{who} may not press {code}"
            lost = one.bound or (one.ends and n > 0)
            assert lost or answer.text != gone, f"{who} finds {code} gone"
    for name, one in COMMANDS.items():
        row = everybody.last_row()
        for who in PEOPLE:
            if who in one.may:
                await everybody.say(who, one.sample.format(**everybody.ids))
        assert "not_allowed" not in everybody.refusals_since(row), name
