"""A slip is withdrawn for a reason by tap or by text; its number stays used, its unit is told."""

import pytest
from sqlmodel import Session, select

from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.manuscript_sending import send
from models.slips.manuscripts import begin
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.writing import about_subject, add_units, write_demand
from models.units import Unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES, Desk
from tests.handlers.office import Phones, ask, tap

NUMBER = "改交〔2026〕1号"


def drafted(
    session: Session, desk: Desk, office: Unit | None = None, unit: Unit | None = None
) -> Slip:
    """An assignment before its signer, to unit 1 or another."""
    writer = person_id(desk.ma if office else desk.lin)
    at = unit_id(office or desk.office)
    paper = begin(session, at, writer, SlipKind.ASSIGNMENT, OPENED)
    about_subject(session, paper, "公共数据共享")
    add_units(session, paper, [unit_id(unit or desk.units[1])])
    write_demand(session, paper, "请办理")
    (slip,) = send(session, paper, RULES.slips, CALENDAR, writer, OPENED)
    return slip


@pytest.fixture
def issued(world: World, phones: Phones) -> int:
    """The slip that has gone out."""
    with world.store.transaction() as session:
        slip = drafted(session, phones.desk)
        sun = session.get_one(Person, person_id(phones.desk.sun))
        sign(session, {slip_id(slip): slip.revision}, sun, RULES.slips, CALENDAR, OPENED)
        return slip_id(slip)


def stored(world: World, number: int) -> Slip:
    with world.store.reading() as session:
        return session.get_one(Slip, number)


async def test_for_a_common_reason_after_one_more_look(
    world: World, phones: Phones, issued: int
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[1])
    lin = await phones.begun(phones.desk.lin)
    await ask(world, lin, "/slips")
    await tap(world, lin, "All 1")
    await tap(world, lin, NUMBER)
    why = await tap(world, lin, "Withdraw")
    assert "Please choose a reason" in why.text
    sure = await tap(world, lin, "Wrong unit")
    assert "the number is never used again" in sure.text
    assert stored(world, issued).state is SlipState.ISSUED
    done = await tap(world, lin, "Confirm")
    assert "State: withdrawn" in done.text
    assert "Reason: Addressed to the wrong unit." in done.text
    assert "Withdraw" not in done.labels
    assert stored(world, issued).number_text == NUMBER
    assert "Addressed to the wrong unit." in await liaison.told()
    with world.store.transaction() as session:
        again = drafted(session, phones.desk)
        sun = session.get_one(Person, person_id(phones.desk.sun))
        sign(session, {slip_id(again): again.revision}, sun, RULES.slips, CALENDAR, OPENED)
        assert again.number_text == "改交〔2026〕2号"


async def test_for_a_reason_by_text(world: World, phones: Phones, issued: int) -> None:
    lin = await phones.begun(phones.desk.lin)
    await ask(world, lin, f"/withdraw {NUMBER}")
    sure = await ask(world, lin, "事项已并入另一单")
    assert "Reason: 事项已并入另一单" in sure.text
    await tap(world, lin, "Confirm")
    assert stored(world, issued).reason == "事项已并入另一单"


async def test_by_the_command_alone(world: World, phones: Phones, issued: int) -> None:
    lin = await phones.begun(phones.desk.lin)
    await world.door.fault("duplicate", times=1)
    done = await ask(world, lin, "/withdraw 改交[2026]1号\n重复印发")
    assert "State: withdrawn" in done.text
    assert [one.text for one in await lin.chat()].count(done.text) == 1
    assert stored(world, issued).withdrawn_by == person_id(phones.desk.lin)
    again = await ask(world, lin, f"/withdraw {NUMBER} 重复印发")
    assert "decided already" in again.text
    assert "no slip 改交〔2026〕9号" in (await ask(world, lin, "/withdraw 改交〔2026〕9号 x")).text


async def test_a_draft_by_its_own_number_tells_no_unit(world: World, phones: Phones) -> None:
    with world.store.transaction() as session:
        slip = slip_id(drafted(session, phones.desk))
    lin = await phones.begun(phones.desk.lin)
    done = await ask(world, lin, f"/withdraw 草稿 {slip} 重复拟稿")
    assert "State: withdrawn" in done.text
    with world.store.reading() as session:
        told = session.exec(select(Outbox).where(Outbox.kind == "slip_withdrawn")).all()
    assert told == []


async def test_the_office_above_reads_and_does_not_withdraw(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        slip = slip_id(drafted(session, desk, desk.district_office, desk.village))
    lin = await phones.begun(desk.lin)
    last = await lin.last()
    answer = await lin.answer_to(await lin.press_data(last.id, f"gs:{slip}:0"))
    assert not answer.alert
    await world.settle()
    page = await lin.last()
    assert "Village" in page.text
    assert "Withdraw" not in page.labels
    forged = await lin.answer_to(await lin.press_data(last.id, f"hr:{slip}:facts:yes"))
    assert "not for your post" in forged.text
    assert stored(world, slip).state is SlipState.AWAITING_SIGNATURE


async def test_in_chinese(world: World, phones: Phones, issued: int) -> None:
    with world.store.transaction() as session:
        session.get_one(Person, person_id(phones.desk.lin)).language = "zh_CN"
    lin = await phones.begun(phones.desk.lin)
    why = await ask(world, lin, f"/withdraw {NUMBER}")
    assert {"主送单位有误", "情况不符", "事项已办结", "重复印发"} <= set(why.labels)
    sure = await tap(world, lin, "重复印发")
    assert "将告知该单位，文号不再使用。" in sure.text
    assert stored(world, issued).state is SlipState.ISSUED
