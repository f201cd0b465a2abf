"""Every button and every command, tried by everybody, with true, stale and forged data."""

import asyncio
import io
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import Session, SQLModel, col, func, select
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.simulator.client import Person as Chatter
from handlers.buttons import Press
from handlers.refusals import sentence
from handlers.registry import ROUTES
from models.attachments import Attachment, attach
from models.cycles import Cycle
from models.dispatch import Item, Mark, close_cycle
from models.inbox import Hearing, Inbox, fail, keep
from models.invitations import issue, open_link
from models.matters import Matter, State, matter_by_number, milestones_of, set_aside
from models.outbox import Message, Outbox, Sending, put, settle
from models.people import Person, Role, add_person, appoint, person_id
from models.refusals import Reason
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import START, World, opened
from tests.desk import DONE, HALF, OPENED, Desk
from tests.desk import settle as found_city
from tests.handlers.authority_table import BUTTONS, COMMANDS, PEOPLE, Row
from tests.handlers.office import Phones

NOT_FACTS = {"inbox", "outbox", "focus", "knock", "menu"}
"""What is written for everybody who says anything."""

HARMLESS = {"refused", "stranger"}
HOSTILE = (
    "<b>bold</b> & <i>",
    '=cmd|"/c calc"!A1',
    "\u202egnp.exe\u202c 单位",
    "长" * 4000,
    "🏛️👨‍👩‍👧‍👦 {name} %s",
    "a\nb\tc\u0000d".replace("\u0000", ""),
)


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
        return [f"{one.kind}: {one.reason}" for one in wrong if one.kind != "attachment"]


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
        return ids | {"invitation": open_link(session, link.token, 999_999, START).id}


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


@pytest.fixture
async def everybody(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Everybody]:
    """All kinds of people in a city at work; on one database, for it is about people."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        yield await everybody_of(world)
    store.close()


def registered(world: World) -> tuple[set[str], set[str]]:
    """The kinds of buttons and the commands that the program knows."""
    handlers = [route.handler(world.app.office) for route in ROUTES]
    patterns = [one.pattern for one in handlers if isinstance(one, CallbackQueryHandler)]
    codes = {str(pattern.pattern)[1:3] for pattern in patterns if isinstance(pattern, re.Pattern)}
    commands = [one.commands for one in handlers if isinstance(one, CommandHandler)]
    return codes, {name for names in commands for name in names}


async def test_the_table_knows_every_button_and_command(everybody: Everybody) -> None:
    codes, commands = registered(everybody.world)
    assert codes == set(BUTTONS)
    assert codes == set(Press._codes)
    assert commands == set(COMMANDS)


async def test_nobody_else_does_or_learns_anything_by_a_button(everybody: Everybody) -> None:
    """Each kind is pressed by everybody whose it is not, with ids that exist."""
    facts, row = everybody.facts(), everybody.last_row()
    before = {who: await everybody.shown(who) for who in PEOPLE}
    await asyncio.gather(*(_press_all_foreign(everybody, who) for who in PEOPLE))
    await everybody.world.settle()
    assert everybody.facts() == facts
    assert {who: await everybody.shown(who) for who in PEOPLE} == before
    assert {kind for kind, _ in everybody.kinds_since(row)} <= HARMLESS
    assert everybody.unhandled() == []


async def _press_all_foreign(everybody: Everybody, who: str) -> None:
    for code, one in BUTTONS.items():
        if who not in one.may:
            answer = await everybody.press(who, one.sample.format(**everybody.ids))
            assert answer.alert, f"{who} was not told that {code} is not for them"
            assert answer.text


async def test_nobody_else_does_or_learns_anything_by_a_command(everybody: Everybody) -> None:
    facts, row = everybody.facts(), everybody.last_row()
    for who in PEOPLE:
        for one in COMMANDS.values():
            if who not in one.may:
                await everybody.phones[who].send(one.sample.format(**everybody.ids))
    await everybody.world.settle()
    assert everybody.facts() == facts
    assert {kind for kind, _ in everybody.kinds_since(row)} <= HARMLESS
    assert everybody.unhandled() == []
    stranger = await everybody.phones["stranger"].chat()
    assert sum(message.from_bot for message in stranger) == 1  # one sentence an hour


async def test_nobody_else_reports_by_text_photo_or_file(everybody: Everybody) -> None:
    """Lines that name a matter of unit 0, a photo, a form, and an edit of the line."""
    facts, row = everybody.facts(), everybody.last_row()
    line = f"{everybody.ids['number_3']} 75% 方案已印发"
    for who in ("stranger", "leader", "other", "clerk", "inspector", "neighbour"):
        phone = everybody.phones[who]
        sent = await phone.send(line)
        await phone.send_files([("photo.jpg", JPEG)], caption=line)
        await phone.send_files([("form.xlsx", b"PK no workbook")], as_document=True)
        await phone.edit(sent, line + " 改")
    await everybody.world.settle()
    assert everybody.facts() == facts
    assert everybody.unhandled() == []
    assert {kind for kind, _ in everybody.kinds_since(row)} <= HARMLESS | EXPLAINING
    for who in ("stranger", "other", "neighbour"):
        assert "Matter 0." not in await everybody.phones[who].told()


EXPLAINING = {"not_understood", "understood", "which_card", "form_refused"}
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


async def test_whose_it_is_may(everybody: Everybody) -> None:
    """The other half: a right that is taken away by mistake is noticed."""
    await may_all(everybody)
    assert everybody.unhandled() == []
    assert everybody.undelivered() == []


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


BARE = frozenset({"of", "bn", "fd", "br", "ex", "lb"})
"""Buttons without a value: their bare code is no forgery."""


def forged(code: str, row: Row) -> list[str]:
    """Data that no button carries: missing, odd and far too large values, ids that do not exist."""
    bare = [] if code in BARE else [code]
    names = set(re.findall(r"{(\w+)}", row.sample))
    numbers = [-1, 2**31 - 1, 10**17] if names else []
    return [
        *bare,
        f"{code}:zz:zz:zz",
        *(row.sample.format(**dict.fromkeys(names, number)) for number in numbers),
    ]


async def test_forged_data_does_nothing(everybody: Everybody) -> None:
    facts, row = everybody.facts(), everybody.last_row()
    await asyncio.gather(*(_press_all_forged(everybody, who) for who in ("liaison", "clerk")))
    await everybody.world.settle()
    assert everybody.facts() == facts
    assert everybody.unhandled() == []
    assert {kind for kind, _ in everybody.kinds_since(row)} <= HARMLESS


async def _press_all_forged(everybody: Everybody, who: str) -> None:
    for code, row in BUTTONS.items():
        for data in forged(code, row):
            await everybody.press(who, data)
    for data in ("zz:1", "?" * 64, "💣" * 16, ":::"):
        await everybody.press(who, data)


async def test_stale_buttons_change_nothing_when_all_is_over(everybody: Everybody) -> None:
    """Decided, closed and cut off: yesterday's buttons answer, and facts stand."""
    end_of_month(everybody)
    facts, row = everybody.facts(), everybody.last_row()
    for code, one in BUTTONS.items():
        if code not in TIMELESS:
            for who in one.may:
                await everybody.press(who, one.sample.format(**everybody.ids))
    await everybody.world.settle()
    assert everybody.facts() == facts
    assert {kind for kind, _ in everybody.kinds_since(row)} <= HARMLESS | READING
    assert everybody.unhandled() == []


