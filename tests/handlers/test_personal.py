"""/help, /whoami, /language and the command menu."""

import pytest

from handlers.context import Office
from handlers.menus import COMMANDS
from handlers.registry import ROUTES
from models.people.absences import take_leave
from models.people.posts import Person, Role, appoint, person_id
from models.units import Unit
from tests.conversation import START, World
from tests.handlers.town import Town, settle_town

ONLY_WITH_WORDS = {
    *("return", "change", "submit"),
    *("receive", "answer", "plan", "extend"),
    *("accept", "ask", "grant", "refuse", "reject", "withdraw"),
    *("appeal", "assign", "decide", "yearend", "unclaim"),
    *("bind", "unbind"),  # written in the group they are about
}
"""Commands that want a number or words after them, so that no menu offers them."""


@pytest.fixture
def town(world: World) -> Town:
    return settle_town(world.store, START)


def commands_heard(office: Office) -> set[str]:
    handlers = [route.handler(office) for route in ROUTES]
    return {name for one in handlers for name in getattr(one, "commands", ())}


async def test_every_command_of_the_menu_is_heard_and_every_one_heard_is_in_it(
    world: World,
) -> None:
    heard = commands_heard(world.app.office)
    assert heard - ONLY_WITH_WORDS == {command.name for command in COMMANDS}


async def test_help_lists_what_one_may_do(world: World, town: Town) -> None:
    liaison = await world.person("Wang", language_code="en")
    clerk = await world.person("Li", language_code="en")
    town.join(town.wang, liaison.id)
    town.join(town.li, clerk.id)
    await liaison.send("/help")
    told = await liaison.wait("What can be done here")
    assert "/tasks" in told.text
    assert "/invite" not in told.text
    await clerk.send("/help")
    told = await clerk.wait("What can be done here")
    assert "/invite" in told.text
    assert "/tasks" not in told.text


async def test_whoami_tells_post_language_leave_and_deputy(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    with world.store.transaction() as session:
        wang = session.get_one(Person, person_id(town.wang))
        today = world.app.office.calendar.today(START)
        take_leave(session, wang, today, today, today, START)
    await phone.send("/whoami")
    told = (await phone.wait("Language: English")).text
    for part in ("王建国", "张店区 · liaison", "Deputy: 赵敏", "On leave: Wed, 18 Nov"):
        assert part in told


async def test_the_language_changes_with_a_tap_and_the_menu_with_it(
    world: World, town: Town
) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    await phone.send("/language")
    await phone.wait("Language: English")
    await phone.press("简体中文")
    await phone.wait("语言：简体中文")
    await world.settle()
    assert town.now_of(town.wang).language == "zh_CN"
    assert (await phone.commands())["help"] == "使用帮助"
    await phone.send("/language en")
    await phone.wait("Language: English", after=2)
    await world.settle()
    assert (await phone.commands())["help"] == "What can be done here"


async def test_a_forged_language_changes_nothing(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    await phone.send("/language")
    asked = await phone.wait("Language: English")
    for data in ("lg:xx", "lg:../../etc", "lg:", "lg"):
        query = await phone.press_data(asked.id, data)
        assert "no longer there" in (await phone.answer_to(query)).text
    assert town.now_of(town.wang).language == "en"


async def test_another_account_cannot_press_for_one(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    stranger = await world.person("Mallory", language_code="en")
    await stranger.send("/start")
    first = await stranger.wait("This service is for")
    for data in ("lg:zh_CN", "lv:today", "lb"):
        query = await stranger.press_data(first.id, data)
        assert (await stranger.answer_to(query)).alert
    assert town.now_of(town.wang).language == "en"


async def test_a_new_post_shows_in_the_menu_at_the_next_start(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    await phone.send("/start")
    await phone.wait("张店区")
    await world.settle()
    assert "brief" not in await phone.commands()
    with world.store.transaction() as session:
        unit = session.get_one(Unit, town.zichuan.id)
        wang = session.get_one(Person, person_id(town.wang))
        appoint(session, wang, unit, Role.LEADER, None, START)
    await phone.send("/start")
    await phone.wait("淄川区")
    await world.settle()
    assert "brief" in await phone.commands()
