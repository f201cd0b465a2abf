"""Who decides about an answer: neither its author nor a neighbour, once, and the newest version."""

from models.slips.slips import SlipState
from tests.conversation import START, World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import handed_in, issued, now_of


async def test_two_clerks_at_once_one_decides(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    await tap(world, lin, "Return")
    await tap(world, qian, "Approve")
    answer = await lin.answer_to(await lin.press("Too general"))
    assert answer.alert
    assert "decided already" in answer.text
    await world.settle()
    page = next(one for one in await lin.chat() if "version 1" in one.text)
    assert "✓ Accepted by Qian" in page.text
    assert "Approve" not in page.labels
    with world.store.reading() as session:
        assert now_of(session, slip).returns == 0


async def test_an_older_version_is_not_judged(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    handed_in(desk, slip, "first")
    await world.settle()
    old = await lin.last()
    handed_in(desk, slip, "second", now=START)
    await world.settle()
    button = old.button("Approve")
    assert button
    answer = await lin.answer_to(await lin.press_data(old.id, str(button.data)))
    assert "have changed since" in answer.text
    await world.settle()
    shown = next(one for one in await lin.chat() if one.id == old.id)
    assert "version 2" in shown.text
    assert "second" in shown.text
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.ANSWERED


async def test_nobody_judges_what_they_handed_in(world: World, phones: Phones) -> None:
    desk = phones.desk
    slip = issued(desk)
    handed_in(desk, slip, by=desk.lin)
    await world.settle()
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/accept")
    await tap(world, lin, slip.number_text)
    answer = await lin.answer_to(await lin.press("Approve"))
    assert "somebody else has to decide" in answer.text
    assert "somebody else" in (await ask(world, lin, f"/accept {slip.number_text}")).text


async def test_a_neighbour_office_neither_sees_nor_decides(world: World, phones: Phones) -> None:
    desk = phones.desk
    slip = issued(desk)
    answer = handed_in(desk, slip)
    await world.settle()
    ma = await phones.of(desk.ma)
    listed = await ask(world, ma, "/accept")
    assert "Answers to judge: 0" in listed.text
    for code in ("gv", "ja", "jr", "jq"):
        said = await ma.answer_to(await ma.press_data(listed.id, f"{code}:{answer.id}"))
        assert "not for your post" in said.text
    assert "no slip" in (await ask(world, ma, f"/accept {slip.number_text}")).text
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.ANSWERED


async def test_the_same_update_twice_decides_and_says_once(world: World, phones: Phones) -> None:
    desk = phones.desk
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    lin = await phones.of(desk.lin)
    await world.door.fault("duplicate", times=1)
    await ask(world, lin, f"/return {slip.number_text} why")
    await world.settle()
    assert len([one for one in await lin.chat() if "Returned by" in one.text]) == 1
    with world.store.reading() as session:
        assert now_of(session, slip).returns == 1
