"""The steps of a document in the month's dispatch and on the ladder, like any milestone (§4)."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from bot.simulator.client import Person as Phone
from models.documents.documents import DocumentDuty, Need, Step, steps_of
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from tests.conversation import World
from tests.desk import settle
from tests.handlers.documents.prepared import given
from tests.handlers.month import LI, WANG, at, found_units
from tests.handlers.office import Phones, ask, tap

FORM = """Number: P 3
Title: On one window
Received: 2026-11-12
Units: 张店区
Plan by: 2026-12-01
Local plan: yes"""
MATTER = "2026-902"


class Month:
    """The clerk registers a document for Zhangdian, and November is opened."""

    def __init__(self, world: World, li: Phone, wang: Phone) -> None:
        self.world, self.li, self.wang = world, li, wang

    async def taps(self, phone: Phone, *labels: str) -> str:
        text = ""
        for label in labels:
            text = (await tap(self.world, phone, label)).text
        return text

    def done_on(self, step: Step) -> date | None:
        with self.world.store.reading() as session:
            (duty,) = session.exec(select(DocumentDuty)).all()
            return steps_of(session, [duty.id or 0])[duty.id or 0][step].done_on


@pytest.fixture
async def month(world: World) -> Month:
    found_units(world.store, matters=0)
    phones = [await world.person(name, id=number) for name, number in (("Li", LI), ("Wang", WANG))]
    for phone in phones:
        await phone.send("/whoami")
    await world.settle()
    month = Month(world, *phones)
    await ask(world, month.li, "/document")
    await ask(world, month.li, FORM)
    await month.taps(month.li, "Slips: yes", "Preview", "Register it")
    await world.step(at("2026-11-20 09:00"))
    await world.settle()
    return month


async def test_what_a_unit_reports_in_the_month_counts_for_the_document(month: Month) -> None:
    world, li, wang = month.world, month.li, month.wang
    await month.taps(wang, "Begin", "✓ Reached: 传达", "+25 → 25%")
    await month.taps(wang, "Submit")
    assert month.done_on(Step.CONVEYED) is None, "the office has not accepted it yet"
    assert "Approved by 李静" in (await ask(world, li, f"/approve {MATTER}")).text
    assert month.done_on(Step.CONVEYED) == date(2026, 11, 20)
    assert "Conveyed 1/1, studied 0/1" in (await ask(world, li, "/documents")).text


async def test_a_plan_is_examined_and_filed_before_it_counts_as_issued(month: Month) -> None:
    world, li, wang = month.world, month.li, month.wang
    await month.taps(wang, "Begin", "✓ Reached: 出台配套", "+25 → 25%", "Submit")
    refused = await ask(world, li, f"/approve {MATTER}")
    assert f"{MATTER}: the local plan is not filed yet" in refused.text

    await ask(world, wang, "/documents")
    await month.taps(wang, "P 3", "Plan for examination")
    page = await ask(world, wang, f"First thoughts on {MATTER}: one window")
    assert "Not handed in yet, version 1" in page.text
    assert "under examination" in await month.taps(wang, "Hand in")

    card = await li.last()
    assert "张店区: under examination" in card.text
    assert "First thoughts" in card.text
    await month.taps(li, "Return with an opinion")
    assert "returned with an opinion" in (await ask(world, li, "Name who is in charge")).text
    told = await wang.last()
    assert "The office has an opinion on your plan." in told.text
    assert "Opinion: Name who is in charge" in told.text

    await wang.send_files([("plan.docx", b"PK plan")], caption="Second thoughts", as_document=True)
    await world.settle()
    page = await wang.last()
    assert "📎 plan.docx" in page.text
    await ask(world, wang, "提交")
    card = await li.last()
    assert "Version 2" in card.text
    assert "1 file" in card.text
    assert "no objection" in await month.taps(li, "No objection")
    await month.taps(li, "Approved at a meeting")
    assert "Please send a date" in (await ask(world, li, "9th meeting")).text
    approved = await ask(world, li, "9th meeting 2026-11-19")
    assert "Approved: 9th meeting, 19 Nov 2026" in approved.text
    assert f"{MATTER}: the local plan" in (await ask(world, li, f"/approve {MATTER}")).text
    await ask(world, li, "/office")
    await month.taps(li, "Plans to examine 1", "张店区", "File it")
    assert "Your plan is filed." in (await wang.last()).text
    assert "Approved by 李静" in (await ask(world, li, f"/approve {MATTER}")).text
    assert month.done_on(Step.ISSUED) == date(2026, 11, 20)


async def test_words_do_what_the_keys_of_an_examination_do(month: Month) -> None:
    world, li, wang = month.world, month.li, month.wang
    await ask(world, wang, "/documents")
    await month.taps(wang, "P 3", "Plan for examination")
    await ask(world, wang, "The plan")
    assert "under examination" in (await ask(world, wang, "submit")).text
    assert "returned with an opinion" in (await ask(world, li, "退回：写明责任单位")).text
    await ask(world, wang, "A better plan")
    await ask(world, wang, "报审")
    assert "no objection" in (await ask(world, li, "无意见")).text
    said = await ask(world, li, "审议通过 领导小组第九次会议 2026年11月19日")
    assert "Approved: 领导小组第九次会议, 19 Nov 2026" in said.text
    assert ": filed" in (await ask(world, li, "备案")).text
    assert "not understood" in (await ask(world, li, "备案")).text, "nothing is asked any more"
    told = await ask(world, wang, "One more word")
    assert f"Recorded: {MATTER}" in told.text, "words belong to the month again, not to the plan"


async def test_a_missed_step_is_prompted_and_then_drafted(world: World) -> None:
    desk = settle(world.store)
    phones = Phones(world, desk)
    liaison, qian = await phones.begun(desk.liaisons[1]), await phones.begun(desk.qian)
    with world.store.transaction() as session:
        given(session, desk, "P 3", {1: Need.PENDING})
    await world.step(datetime(2026, 11, 19, 2, 0, tzinfo=UTC))
    told = await liaison.told()
    assert "传达" not in told
    assert "Convey" in told, "both steps lie within ten working days"
    await world.step(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    with world.store.reading() as session:
        reminders = session.exec(
            select(Slip).where(Slip.kind == SlipKind.REMINDER).order_by(col(Slip.id))
        ).all()
    assert [(one.subject, one.about_on, one.state) for one in reminders] == [
        ("Convey", date(2026, 11, 25), SlipState.AWAITING_SIGNATURE)
    ]
    assert "Convey" in await qian.told()
