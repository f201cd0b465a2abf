"""Every button and every command, tried by everybody, with true, stale and forged data.

The other half, that those whose it is may, is played in `test_authority_levels.py` for a district's
office and, with names that try to break the views, in `test_hostile_names.py` for the city's.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select
from telegram.ext import CommandHandler

from handlers.buttons import Press
from handlers.registry import ROUTES
from models.circulars.circulars import Circular, CircularState
from models.dispatch.cycles import Cycle
from models.dispatch.opening import close_cycle
from models.dispatch.returns import Item, Mark
from models.inbox import Hearing, Inbox
from models.matters.ledger import Matter, State
from models.notices.notices import Notice, NoticeState
from models.outbox import Outbox, Sending
from models.slips.manuscripts import Manuscript
from models.slips.slips import Slip, SlipState
from models.store import Store
from tests.conversation import START, opened
from tests.desk import Desk
from tests.handlers.authority_levels_table import OWN
from tests.handlers.authority_table import BUTTONS, COMMANDS, PEOPLE, Row
from tests.handlers.crowd import Crowd, crowd_of
from tests.handlers.documents.prepared import all_over
from tests.handlers.everybody import Everybody, everybody_of
from tests.handlers.experiences.prepared import all_told
from tests.handlers.standings.prepared import published

HARMLESS = {"refused", "stranger"}


@pytest.fixture
async def everybody(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Crowd]:
    """All kinds of people in a city at work; on one database, for it is about people."""
    crowd = await crowd_of(sqlite_url, tmp_path)
    yield crowd
    await crowd.straight.end()


@pytest.fixture
async def with_phones(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The same, with telephones in their hands."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        yield await everybody_of(world)
    store.close()


async def test_the_table_knows_every_button_and_command(everybody: Crowd) -> None:
    handlers = [route.handler(everybody.straight.office) for route in ROUTES]
    commands = [one.commands for one in handlers if isinstance(one, CommandHandler)]
    assert {route.code for route in ROUTES if route.code} == set(BUTTONS)
    assert set(Press._codes) == set(BUTTONS)
    assert {name for names in commands for name in names} == set(COMMANDS)


async def test_nobody_else_does_or_learns_anything_by_a_button(everybody: Crowd) -> None:
    """Each kind is pressed by everybody whose it is not, with ids that exist."""
    facts, row = everybody.facts(), everybody.last_row()
    for code, one in BUTTONS.items():
        for who in those_it_is_not(one, code):
            answer = await everybody.press(who, one.sample.format(**everybody.ids))
            assert answer.alert, f"{who} was not told that {code} is not for them"
            assert answer.text
            assert not answer.shown, f"{who} was shown something by {code}"
    assert everybody.facts() == facts
    assert everybody.kinds_since(row) <= HARMLESS


def those_it_is_not(one: Row, code: str = "") -> list[str]:
    """Who may not press or say it; nor may a villager of a district, where it names anything."""
    named = "{" in one.sample and code not in OWN
    return [*sorted(set(PEOPLE) - one.may), *(["villager"] if named else [])]


async def test_nobody_else_does_or_learns_anything_by_a_command(everybody: Crowd) -> None:
    facts, row = everybody.facts(), everybody.last_row()
    for one in COMMANDS.values():
        for who in those_it_is_not(one):
            await everybody.say(who, one.sample.format(**everybody.ids))
    await everybody.deliver()
    assert everybody.facts() == facts
    assert everybody.kinds_since(row) <= HARMLESS
    to_the_stranger = [words for told in everybody.heard["stranger"] for words in told.shown]
    assert len(to_the_stranger) == 1  # one sentence an hour


async def test_nobody_else_reports_by_text_photo_or_file(with_phones: Everybody) -> None:
    """Lines that name a matter of unit 0, a photo, a form, and an edit of the line."""
    facts, row = with_phones.facts(), with_phones.last_row()
    line = f"{with_phones.ids['number_3']} 75% 方案已印发"
    for who in ("stranger", "leader", "other", "clerk", "head", "inspector", "neighbour"):
        phone = with_phones.phones[who]
        sent = await phone.send(line)
        await phone.send_files([("photo.jpg", JPEG)], caption=line)
        await phone.send_files([("form.xlsx", b"PK no workbook")], as_document=True)
        await phone.edit(sent, line + " 改")
    await with_phones.world.settle()
    assert with_phones.facts() == facts
    assert with_phones.unhandled() == []
    assert with_phones.kinds_since(row) <= HARMLESS | EXPLAINING
    for who in ("stranger", "other", "neighbour"):
        assert "Matter 0." not in await with_phones.phones[who].told()


EXPLAINING = {"not_understood", "understood", "which_card", "form_refused"}
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


def forged(code: str, row: Row) -> list[str]:
    """Data that no button carries: missing, odd and far too large values, ids that do not exist."""
    bare = [] if row.sample == code else [code]
    names = set(re.findall(r"{(\w+)}", row.sample))
    numbers = [-1, 2**31 - 1, 10**17] if names else []
    return [
        *bare,
        f"{code}:zz:zz:zz",
        *(row.sample.format(**dict.fromkeys(names, number)) for number in numbers),
    ]


async def test_forged_data_does_nothing(everybody: Crowd) -> None:
    facts, row = everybody.facts(), everybody.last_row()
    for who in ("liaison", "clerk"):
        for code, one in BUTTONS.items():
            for data in forged(code, one):
                await everybody.press(who, data)
        for data in ("zz:1", "?" * 64, "💣" * 16, ":::"):
            await everybody.press(who, data)
    assert everybody.facts() == facts
    assert everybody.kinds_since(row) <= HARMLESS


async def test_stale_buttons_change_nothing_when_all_is_over(everybody: Crowd) -> None:
    """Decided, closed and cut off: yesterday's buttons answer, and facts stand."""
    end_of_month(everybody.desk)
    facts, row = everybody.facts(), everybody.last_row()
    for code, one in BUTTONS.items():
        if code not in TIMELESS:
            for who in one.may:
                await everybody.press(who, one.sample.format(**everybody.ids))
    assert everybody.facts() == facts
    assert everybody.kinds_since(row) <= HARMLESS | READING


