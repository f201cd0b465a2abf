"""Whether a local plan is needed: one unit or many, by key or by text, and who may decide."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.documents.documents import DocumentDuty, Need
from models.matters.ledger import Matter
from tests.conversation import World
from tests.desk import settle
from tests.handlers.documents.prepared import given
from tests.handlers.office import Phones, ask, tap

PENDING = dict.fromkeys(range(3), Need.PENDING)


@pytest.fixture
def phones(world: World) -> Phones:
    desk = settle(world.store)
    with world.store.transaction() as session:
        given(session, desk, "P 3", PENDING)
    return Phones(world, desk)


def needs(world: World) -> list[Need]:
    with world.store.reading() as session:
        duties = session.exec(select(DocumentDuty).order_by(col(DocumentDuty.id)))
        return [duty.needs_local for duty in duties]


async def test_one_unit_by_the_day_of_the_document(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    liaison = await phones.begun(phones.desk.liaisons[1])
    await ask(world, lin, "/documents P 3")
    await tap(world, lin, "Unit 1")
    asked = await tap(world, lin, "Local plan needed")
    assert "Units: Unit 1" in asked.text
    page = await tap(world, lin, "By 30 Dec 2026")
    assert "○ Issue a local plan, by 30 Dec 2026" in page.text
    assert needs(world) == [Need.PENDING, Need.YES, Need.PENDING]
    told = await liaison.last()
    assert "The office has decided about a local plan" in told.text
    assert "Local plan: needed." in told.text
    assert "Local plan needed" not in told.labels, "the unit does not decide"


async def test_one_unit_by_a_date_and_back_again_by_a_reason(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/documents P 3")
    await tap(world, lin, "Unit 1")
    await tap(world, lin, "Local plan needed")
    assert "Please send a date" in (await ask(world, lin, "soon")).text
    page = await ask(world, lin, "2027年1月15日")
    assert "○ Issue a local plan, by 15 Jan 2027" in page.text
    await tap(world, lin, "No local plan needed")
    page = await ask(world, lin, "上级文件直接适用")
    assert "Local plan: not needed. Reason: 上级文件直接适用" in page.text
    assert "Issue a local plan" not in page.text
    with world.store.reading() as session:
        duty = session.exec(select(DocumentDuty).where(DocumentDuty.needs_local == Need.NO)).one()
        assert session.get_one(Matter, duty.matter_id).due_on == date(2026, 12, 2)


async def test_many_units_by_cohort_and_the_rest(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/documents P 3")
    groups = await tap(world, lin, "Local plan: decide 3")
    assert {
        "All 3: needed",
        "Departments 2: needed",
        "Districts and counties 1: not needed",
    } <= set(groups.labels)
    await tap(world, lin, "Departments 2: needed")
    page = await tap(world, lin, "By 30 Dec 2026")
    assert "Unit 2: ○ conveyed · ○ studied · ○ local plan" in page.text
    assert needs(world) == [Need.PENDING, Need.YES, Need.YES]
    await tap(world, lin, "Local plan: decide 1")
    await tap(world, lin, "All 1: not needed")
    page = await ask(world, lin, "无相关职能")
    assert "Unit 0: ○ conveyed · ○ studied · – local plan" in page.text
    assert needs(world) == [Need.NO, Need.YES, Need.YES]
    assert not [label for label in page.labels if label.startswith("Local plan: decide")]


async def test_a_stale_key_says_what_holds_now(world: World, phones: Phones) -> None:
    lin, qian = await phones.of(phones.desk.lin), await phones.of(phones.desk.qian)
    for phone in (lin, qian):
        await ask(world, phone, "/documents P 3")
        await tap(world, phone, "Unit 1")
        await tap(world, phone, "Local plan needed")
    await tap(world, lin, "By 30 Dec 2026")
    answer = await qian.answer_to(await qian.press("By 30 Dec 2026"))
    assert "decided already" in answer.text
    await world.settle()
    assert "Local plan: needed." in (await qian.last()).text
