"""Slips reach their unit: with their documents, merged, chased; whoever may sees them."""

from datetime import timedelta

from sqlmodel import select

from models.outbox import Outbox, Sending
from models.people.absences import take_leave
from models.people.posts import Person, person_id
from models.slips.slips import Slip, SlipState, slip_id
from tests.conversation import START, World
from tests.desk import CALENDAR
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued
from tests.handlers.slips.sent import prompted, taken_back

DAY = timedelta(days=1)


async def test_one_slip_arrives_as_a_page_with_both_documents(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    messages = await liaison.chat()
    page = next(one for one in messages if "Your unit has received a slip" in one.text)
    assert "Reminder slip 改催〔2026〕1号" in page.text
    assert "To Unit 0, 18 Nov 2026" in page.text
    assert "Please confirm receipt by 19 Nov 2026." in page.text
    assert "Answer due by 25 Nov 2026." in page.text
    assert page.labels == [
        "Confirm receipt",
        "Answer",
        "Ask for an extension",
        "Document (PDF)",
        "Document (Word)",
        "All slips",
    ]
    files = [one.media for one in messages if one.media]
    assert [file.file_name for file in files] == ["改催〔2026〕1号.pdf", "改催〔2026〕1号.docx"]
    heads = [(await world.door.fetch(file.url))[:4] for file in files]
    assert heads == [b"%PDF", b"PK\x03\x04"]


async def test_several_arrive_as_one_message_and_are_confirmed_at_once(
    world: World, phones: Phones
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slips = prompted(phones.desk, 0, 1, 2)
    await world.settle()
    page = next(one for one in await liaison.chat() if "received 3 slips" in one.text)
    assert page.text.count("Prompt slip 改提") == 3
    after = await tap(world, liaison, "Confirm receipt of all 3")
    assert "open 3" in after.text
    with world.store.reading() as session:
        states = {session.get_one(Slip, slip_id(one)).state for one in slips}
    assert states == {SlipState.RECEIVED}
    query = await liaison.press_data(after.id, "tw")  # the same button once more
    assert "0 slips" in (await liaison.answer_to(query)).text


async def test_a_word_to_one_document_is_for_that_slip_and_to_all_for_all(
    world: World, phones: Phones
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slips = prompted(phones.desk, 0, 1, 2)
    await world.settle()

    def received() -> list[bool]:
        with world.store.reading() as session:
            found = [session.get_one(Slip, slip_id(one)) for one in slips]
            return [one.state is SlipState.RECEIVED for one in found]

    messages = await liaison.chat()
    document = next(one for one in messages if one.media and slips[1].number_text in one.text)
    await liaison.send("收到", reply_to=document.id)
    await world.settle()
    assert received() == [False, True, False]
    merged = next(one for one in messages if "received 3 slips" in one.text)
    await liaison.send("收到", reply_to=merged.id)
    await world.settle()
    assert received() == [True, True, True]


async def test_what_was_withdrawn_meanwhile_is_left_out(world: World, phones: Phones) -> None:
    first, second = prompted(phones.desk, 0, 1)
    taken_back(world, first, phones.desk.lin)
    liaison = await phones.begun(phones.desk.liaisons[0])
    told = await liaison.told()
    assert "Your unit has received a slip" in told
    assert second.number_text in told
    assert "received 2 slips" not in told


async def test_nothing_goes_out_when_all_is_withdrawn(world: World, phones: Phones) -> None:
    taken_back(world, issued(phones.desk), phones.desk.lin)
    liaison = await phones.begun(phones.desk.liaisons[0])
    messages = await liaison.chat()
    assert not [one for one in messages if one.media or "received a slip" in one.text]
    assert "has withdrawn Reminder slip" in await liaison.told()
    assert "Reason: issued by mistake" in await liaison.told()
    with world.store.reading() as session:
        states = {
            (row.kind, row.state)
            for row in session.exec(select(Outbox))
            if row.kind in {"slips", "slip_paper"}
        }
    assert states == {("slips", Sending.VOID), ("slip_paper", Sending.VOID)}


async def test_a_leader_gets_a_copy_and_reads_without_deeds(world: World, phones: Phones) -> None:
    leader = await phones.begun(phones.desk.leader)
    issued(phones.desk)
    await world.settle()
    copy = await leader.last()
    assert "For your information" in copy.text
    assert "Unit 0: Reminder slip 改催〔2026〕1号" in copy.text
    assert "Demanded: " in copy.text
    page = await tap(world, leader, "改催〔2026〕1号")
    assert page.labels == ["Document (PDF)", "Document (Word)", "All slips"]
    assert page.media is None
    for data in ("tr:1", "ta:1:answer", "te:1", "th:1:answer:0", "td:1:answer:0", "ty:1", "tw"):
        answer = await leader.answer_to(await leader.press_data(page.id, data))
        assert "not for your post" in answer.text
    for text in ("/receive 改催〔2026〕1号", "/answer 改催〔2026〕1号 done"):
        assert "not for your post" in (await ask(world, leader, text)).text
    await tap(world, leader, "Document (PDF)")
    assert (await leader.last()).media


async def test_on_leave_the_deputy_gets_it_and_answers(world: World, phones: Phones) -> None:
    desk = phones.desk
    deputy = await phones.begun(desk.deputy)
    liaison = await phones.begun(desk.liaisons[0])
    with world.store.transaction() as session:
        person = session.get_one(Person, person_id(desk.liaisons[0]))
        today = CALENDAR.today(START)
        take_leave(session, person, today, today + DAY, today, START)
    issued(desk)
    await world.settle()
    assert "received a slip" in await deputy.told()
    assert "received a slip" not in await liaison.told()
    page = await tap(world, deputy, "Confirm receipt")
    assert "Received by Deputy" in page.text


async def test_who_does_not_confirm_is_chased_and_it_stops(world: World, phones: Phones) -> None:
    desk = phones.desk
    deputy, leader = await phones.begun(desk.deputy), await phones.begun(desk.leader)
    await phones.begun(desk.liaisons[0])
    issued(desk)
    await world.settle()
    await world.step(START + 2 * DAY)  # Friday: one working day after the limit
    chased = next(one for one in await deputy.chat() if "Nobody at the unit" in one.text)
    assert "Reminder slip 改催〔2026〕1号, sent on 18 Nov 2026" in chased.text
    assert "You can confirm it yourself" in chased.text
    assert "Nobody at the unit" not in await leader.told()
    assert "Received by Deputy" in (await ask(world, deputy, "/receive 改催〔2026〕1号")).text
    await world.step(START + 5 * DAY)
    assert "Nobody at the unit" not in await leader.told()


async def test_a_prompt_leads_to_the_matter_s_card(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    prompted(phones.desk, 0)
    await world.settle()
    messages = await liaison.chat()
    page = next(one for one in messages if "received a slip" in one.text)
    assert "It asks for no answer; how it goes is reported on the matter's card." in page.text
    assert "Answer" not in page.labels
    card = await tap(world, liaison, "The matter's card")
    assert "Matter 0.0" in card.text
    assert "No change" in card.labels


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[0])).language = "zh_CN"
    liaison = await phones.begun(desk.liaisons[0])
    issued(desk)
    await world.settle()
    page = next(one for one in await liaison.chat() if "改革办向你单位印发了" in one.text)
    assert "催办单 改催〔2026〕1号" in page.text
    files = ["文件（PDF）", "文件（Word）"]
    assert page.labels == ["签收", "回复", "申请延期", *files, "全部三单一书"]
