"""The desk counts what waits for the office; each count opens, and goes back."""

import pytest

from models.people.posts import Person, person_id
from tests.conversation import World
from tests.desk import DONE
from tests.handlers.office import Phones, ask, tap


async def test_what_waits_is_counted_opens_and_goes_back(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[1])).telegram_id = None
    lin = await phones.of(desk.lin)
    shown = await ask(world, lin, "/office")
    assert "November 2026: answered 1 of 5" in shown.text
    assert "To review: 1." in shown.text
    assert "Exceptions: 2, people not linked: 1." in shown.text
    for label in ("Board", "To review 1", "Exceptions 2"):
        await tap(world, lin, label)
        back = await tap(world, lin, "Back")
        assert "Reform office" in back.text
    owing = await tap(world, lin, "Owing 4")
    assert "Unit 1" in owing.text
    assert len(await lin.chat()) == 2


@pytest.mark.parametrize("who", ["he", "zhou"], ids=["inspector", "head"])
async def test_whoever_only_reads_sees_the_month_only(
    world: World, phones: Phones, who: str
) -> None:
    reader = await phones.of(getattr(phones.desk, who))
    shown = await ask(world, reader, "/office")
    assert "answered 0 of 5" in shown.text
    assert "Exceptions" not in shown.text


async def test_before_the_first_month(world: World, phones: Phones) -> None:
    ma = await phones.of(phones.desk.ma)
    assert "No month has been opened yet." in (await ask(world, ma, "/office")).text


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.lin)).language = "zh_CN"
    lin = await phones.of(desk.lin)
    shown = await ask(world, lin, "/office")
    assert "2026年11月：已报 0/5" in shown.text
    board = await tap(world, lin, "调度看板")
    assert "欠报5个，迟报0个，有困难0个。" in board.text
    look = await tap(world, lin, "催报全部欠报单位")
    assert "将提醒5人：" in look.text
    assert "确认催报" in look.labels
