"""All kinds of people in a city at work, with something of unit 0 for every button."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select

from bot.simulator.client import Person as Chatter
from handlers.refusals import sentence
from models.dispatch.attachments import Attachment, attach
from models.inbox import Hearing, Inbox, fail, keep
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
from tests.handlers.slips.prepared import drafts, written
from tests.handlers.slips.prepared_at_units import at_the_unit
from tests.handlers.slips.prepared_judged import judged
from tests.handlers.standings.prepared import scored
from tests.handlers.years.prepared import year_ends

NOT_FACTS = {"inbox", "outbox", "focus", "knock", "menu"}
"""What is written for everybody who says anything."""


@dataclass
class Everybody:
    """The city with the telephones of all kinds of people, and the ids the samples speak of."""

    world: World
    desk: Desk
    phones: dict[str, Chatter]
    pressed: dict[str, int] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, list[str]]:
        """Everything that is stored but for messages."""
        with self.world.store.reading() as session:
            return {
                name: [repr(row) for row in session.execute(table.select())]
                for name, table in sorted(SQLModel.metadata.tables.items())
                if not any(name.startswith(left_out) for left_out in NOT_FACTS)
            }

    def kinds_since(self, row: int) -> set[tuple[str, int | None]]:
        """The kinds of the messages put after one, each with its chat."""
        with self.world.store.reading() as session:
            found = session.exec(select(Outbox).where(col(Outbox.id) > row)).all()
        return {(one.kind, one.chat_id) for one in found}

    def refusals_since(self, row: int) -> set[str]:
        """The reasons of the refusals that were said after a row."""
        with self.world.store.reading() as session:
            found = session.exec(
                select(Outbox).where(col(Outbox.id) > row, Outbox.kind == "refused")
            ).all()
        return {str(one.params["reason"]) for one in found}

    def last_row(self) -> int:
        """The newest message's row."""
        with self.world.store.reading() as session:
            return session.exec(select(func.max(Outbox.id))).one() or 0

    async def press(self, who: str, data: str) -> Any:
        """Press on the one message of the bot that this person keeps for it."""
        phone = self.phones[who]
        return await phone.answer_to(await phone.press_data(self.pressed[who], data))

    async def shown(self, who: str) -> str:
        """What stands in that message."""
        messages = await self.phones[who].chat()
        return next(one.html for one in messages if one.id == self.pressed[who])

    def unhandled(self) -> list[str]:
        """Updates that went wrong, but for those that were made to."""
        with self.world.store.reading() as session:
            wrong = session.exec(select(Inbox).where(Inbox.state == Hearing.FAILED)).all()
        return [f"{one.error} {one.raw[:300]}" for one in wrong if one.update_id > 10]

    def undelivered(self) -> list[str]:
        """Messages that could not be worded or sent; no file of ours is known to Telegram."""
        accounts = [phone.id for phone in self.phones.values()]
        with self.world.store.reading() as session:
            wrong = session.exec(
                select(Outbox).where(
                    Outbox.state == Sending.FAILED, col(Outbox.chat_id).in_(accounts)
                )
            ).all()
        ours = {"attachment", "plan_file", "slip_answer_file", "experience_file", "evidence"}
        return [f"{one.kind}: {one.reason}" for one in wrong if one.kind not in ours]


async def everybody_of(world: World, names: tuple[str, ...] = ()) -> Everybody:
    """Found the city and open all the chats."""
    desk = await asyncio.to_thread(found_city, world.store, 4, 3, names)
    ids = await asyncio.to_thread(prepare, desk)
    phones = Phones(world, desk)
    people = {
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
    chatters = {who: await phones.begun(person) for who, person in people.items()}
    chatters["stranger"] = await world.person("Stranger", language_code="en")
    await chatters["stranger"].send("hello")
    await world.settle()
    pressed = {who: (await phone.last()).id for who, phone in chatters.items()}
    return Everybody(world, desk, chatters, pressed, ids)


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
    for key in ("t1", "t2"):
        notice = Message(kind="redated", key=key, person_id=desk.lin.id, subject_id=desk.cycle.id)
        put(session, START, notice)
    rows = session.exec(select(Outbox).where(Outbox.kind == "redated")).all()
    for row in rows:
        settle(session, row.id or 0, Sending.UNKNOWN, "no answer came back: ReadTimeout")
    keep(session, [(number, '{"update_id": 1, "message": {}}') for number in (1, 2)], START)
    for number in (1, 2):
        fail(session, number, "KeyError in handlers/x.py:5", START)
    return {"message": rows[0].id, "message_2": rows[1].id, "update": 1, "update_2": 2}


async def may_all(everybody: Everybody) -> None:
    """Let everybody do everything that is theirs, first what only reads."""
    not_allowed = sentence(everybody.world.app.office.translator("en"), Reason.NOT_ALLOWED, {})
    gone = sentence(everybody.world.app.office.translator("en"), Reason.GONE, {})
    for code, one in BUTTONS.items():
        for who in PEOPLE:
            if who in one.may:
                answer = await everybody.press(who, one.sample.format(**everybody.ids))
                assert answer.text != not_allowed, f"{who} may not press {code}"
                assert one.bound or answer.text != gone, f"{who} finds {code} gone"
    for name, one in COMMANDS.items():
        row = everybody.last_row()
        for who in PEOPLE:
            if who in one.may:
                await everybody.phones[who].send(one.sample.format(**everybody.ids))
        await everybody.world.settle()
        assert "not_allowed" not in everybody.refusals_since(row), name
