"""The desk counts what waits for each post; each count opens, and goes back."""

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
    assert "November 2026: answered 1 of 5, due Mon, 30 Nov" in shown.text
    assert "Waits for you\nTo review: 1, since Wed, 18 Nov\nExceptions: 1\n" in shown.text
    assert "Awaited from others\nPeople not linked: 1\nUnits owing: 4\n" in shown.text
    for label in ("Board", "To review 1", "Exceptions 1"):
        await tap(world, lin, label)
        back = await tap(world, lin, "Back")
        assert "Reform Office" in back.text
    owing = await tap(world, lin, "Units owing 4")
    assert "Unit 1" in owing.text
    assert len(await lin.chat()) == 2


@pytest.mark.parametrize("who", ["he", "zhou"], ids=["inspector", "head"])
async def test_whoever_only_reads_sees_the_month_only(
    world: World, phones: Phones, who: str
) -> None:
    reader = await phones.of(getattr(phones.desk, who))
    shown = await ask(world, reader, "/office")
    assert "Nothing waits for you." in shown.text
    assert "answered 0 of 5" in shown.text
    assert set(shown.labels) - {"Districts"} == {"Units owing 5", "Board"}


async def test_before_the_first_month(world: World, phones: Phones) -> None:
    ma = await phones.of(phones.desk.ma)
    assert "No month has been opened yet." in (await ask(world, ma, "/office")).text


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.lin)).language = "zh_CN"
    lin = await phones.of(desk.lin)
    shown = await ask(world, lin, "/office")
    assert "2026年11月：已报0/5，" in shown.text
    board = await tap(world, lin, "调度看板")
    assert "欠报5个，迟报0个，有困难0个。" in board.text
    look = await tap(world, lin, "催报全部欠报单位")
    assert "将提醒5人：" in look.text
    assert "确认催报" in look.labels
