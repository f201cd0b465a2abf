"""Links are opened, accepted, declined; a new phone replaces the old; strangers learn nothing."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.outbox import Message, Outbox, Sending, put
from models.people.invitations import Invitation, revoke
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.units import Unit, unit_by_code, unit_id
from tests.conversation import START, World
from tests.handlers.town import VALID_DAYS, Town, settle_town

STRANGER = "This service is for invited liaisons only"
YES, NO = "Yes, that is me", "Not me"


@pytest.fixture
def town(world: World) -> Town:
    return settle_town(world.store, START)


async def test_a_link_shows_whom_it_is_for_and_is_accepted(world: World, town: Town) -> None:
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {town.link(town.wang)}")
    asked = await phone.wait("This link is for")
    assert "王建国" in asked.text
    assert "张店区 · liaison" in asked.text
    await phone.press(YES)
    welcome = await phone.wait("Welcome")
    assert "/leave" in welcome.text
    assert "/board" not in welcome.text
    await world.settle()
    wang = town.now_of(town.wang)
    assert (wang.telegram_id, wang.language) == (phone.id, "en")
    menu = await phone.commands()
    assert {"tasks", "leave", "whoami", "language", "help"} <= set(menu)
    assert "board" not in menu
    assert len(await phone.chat()) == 2  # the link and one message, edited


async def test_whoever_only_reads_in_an_office_is_told_only_that(world: World, town: Town) -> None:
    with world.store.transaction() as session:
        zhou = add_person(session, "周平")
        appoint(session, zhou, unit_by_code(session, "GGB"), Role.HEAD, None, START)
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {town.link(zhou)}")
    await phone.wait("市委改革办 · leading group's head")
    await phone.press(YES)
    welcome = await phone.wait("Welcome")
    assert "/board shows who has answered and who owes." in welcome.text
    assert "/invite" not in welcome.text
    assert "nudge" not in welcome.text
    await world.settle()
    menu = set(await phone.commands())
    assert {"office", "board", "find"} < menu
    assert not menu & {"nudge", "invite", "exceptions", "paper", "approve"}


async def test_the_client_s_language_is_mapped_and_kept(world: World, town: Town) -> None:
    phone = await world.person("Phone", language_code="zh-hans")
    await phone.send(f"/start {town.link(town.wang)}")
    await phone.wait("请确认是否本人")
    await phone.press("是我")
    await phone.wait("欢迎加入")
    await world.settle()
    assert town.now_of(town.wang).language == "zh_CN"
    assert (await phone.commands())["leave"] == "请假与销假"


async def test_only_a_hash_of_a_link_is_stored(world: World, town: Town) -> None:
    token = town.link(town.wang)
    with world.store.reading() as session:
        stored = session.exec(select(Invitation)).one()
    assert token not in repr(stored)


async def test_a_used_link_tells_so_to_others_and_is_harmless_to_its_owner(
    world: World,
    town: Town,
) -> None:
    token = town.link(town.wang)
    mine = await world.person("Mine", language_code="en")
    await mine.send(f"/start {token}")
    await mine.wait("This link is for")
    await mine.press(YES)
    await mine.wait("Welcome")
    await mine.send(f"/start {token}")
    await mine.wait("/help shows")
    other = await world.person("Other", language_code="en")
    await other.send(f"/start {token}")
    told = await other.wait("This link has been used")
    assert "王建国" not in told.text


async def test_expired_withdrawn_and_unknown_links_say_so(world: World, town: Town) -> None:
    phone = await world.person("Phone", language_code="en")
    old = town.link(town.wang)
    town.link(town.wang)
    await phone.send(f"/start {old}")
    await phone.wait("withdrawn")
    await phone.send("/start no-such-token")
    await phone.wait("not valid")
    late = town.link(town.sun)
    await world.step(START + timedelta(days=VALID_DAYS, minutes=1))
    await phone.send(f"/start {late}")
    await phone.wait("expired")
    assert town.now_of(town.sun).telegram_id is None


async def test_a_link_for_somebody_else_is_not_accepted(world: World, town: Town) -> None:
    phone = await world.person("Sun", language_code="en")
    town.join(town.sun, phone.id)
    await phone.send(f"/start {town.link(town.wang)}")
    await phone.wait("for somebody else")
    assert town.now_of(town.wang).telegram_id is None


async def test_a_link_of_a_post_that_is_gone(world: World, town: Town) -> None:
    token = town.link(town.wang)
    _succeed(town)
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {token}")
    await phone.wait("no such post")


async def test_not_me_withdraws_the_link_and_tells_the_office(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    await clerk.send("/start")
    token = town.link(town.wang)
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {token}")
    await phone.wait("This link is for")
    await phone.press(NO)
    await phone.wait("has been withdrawn")
    told = await clerk.wait("opened by somebody")
    assert "王建国" in told.text
    await phone.send(f"/start {token}")
    await phone.wait("This link has been withdrawn")


async def test_forged_acceptance_without_the_link_is_refused(world: World, town: Town) -> None:
    town.link(town.wang)
    with world.store.reading() as session:
        number = session.exec(select(Invitation.id)).one()
    stranger = await world.person("Mallory", language_code="en")
    await stranger.send("/start")
    first = await stranger.wait(STRANGER)
    query = await stranger.press_data(first.id, f"iy:{number}")
    assert "not valid" in (await stranger.answer_to(query)).text
    query = await stranger.press_data(first.id, f"in:{number}")
    assert "not valid" in (await stranger.answer_to(query)).text
    await world.settle()
    assert town.now_of(town.wang).telegram_id is None


async def test_whoever_opens_a_link_last_may_accept_it(world: World, town: Town) -> None:
    token = town.link(town.wang)
    first = await world.person("First", language_code="en")
    second = await world.person("Second", language_code="en")
    await first.send(f"/start {token}")
    await first.wait("This link is for")
    await second.send(f"/start {token}")
    await second.wait("This link is for")
    query = await first.press(YES)
    assert "not valid" in (await first.answer_to(query)).text
    await second.press(YES)
    await second.wait("Welcome")
    assert town.now_of(town.wang).telegram_id == second.id


async def test_a_new_phone_replaces_the_old_one(world: World, town: Town) -> None:
    old = await world.person("Old", language_code="en")
    town.join(town.wang, old.id)
    await old.send("/start")
    await old.wait("王建国")
    await world.settle()
    assert "tasks" in await old.commands()
    new = await world.person("New", language_code="en")
    await new.send(f"/start {town.link(town.wang)}")
    await new.wait("This link is for")
    await new.press(YES)
    await new.wait("Welcome")
    before = len(await old.chat())
    await old.send("/whoami")
    await old.wait(STRANGER)
    assert len(await old.chat()) == before + 2


async def test_a_successor_takes_over_and_the_predecessor_is_a_stranger(
    world: World,
    town: Town,
) -> None:
    old = await world.person("Wang", language_code="en")
    town.join(town.wang, old.id)
    successor = _succeed(town)
    new = await world.person("Qian", language_code="en")
    await new.send(f"/start {town.link(successor)}")
    asked = await new.wait("This link is for")
    assert "张店区 · liaison" in asked.text
    await new.press(YES)
    await new.wait("Welcome")
    for command in ("/start", "/whoami", "/leave", "/help"):
        await old.send(command)
    await old.wait(STRANGER)
    await world.settle()
    said = [message.text for message in await old.chat() if message.from_bot]
    assert len(said) == 1, "one polite sentence, however often they try"
    assert "张店区" not in "".join(said)


async def test_the_predecessor_may_take_another_post_with_the_same_phone(
    world: World,
    town: Town,
) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    _succeed(town)
    await phone.send(f"/start {town.link(town.sun)}")
    await phone.wait("This link is for")
    await phone.press(YES)
    await phone.wait("Welcome")
    assert town.now_of(town.sun).telegram_id == phone.id
    assert town.now_of(town.wang).telegram_id is None


async def test_what_was_held_for_the_unit_goes_out_after_linking(world: World, town: Town) -> None:
    with world.store.transaction() as session:
        put(session, START, Message(kind="home", key="waits", unit_id=unit_id(town.zhangdian)))
    world.app.delivery.wake()
    await world.settle()
    with world.store.reading() as session:
        assert session.exec(select(Outbox)).one().state is Sending.HELD
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {town.link(town.wang)}")
    await phone.wait("This link is for")
    await phone.press(YES)
    await phone.wait("/help shows")


async def test_a_stranger_gets_one_polite_sentence_and_learns_nothing(
    world: World,
    town: Town,
) -> None:
    assert town.sun.name
    stranger = await world.person("Mallory", language_code="en")
    for text in ("/start", "/help", "/whoami", "/language", "/leave 12-01", "/invite", "/start x"):
        await stranger.send(text)
    await stranger.wait("not valid")
    await world.settle()
    said = {message.text for message in await stranger.chat() if message.from_bot}
    assert len(said) == 2
    assert set(await stranger.commands()) <= {"start"}


async def test_guessing_links_is_slowed_down_silently(world: World, town: Town) -> None:
    stranger = await world.person("Mallory", language_code="en")
    for number in range(6):
        await stranger.send(f"/start guess-{number}")
    await stranger.wait(STRANGER)
    await world.settle()
    said = [message.text for message in await stranger.chat() if message.from_bot]
    assert sum("not valid" in text for text in said) == 5
    token = town.link(town.wang)
    await stranger.send(f"/start {token}")
    await world.settle()
    assert "王建国" not in await stranger.told()
    await world.step(START + timedelta(minutes=2))
    await stranger.send(f"/start {token}")
    await stranger.wait("王建国")


async def test_a_cut_telephone_is_a_stranger_s(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    with world.store.transaction() as session:
        revoke(session, session.get_one(Person, person_id(town.wang)), None, START)
    await phone.send("/start")
    await phone.wait(STRANGER)


async def test_hostile_names_are_shown_as_they_are(world: World, town: Town) -> None:
    hostile = "<b>x</b>&{name}\u202egnp.exe" + "长" * 40
    with world.store.transaction() as session:
        person = add_person(session, hostile)
        unit = session.get_one(Unit, town.zichuan.id)
        appoint(session, person, unit, Role.DEPUTY, None, START)
    phone = await world.person("Phone", language_code="en")
    await phone.send(f"/start {town.link(person)}")
    asked = await phone.wait("This link is for")
    assert "<b>x</b>&{name}gnp.exe" in asked.text
    await phone.press(YES)
    await phone.wait("Welcome")


async def test_a_block_is_remembered_and_a_return_greeted(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    await phone.send("/start")
    await phone.wait("王建国")
    await phone.block()
    await world.settle()
    assert town.now_of(town.wang).blocked_at is not None
    await phone.unblock()
    await phone.wait("Welcome back")
    assert town.now_of(town.wang).blocked_at is None


def _succeed(town: Town) -> Person:
    with town.store.transaction() as session:
        successor = add_person(session, "钱芳")
        unit = session.get_one(Unit, town.zhangdian.id)
        appoint(session, successor, unit, Role.LIAISON, None, START)
        return successor
