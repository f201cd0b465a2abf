"""An answer comes before the office, is accepted, returned or asked about, once."""

from datetime import date, timedelta

from sqlmodel import select

from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.answers import AnswerKind, SlipAnswer, Verdict
from models.slips.rungs import SlipKind
from models.slips.slips import SlipState
from tests.conversation import START, World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import handed_in, issued, now_of, overdue_by


def told(world: World, kind: str) -> list[Outbox]:
    with world.store.reading() as session:
        return list(session.exec(select(Outbox).where(Outbox.kind == kind)).all())


async def test_an_answer_is_pushed_accepted_and_the_unit_is_told(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    answer = handed_in(desk, slip, files=2)
    await world.settle()
    card = await lin.last()
    assert f"Answer, version 1 · Reminder slip {slip.number_text}" in card.text
    assert f"Unit 0: {desk.number(0, 0)} Matter 0.0" in card.text
    assert "Handed in Wed, 18 Nov, 09:00 by Liaison 0." in card.text
    assert "✓ In time: the limit is 25 Nov 2026." in card.text
    assert "已约谈责任科室" in card.text
    assert {"Approve", "Return", "Ask", "Files 2", "To the slip", "Next", "Back"} == set(
        card.labels
    )
    after = await tap(world, lin, "Approve")
    assert "Nothing waits for a verdict." in after.text
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.ACCEPTED
    (row,) = told(world, "slip_accepted")
    assert (row.unit_id, row.subject_id) == (slip.unit_id, answer.id)


async def test_a_decided_answer_is_not_pushed_any_more(world: World, phones: Phones) -> None:
    desk = phones.desk
    qian = await phones.begun(desk.qian)
    lin = await phones.of(desk.lin)
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    assert "Answers to judge: 1" in (await ask(world, qian, "/accept")).text
    before = len(await lin.chat())
    accepted = await ask(world, qian, f"/accept {slip.number_text}")
    assert "✓ Accepted by Qian" in accepted.text
    await lin.send("/start")
    await world.settle()
    assert all("version 1" not in one.text for one in (await lin.chat())[before:])


async def test_returned_answered_again_and_accepted(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    why = await tap(world, lin, "Return")
    assert "The unit answers again by 25 Nov 2026." in why.text
    assert "returned" not in why.text
    query = await lin.press("No evidence")
    assert "again by 25 Nov 2026" in (await lin.answer_to(query)).text
    await world.settle()
    with world.store.reading() as session:
        known = now_of(session, slip)
        assert (known.state, known.returns) == (SlipState.RETURNED, 1)
        first = session.exec(select(SlipAnswer)).one()
    assert first.verdict is Verdict.RETURNED
    assert first.reason == "Please say what shows it: a document, a link, a photo."
    assert len(told(world, "slip_returned")) == 1
    handed_in(desk, slip, "文件已印发，见附件。")
    await world.settle()
    card = await lin.last()
    assert "version 2" in card.text
    assert "Earlier versions\n↩ Returned by Lin" in card.text
    assert "It was returned 1 time before." in (await tap(world, lin, "Return")).text
    await tap(world, lin, "Back")
    await tap(world, lin, "Approve")
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.ACCEPTED


async def test_a_late_answer_says_so_and_its_return_sets_a_new_limit(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    slip = issued(desk)
    limit = overdue_by(desk, slip)
    handed_in(desk, slip)
    await world.settle()
    lin = await phones.of(desk.lin)
    listed = await ask(world, lin, "/accept")
    assert "late" in listed.text
    card = await tap(world, lin, slip.number_text)
    assert "⏰ Late: the limit was 17 Nov 2026." in card.text
    said = await ask(world, lin, f"/return {slip.number_text} 请附印发的文件")
    assert "↩ Returned by Lin" in said.text
    assert "请附印发的文件" in said.text
    assert "The unit answers again by 23 Nov 2026." in said.text
    with world.store.reading() as session:
        known = now_of(session, slip)
    assert (known.first_due_on, known.due_on) == (limit, date(2026, 11, 23))
    assert not known.extended


async def test_the_reason_as_a_text_after_the_button(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    await tap(world, lin, "Return")
    said = await ask(world, lin, "措施没有责任人")
    assert "措施没有责任人" in said.text
    page = await tap(world, lin, "The answer")
    assert "↩ Returned by Lin" in page.text
    assert "Approve" not in page.labels


async def test_a_question_reaches_the_unit_and_decides_nothing(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    handed_in(desk, slip)
    await world.settle()
    asked = await tap(world, lin, "Ask")
    assert "decides nothing" in asked.text
    assert "still waits" in (await ask(world, lin, "印发日期是哪一天？")).text
    assert "still waits" in (await ask(world, lin, f"/ask {slip.number_text} 谁负责？")).text
    questions = [row.params["question"] for row in told(world, "slip_question")]
    assert questions == ["印发日期是哪一天？", "谁负责？"]
    assert {row.unit_id for row in told(world, "slip_question")} == {slip.unit_id}
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.ANSWERED
    assert "Answers to judge: 1" in (await ask(world, lin, "/accept")).text


async def test_a_plan_is_judged_and_ends_nothing(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk, kind=SlipKind.ASSIGNMENT)
    handed_in(desk, slip, "三步走", AnswerKind.PLAN)
    await world.settle()
    card = await lin.last()
    assert "Plan, version 1 · Assignment slip" in card.text
    await tap(world, lin, "Approve")
    with world.store.reading() as session:
        assert now_of(session, slip).state is SlipState.RECEIVED


async def test_one_after_the_other_and_in_pages(world: World, phones: Phones) -> None:
    desk = phones.desk
    slips = [issued(desk, unit, matter) for unit in range(3) for matter in range(3)]
    for minutes, slip in enumerate(slips):
        handed_in(desk, slip, now=START + timedelta(minutes=minutes))
    await world.settle()
    lin = await phones.of(desk.lin)
    listed = await ask(world, lin, "/accept")
    assert "Answers to judge: 9" in listed.text
    assert slips[8].number_text not in listed.labels
    assert slips[8].number_text in (await tap(world, lin, "▶")).labels
    await tap(world, lin, "◀")
    await tap(world, lin, slips[3].number_text)
    assert slips[4].number_text in (await tap(world, lin, "Next")).text
    assert slips[5].number_text in (await tap(world, lin, "Approve")).text


async def test_the_longest_answer_fits_and_the_rest_follows(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    with world.store.transaction() as session:
        known = now_of(session, slip)
        known.demand, known.subject = "求" * 4000, "题" * 500
    for _ in range(4):
        handed_in(desk, slip, "全" * 3990 + "文在此结束")
        await world.settle()
        if _ < 3:
            await ask(world, lin, f"/return {slip.number_text} {'理' * 1000}")
    card = next(one for one in reversed(await lin.chat()) if "version 4" in one.text)
    assert card.text.count("↩ Returned") == 3
    assert "全" * 2800 + "…" in card.text
    assert len(card.text) < 4096
    await tap(world, lin, "Rest of the text")
    assert (await lin.last()).text.endswith("文在此结束")


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.lin)).language = "zh_CN"
    handed_in(desk, issued(desk))
    await world.settle()
    card = await lin.last()
    assert "回复，第1版" in card.text
    assert {"同意", "退回", "询问", "下一项", "返回"} <= set(card.labels)
    assert "单位须于" in (await tap(world, lin, "退回")).text