TIMELESS = frozenset({"lg", "lv", "lb", "ia", "ip"})
"""Buttons that are no less true when a month is over."""

READING = {"board_file", "attachment", "form"}


def end_of_month(everybody: Everybody) -> None:
    """The month is cut off, every matter closed, every card decided, every trouble gone."""
    with everybody.world.store.transaction() as session:
        close_cycle(session, session.get_one(Cycle, everybody.desk.cycle.id), START)
        for matter in session.exec(select(Matter)):
            matter.state = State.CLOSED
        for item in session.exec(select(Item)):
            item.mark = Mark.ACCEPTED
        for row in session.exec(select(Outbox)):
            row.state = Sending.SENT
        for update in session.exec(select(Inbox)):
            update.state = Hearing.DONE


async def test_hostile_names_go_through_every_view_unharmed(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every view of every button and command, with names that try to break them."""
    store = Store(sqlite_url)
    with caplog.at_level(logging.WARNING):
        async with opened(store, tmp_path) as world:
            everybody = await everybody_of(world, HOSTILE)
            await may_all(everybody)
            assert everybody.unhandled() == []
            assert everybody.undelivered() == []
            for phone in everybody.phones.values():
                for message in await phone.chat():
                    assert len(message.text) <= 4096
                    assert "\u202e" not in message.text
                    assert "{name}" in message.text or "{" not in message.text
    store.close()
    assert [one.message for one in caplog.records if "could not be edited" in one.message] == []


async def test_hostile_names_in_the_workbook_stay_text(sqlite_url: str, tmp_path: Path) -> None:
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        everybody = await everybody_of(world, HOSTILE)
        await everybody.press("clerk", f"bx:{everybody.ids['cycle']}")
        await world.settle()
        file = await everybody.phones["clerk"].last()
        assert file.media
        book = openpyxl.load_workbook(io.BytesIO(await world.door.fetch(file.media.url)))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        values = [cell.value for cell in cells]
        assert '=cmd|"/c calc"!A1' in values
        assert "<b>bold</b> & <i>" in values
        assert "长" * 120 in values
    store.close()
