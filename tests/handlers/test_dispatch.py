"""The month's prompt, the whole return, 其余无变化, handing in, and its receipt."""

import asyncio

import pytest
from sqlmodel import col, select

from models.dispatch.progress import Saying
from models.dispatch.returns import Mark, Return, Stage
from models.focus import Focus
from models.matters.ledger import State, matter_by_number
from models.matters.side_states import set_aside
from models.outbox import Outbox
from models.people.posts import Person, Role, appoint
from models.units import unit_by_code
from tests.conversation import World
from tests.handlers.month import QIAN, Cast, at, meet


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


def return_of(cast: Cast) -> Return:
    with cast.world.store.reading() as session:
        return session.exec(select(Return).order_by(col(Return.id)).limit(1)).one()


async def test_the_prompt_says_what_is_asked_until_when(cast: Cast) -> None:
    prompt = await cast.wang.wait("Dispatch of November 2026 · 张店区")
    assert "Please submit by Mon, 30 Nov, 18:00." in prompt.text
    assert "0 of 4 matters filled in" in prompt.text
    assert "Due or overdue this month, 2 matters:" in prompt.text
    assert "🔴 2026-002 Reform of service 2 · Fri, 30 Oct" in prompt.text
    assert "🟡 2026-001 Reform of service 1 · Wed, 25 Nov" in prompt.text
    assert "2026-003" not in prompt.text
    assert [[one.label for one in row] for row in prompt.buttons] == [
        ["Begin", "No change at all"],
        ["All matters", "Form (.xlsx)"],
    ]


async def test_a_unit_sees_nothing_of_another(cast: Cast) -> None:
    assert "2026-001" not in await cast.sun.told()
    prompt = await cast.wang.wait("张店区")
    button = prompt.button("Begin")
    assert button
    assert button.data
    query = await cast.sun.press_data((await cast.sun.last()).id, button.data)
    answer = await cast.sun.answer_to(query)
    assert answer.alert
    assert "not for your post" in answer.text
    await cast.settle()
    assert "张店区" not in await cast.sun.told()


async def test_no_change_at_all_takes_two_taps(world: World) -> None:
    cast = await meet(world, matters=0)
    toast = await cast.taps(cast.sun, "No change at all")
    assert toast == ""
    asked = (await cast.sun.last()).text
    assert "“No change” is entered for 1 matter, and the return is submitted." in asked
    assert cast.progress("2026-901") == []
    assert await cast.taps(cast.sun, "Confirm and submit") == "Submitted."
    receipt = (await cast.sun.last()).text
    assert "✅ Receipt 2026-11-001, Fri, 20 Nov, 09:" in receipt
    assert "in time." in receipt
    assert "Changed 0, no change 1." in receipt
    assert "It can be changed freely until Mon, 30 Nov, 18:00." in receipt
    assert len([m for m in await cast.sun.chat() if m.from_bot]) == 2  # /whoami and the prompt


async def test_what_is_due_is_answered_one_by_one(cast: Cast) -> None:
    await cast.taps(cast.wang, "No change at all")
    asked = (await cast.wang.last()).text
    assert "please answer these one by one first" in asked
    assert "2026-002" in asked
    assert "2026-001" in asked
    assert "2026-003" not in asked
    await cast.taps(cast.wang, "Answer one by one")
    assert "(1/4) 🔴 2026-002" in (await cast.wang.last()).text


async def test_the_rest_is_unchanged(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "+10 → 50%", "No change", "Overview")
    await cast.taps(cast.wang, "No change for the other 2", "Confirm and submit")
    receipt = (await cast.wang.last()).text
    assert "Changed 1, no change 3." in receipt
    assert "2026-002 Reform of service 2 · 50%" in receipt