TIMELESS = frozenset({"lg", "ls", "lv", "lb", "ia", "ip", "gc", "gf", "mh", "vm", "xn", "xp"})
"""Buttons that are no less true when a month is over; `vm` drafts anew what was withdrawn."""

READING = {
    *(
        "board_file",
        "board_picture",
        "attachment",
        "form",
        "slip_paper",
        "office_slip_paper",
        "register_file",
    ),
    *("circular_paper", "plan_file", "slip_answer_file", "slip_answer_rest"),
    *("standing_said", "standing_card", "run_picture", "evidence"),
    *("year_table", "year_book", "burden_book", "brief_part", "brief_again"),
    *("notice_book", "experience_file"),
}


def end_of_month(desk: Desk) -> None:
    """The month is cut off, every matter closed, every card decided, every trouble gone."""
    with desk.store.transaction() as session:
        close_cycle(session, session.get_one(Cycle, desk.cycle.id), START)
        for matter in session.exec(select(Matter)):
            matter.state = State.CLOSED
        for circular in session.exec(select(Circular)):
            circular.state = CircularState.WITHDRAWN
        for notice in session.exec(select(Notice)):
            notice.state = NoticeState.WITHDRAWN
        for slip in session.exec(select(Slip)):
            slip.state = SlipState.SETTLED
        for paper in session.exec(select(Manuscript)):
            paper.sent_at = START
        all_over(session)
        published(session)
        all_told(session)
        for item in session.exec(select(Item)):
            item.mark = Mark.ACCEPTED
        for row in session.exec(select(Outbox)):
            row.state = Sending.SENT
        for update in session.exec(select(Inbox)):
            update.state = Hearing.DONE
