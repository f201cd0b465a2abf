"""A matter or a unit is found by a few letters; its page tells everything, and its light why."""

from datetime import date

from models.dispatch.progress import Said, Saying
from models.dispatch.reviews import send_back
from models.matters.ledger import Light, State, matter_by_number, milestones_of
from models.matters.light_overrides import override_light
from models.people.posts import person_id
from tests.conversation import START, World
from tests.desk import DONE, HALF, HARD
from tests.handlers.office import Phones, ask, tap, tap_on


async def test_by_letters_of_the_title_the_number_or_the_unit(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    by_title = await ask(world, lin, "/find tter 1.2")
    assert desk.number(1, 2) in by_title.text
    assert "Unit 1" in by_title.text
    by_number = await ask(world, lin, "/find 2026-002")
    assert by_number.text.count("Matter 2.") == 3
    by_unit = await ask(world, lin, "/find nit 3")
    assert "🏢 Unit 3 · Districts and counties" in by_unit.text
    unit = await tap(world, lin, "Unit 3")
    assert "Owes its answer" in unit.text
    assert "Nothing. Please try fewer letters." in (await ask(world, lin, "/find %_zz")).text
    assert "Only the first 10" in (await ask(world, lin, "/find Matter")).text


async def test_letters_may_come_after_the_question(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    assert "a few letters" in (await ask(world, lin, "/find")).text
    assert "Matter 1.1" in (await ask(world, lin, "matter 1.1")).text
    assert "Matter 2.0" in (await ask(world, lin, "matter 2.0")).text  # and again


async def test_an_office_of_a_part_finds_its_part(world: World, phones: Phones) -> None:
    ma = await phones.of(phones.desk.ma)
    found = await ask(world, ma, "/find Matter")
    assert found.text.count("Matter 5.") == 3
    assert "Village" in found.text


async def test_a_matter_s_page_and_its_history(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    with world.store.transaction() as session:
        send_back(session, *desk.card(session, 0, 0), "没有附件", person_id(desk.lin), START)
    desk.hand_in(0, (0, HARD))
    he = await phones.of(desk.he)
    await ask(world, he, f"/find {desk.number(0, 0)}")
    page = await tap(world, he, desk.number(0, 0))
    assert "🟢 under way · 40% · reform" in page.text
    assert "Lead unit: Unit 0" in page.text
    assert "○ 15 Jan 2027 Draft 2026-0000" in page.text
    assert "Suspend" not in page.labels  # an inspector reads
    history = await tap(world, he, "History 2")
    assert "Liaison 0: Difficulty 40%, version 2" in history.text
    assert "Help wanted: 请财政局协调" in history.text
    assert "Liaison 0: Done, apply to close 100%, version 1" in history.text
    assert "↩ Returned by Lin" in history.text
    assert "没有附件" in history.text
    await tap(world, he, "Facts")
    found = await tap(world, he, "Back")
    assert "Found for" in found.text


async def test_every_light_says_why(world: World, phones: Phones) -> None:
    desk = phones.desk
    number = desk.number(0, 0)
    lin = await phones.of(desk.lin)

    async def light() -> str:
        await ask(world, lin, f"/find {number}")
        return (await tap(world, lin, number)).text

    assert "behind the pace of its dates" in await light()
    with world.store.transaction() as session:
        matter = matter_by_number(session, number)
        matter.percent = 90
    assert "green: on pace, next date 15 Jan 2027" in await light()
    with world.store.transaction() as session:
        step = milestones_of(session, [matter.id or 0])[matter.id or 0][0]
        step.due_on = date(2026, 10, 31)
    assert "red: milestone “Draft 2026-0000” missed since 31 Oct 2026" in await light()
    with world.store.transaction() as session:
        matter = matter_by_number(session, number)
        override_light(session, matter, Light.BLUE, "verified", person_id(desk.lin), START)
    assert "Lin: light set to blue, “verified”" in await light()


async def test_a_matter_is_set_aside_with_its_basis_and_taken_up_again(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    number = desk.number(0, 1)
    lin = await phones.of(desk.lin)
    await ask(world, lin, f"/find {number}")
    await tap(world, lin, number)
    asked = await tap(world, lin, "Awaiting superior")
    assert "basis document and the day" in asked.text
    assert "day on which to look" in (await ask(world, lin, "鲁改办发〔2026〕5号")).text
    assert "day on which to look" in (await ask(world, lin, "鲁改办发 2020-01-01")).text
    sure = await ask(world, lin, "鲁改办发〔2026〕5号，2027年3月1日")
    assert "State: not started → awaiting superior" in sure.text
    assert "Basis: 鲁改办发〔2026〕5号" in sure.text
    assert "Review on 1 Mar 2027" in sure.text
    page = await tap(world, lin, "Confirm")
    assert "⚪ awaiting superior" in page.text
    with world.store.reading() as session:
        matter = matter_by_number(session, number)
        assert (matter.state, matter.review_on) == (State.AWAITING_SUPERIOR, date(2027, 3, 1))
        assert matter.basis == "鲁改办发〔2026〕5号"
    await tap(world, lin, "Take up again")
    page = await tap(world, lin, "Confirm")
    assert "not started" in page.text
    assert "Suspend" in page.labels
    history = await tap(world, lin, "History 2")
    assert "Lin: awaiting superior" in history.text
    assert "Lin: taken up again" in history.text


async def test_a_confirmation_holds_only_for_its_own_message(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    found = await ask(world, lin, "/find Matter 0.0")
    with world.store.reading() as session:
        matter = matter_by_number(session, desk.number(0, 0)).id
    answer = await lin.answer_to(await lin.press_data(found.id, f"sc:{matter}"))
    assert "no longer there" in answer.text
    with world.store.reading() as session:
        assert matter_by_number(session, desk.number(0, 0)).state is State.NOT_STARTED


async def test_a_liaison_reads_the_own_matters_only(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(1, (0, HALF))
    liaison = await phones.begun(desk.liaisons[1])
    with world.store.reading() as session:
        own = matter_by_number(session, desk.number(1, 0)).id
        foreign = matter_by_number(session, desk.number(0, 0)).id
    said = await liaison.last()
    answer = await liaison.answer_to(await liaison.press_data(said.id, f"mt:{foreign}:0:n:0"))
    assert "not for your post" in answer.text
    await liaison.answer_to(await liaison.press_data(said.id, f"mt:{own}:0:n:0"))
    await world.settle()
    assert "Matter 1.0" in (await liaison.last()).text
    assert "Suspend" not in (await liaison.last()).labels


async def test_from_a_unit_to_a_matter_and_back(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, Said(Saying.PROGRESS, percent=30, note="x" * 1000)))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/find Unit 0")
    unit = await tap(world, lin, "Unit 0")
    page = await tap(world, lin, desk.number(0, 0))
    assert "Matter 0.0" in page.text
    back = await tap_on(world, lin, page, "Back")
    assert back.text == unit.text