async def test_something_filled_in_between_the_two_taps_is_shown(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-001 50%\n2026-002 50%")
    await cast.taps(cast.wang, "Overview", "No change for the other 2")
    await cast.says(cast.zhao, "2026-003 70%")
    query = await cast.wang.press("Confirm and submit")
    answer = await cast.wang.answer_to(query)
    assert answer.alert
    assert "meanwhile" in answer.text
    await cast.settle()
    assert return_of(cast).submitted_at is None
    await cast.taps(cast.wang, "Confirm and submit")
    assert cast.newest("2026-003").percent == 70


async def test_every_double_tap_on_submit_is_one_receipt(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-001 50%\n2026-002 50%\n2026-003 无变化\n2026-004 60%")
    message = await cast.wang.last()
    button = message.button("Submit")
    assert button
    assert button.data
    await asyncio.gather(*(cast.wang.press_data(message.id, button.data) for _ in range(4)))
    await cast.settle()
    assert "Receipt 2026-11-001" in (await cast.wang.last()).text
    assert return_of(cast).sequence == 1
    assert [cast.item(f"2026-00{n}").mark for n in (1, 2, 3, 4)] == [Mark.SUBMITTED] * 4


async def test_submitting_too_early_says_what_is_left(cast: Cast) -> None:
    one = return_of(cast)
    query = await cast.wang.press_data((await cast.wang.last()).id, f"sb:{one.id}")
    answer = await cast.wang.answer_to(query)
    assert answer.text.startswith("4 still without an answer")
    await cast.settle()
    assert return_of(cast).submitted_at is None


async def test_late_and_after_cut_off(cast: Cast) -> None:
    await cast.world.step(at("2026-12-01 09:30"))
    await cast.settle()
    await cast.says(cast.wang, "/tasks")
    assert "Overdue since Mon, 30 Nov, 18:00" in (await cast.wang.last()).text
    text = "2026-001 50%\n2026-002 50%\n2026-003 50%\n2026-004 50%"
    await cast.says(cast.wang, text)
    await cast.taps(cast.wang, "Submit")
    receipt = (await cast.wang.last()).text
    assert "late." in receipt
    assert "It can be changed until Thu, 3 Dec, 18:00." in receipt
    await cast.world.step(at("2026-12-04 09:30"))
    assert "Counts as a correction" in await cast.says(cast.wang, "2026-001 60%")
    assert cast.item("2026-001").mark is Mark.CORRECTION
    await cast.taps(cast.wang, "Overview")
    assert "1 correction waits for the reform office." in (await cast.wang.last()).text


async def test_what_is_returned_after_cut_off_waits_for_whoever_comes_next(cast: Cast) -> None:
    text = "2026-001 50%\n2026-002 50%\n2026-003 50%\n2026-004 50%"
    await cast.says(cast.wang, text)
    await cast.taps(cast.wang, "Submit")
    await cast.world.step(at("2026-12-04 09:30"))
    assert "was returned" not in await cast.says(cast.wang, "/start")
    await cast.says(cast.wang, "2026-001 60%")
    await cast.says(cast.li, "/return 2026-001 the plan is not out")
    waits = "张店区, November 2026: 1 matter was returned and waits for a new answer."
    assert waits in await cast.says(cast.wang, "/start")
    with cast.world.store.transaction() as session:
        heir = session.exec(select(Person).where(Person.name == "钱明")).one()
        appoint(session, heir, unit_by_code(session, "ZD"), Role.LIAISON, None, at("2026-12-04"))
    qian = await cast.world.person("Qian", id=QIAN)
    assert waits in await cast.says(qian, "/start")
    await cast.says(qian, "2026-001 65% the plan is out")
    assert "was returned" not in await cast.says(qian, "/start")


async def test_a_unit_that_missed_the_month_is_told_once(cast: Cast) -> None:
    await cast.world.step(at("2026-12-04 09:00"))
    await cast.settle()
    told = [m.text for m in await cast.wang.chat() if "nothing had been submitted" in m.text]
    assert len(told) == 1
    assert return_of(cast).stage is Stage.MISSING


async def test_one_goes_on_where_one_was_after_days_and_a_restart(cast: Cast) -> None:
    await cast.taps(cast.wang, "All matters", "· 2026-003", "Overview")
    await cast.world.step(at("2026-11-24 10:00"))
    await cast.taps(cast.wang, "Begin")
    assert "(3/4)" in (await cast.wang.last()).text
    assert "2026-003" in (await cast.wang.last()).text
    assert "2026-003" in await cast.says(cast.wang, "/report")
    await cast.taps(cast.wang, "No change")
    assert "2026-004" in await cast.says(cast.wang, "/report")
    with cast.world.store.reading() as session:
        assert session.exec(select(Focus)).all()  # what was asked is a row, not memory


async def test_typed_words_do_what_the_buttons_do(cast: Cast) -> None:
    assert "please answer them one by one" in (await cast.says(cast.wang, "全部无变化")).lower()
    await cast.says(cast.wang, "2026-001 50%\n2026-002 blocked: no budget")
    await cast.says(cast.wang, "no change for the rest")
    assert cast.newest("2026-004").saying is Saying.NO_CHANGE
    assert return_of(cast).submitted_at is None
    assert "Receipt 2026-11-001" in await cast.says(cast.wang, "submit")
    assert "Receipt 2026-11-001" in await cast.says(cast.wang, "提交")


async def test_all_unchanged_for_months_is_flagged_kindly(world: World) -> None:
    cast = await meet(world, matters=0)
    await cast.taps(cast.sun, "No change at all", "Confirm and submit")
    assert "in a row" not in (await cast.sun.last()).text
    await world.step(at("2026-12-21 09:00"))
    await cast.settle()
    await cast.taps(cast.sun, "No change at all")
    # due on 31 December: it has to be answered singly
    await cast.taps(cast.sun, "Answer one by one", "No change", "Submit")
    assert "No change at all for 2 months in a row" in (await cast.sun.last()).text


async def test_somebody_with_nothing_to_answer_is_told_so(world: World) -> None:
    cast = await meet(world, matters=0)
    assert "Nothing is asked of you" in await cast.says(cast.wang, "/tasks")
    assert "not for your post" in await cast.says(cast.li, "/tasks")


def set_all_aside(cast: Cast) -> None:
    """Suspend all four matters of 张店区 while its prompt stands."""
    with cast.world.store.transaction() as session:
        for number in ("2026-001", "2026-002", "2026-003", "2026-004"):
            matter = matter_by_number(session, number)
            set_aside(session, matter, State.SUSPENDED, "文件", None, None, at("2026-11-20"))


async def test_a_unit_whose_matters_have_all_left_the_round_is_still_answered(cast: Cast) -> None:
    set_all_aside(cast)
    for words in ("/tasks", "/report", "2026-001 50%"):
        told = await cast.says(cast.wang, words)
        assert "Nothing is asked of you at the moment." in told, words
        assert "Please submit." not in told


async def test_no_form_follows_when_every_matter_has_left_the_round(cast: Cast) -> None:
    set_all_aside(cast)
    before = len(await cast.wang.chat())
    await cast.taps(cast.wang, "Form (.xlsx)")
    assert "Nothing is asked of you at the moment." in (await cast.wang.last()).text
    assert len(await cast.wang.chat()) == before


async def test_several_units_have_a_panel_each(cast: Cast) -> None:
    with cast.world.store.transaction() as session:
        wang = session.exec(select(Person).where(Person.name == "王建国")).one()
        appoint(
            session, wang, unit_by_code(session, "ZC"), Role.LIAISON, None, at("2026-11-20 10:00")
        )
    told = await cast.says(cast.wang, "/tasks")
    assert "· 张店区, November 2026: 0 of 4 filled in, due Mon, 30 Nov, 18:00" in told
    assert "· 淄川区, November 2026: 0 of 1 filled in" in told
    await cast.taps(cast.wang, "淄川区")
    assert "Dispatch of November 2026 · 淄川区" in (await cast.wang.last()).text
    await cast.world.step(at("2026-12-04 09:30"))
    told = await cast.says(cast.wang, "/tasks")
    assert "· 淄川区, November 2026: 0 of 1 filled in, cut off on Thu, 3 Dec, 18:00" in told


async def test_the_prompt_is_one_message_that_is_edited(cast: Cast) -> None:
    before = len(await cast.wang.chat())
    await cast.taps(
        cast.wang, "Begin", "No change", "No change", "No change", "No change", "Submit"
    )
    assert len(await cast.wang.chat()) == before
    with cast.world.store.reading() as session:
        prompts = session.exec(select(Outbox).where(Outbox.kind == "prompt")).all()
    assert len(prompts) == 2
