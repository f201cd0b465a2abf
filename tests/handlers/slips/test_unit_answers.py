"""A unit answers its slips: words and files as a draft, handed in, in versions; late ones too."""

from sqlmodel import col, select

from models.dispatch.progress import Progress
from models.people.posts import Person, person_id
from models.slips.answers import AnswerKind, SlipAnswer, answers_of
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.verdicts import ask_back, return_answer
from models.slips.withdrawing import withdraw
from tests.conversation import START, World
from tests.desk import CALENDAR, RULES
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued, overdue_by

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


def versions(world: World) -> list[tuple[int, str, bool]]:
    """Every version of every answer: its number, its words, whether it was handed in."""
    with world.store.reading() as session:
        rows = session.exec(select(SlipAnswer).order_by(col(SlipAnswer.id))).all()
        return [(one.version, one.text, one.submitted_at is not None) for one in rows]


def standing(world: World, slip: Slip) -> Slip:
    with world.store.reading() as session:
        return session.get_one(Slip, slip_id(slip))


async def test_words_photos_and_files_become_an_answer(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    asked = await tap(world, liaison, "Answer")
    assert "Please send it as a text." in asked.text
    draft = await ask(world, liaison, "2026-0000 已约谈责任科室")
    assert "Version 1, not submitted yet:" in draft.text
    assert "“2026-0000 已约谈责任科室”" in draft.text
    with world.store.reading() as session:
        assert session.exec(select(Progress)).all() == [], "an answer is no report of the month"
    again = await ask(world, liaison, "已约谈责任科室，方案下周印发。")
    assert "These words stand in place of those before." in again.text
    await liaison.send_files([("site.jpg", JPEG)])
    await world.settle()
    await liaison.send_files([("plan.pdf", b"%PDF-1.4 plan")], as_document=True)
    await world.settle()
    draft = await liaison.last()
    assert draft.text.count("📎") == 2
    assert "📎 plan.pdf" in draft.text
    page = await tap(world, liaison, "Submit")
    assert "State: answered" in page.text
    assert "Answer, version 1, Liaison 0" in page.text
    assert "2 files were attached." in page.text
    assert "It waits for the reform office." in page.text
    assert "Answer again" in page.labels
    assert standing(world, slip).state is SlipState.ANSWERED
    assert standing(world, slip).received_by == person_id(phones.desk.liaisons[0])
    assert versions(world) == [(1, "已约谈责任科室，方案下周印发。", True)]


async def test_all_of_it_by_text(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    draft = await ask(world, liaison, "/answer 改催[2026]1号 文件已印发")
    assert "“文件已印发”" in draft.text
    page = await ask(world, liaison, "提交")
    assert "Submitted. The reform office has been told." in page.text
    assert standing(world, slip).state is SlipState.ANSWERED
    again = await ask(world, liaison, "提交")
    assert "Nothing was recorded" in again.text
    assert versions(world) == [(1, "文件已印发", True)]


async def test_receipt_in_a_word_and_an_answer_in_reply(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    page = next(one for one in await liaison.chat() if "received a slip" in one.text)
    hint = await ask(world, liaison, "等一下")
    assert "Nothing was recorded" in hint.text
    await liaison.send("收到，谢谢", reply_to=page.id)
    await world.settle()
    assert "Receipt is confirmed." in (await liaison.last()).text
    first = standing(world, slip).received_at
    await liaison.send("签收", reply_to=page.id)
    await world.settle()
    assert standing(world, slip).received_at == first
    await liaison.send("文件已印发，附后。", reply_to=page.id)
    await world.settle()
    assert "“文件已印发，附后。”" in (await liaison.last()).text
    assert versions(world) == [(1, "文件已印发，附后。", False)]


async def test_after_a_return_there_is_a_second_version(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison = await phones.begun(desk.liaisons[0])
    slip = issued(desk)
    await world.settle()
    await ask(world, liaison, "/answer 改催〔2026〕1号 已办")
    await ask(world, liaison, "submit")
    judged(world, phones, slip, "Please say what was done.")
    await world.settle()
    told = await liaison.last()
    assert "The reform office has returned your answer to Reminder slip" in told.text
    assert "Reason: Please say what was done." in told.text
    assert "Please hand in a new version by 25 Nov 2026." in told.text
    await tap(world, liaison, "New version")
    draft = await ask(world, liaison, "文件11月18日印发，窗口已运行。")
    assert "Version 2, not submitted yet:" in draft.text
    page = await tap(world, liaison, "Submit")
    assert "Answer, version 2" in page.text
    assert versions(world) == [
        (1, "已办", True),
        (2, "文件11月18日印发，窗口已运行。", True),
    ]


def judged(world: World, phones: Phones, slip: Slip, reason: str) -> None:
    with world.store.transaction() as session:
        (one,) = answers_of(session, session.get_one(Slip, slip_id(slip)))
        by = person_id(phones.desk.lin)
        return_answer(session, one, reason, by, RULES.slips, CALENDAR, START)


async def test_a_question_is_answered_by_a_new_version(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    await ask(world, liaison, "/answer 改催〔2026〕1号 已办")
    await ask(world, liaison, "提交")
    with world.store.transaction() as session:
        (one,) = answers_of(session, session.get_one(Slip, slip_id(slip)))
        ask_back(session, one, "文号是多少？", person_id(phones.desk.lin), 1, START)
    await world.settle()
    assert "The reform office asks about Reminder slip" in (await liaison.last()).text
    draft = await ask(world, liaison, "淄发〔2026〕8号")
    assert "Version 2" in draft.text
    assert "version 2" in (await ask(world, liaison, "提交")).text


async def test_a_plan_and_then_the_answer(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk, kind=SlipKind.ASSIGNMENT)
    await world.settle()
    page = next(one for one in await liaison.chat() if "received a slip" in one.text)
    assert "Plan due by 23 Nov 2026." in page.text
    await tap(world, liaison, "Plan")
    await ask(world, liaison, "分三步推进")
    page = await tap(world, liaison, "Submit")
    assert "Plan, version 1" in page.text
    assert "Plan due" not in page.text
    assert "Plan" not in page.labels
    assert standing(world, slip).state is SlipState.RECEIVED, "a plan is no answer"
    assert standing(world, slip).planned_at
    draft = await ask(world, liaison, "/plan 改交〔2026〕1号 改为两步")
    assert "Version 2" in draft.text
    with world.store.reading() as session:
        kinds = {one.kind for one in session.exec(select(SlipAnswer))}
    assert kinds == {AnswerKind.PLAN}


async def test_a_late_answer_is_taken_and_says_so(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    overdue_by(phones.desk, slip)
    await world.settle()
    asked = await tap(world, liaison, "Answer")
    assert "The limit of 17 Nov 2026 has passed: it is taken and counts as late." in asked.text
    await ask(world, liaison, "已办")
    query = await liaison.press("Submit")
    assert (await liaison.answer_to(query)).text == "Submitted late."
    assert standing(world, slip).state is SlipState.ANSWERED


async def test_what_is_withdrawn_is_not_answered_any_more(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison = await phones.begun(desk.liaisons[0])
    slip = issued(desk)
    await world.settle()
    await tap(world, liaison, "Answer")
    draft = await ask(world, liaison, "已办")
    with world.store.transaction() as session:
        known = session.get_one(Slip, slip_id(slip))
        withdraw(session, known, "发错单位", person_id(desk.lin), START)
    query = await liaison.press("Submit")
    answer = await liaison.answer_to(query)
    assert answer.alert
    await world.settle()
    page = next(one for one in await liaison.chat() if one.id == draft.id)
    assert "Withdrawn with this reason: 发错单位" in page.text
    assert page.labels == ["Document (PDF)", "Document (Word)", "All slips"]
    await liaison.send("已办", reply_to=page.id)
    await world.settle()
    assert "nothing can be handed in any more" in (await liaison.last()).text
    assert versions(world) == [(1, "已办", False)]


async def test_a_button_below_older_words_submits_nothing(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison, deputy = await phones.begun(desk.liaisons[0]), await phones.begun(desk.deputy)
    issued(desk)
    await world.settle()
    await ask(world, liaison, "/answer 改催〔2026〕1号 一")
    await ask(world, deputy, "/answer 改催〔2026〕1号 二")
    answer = await liaison.answer_to(await liaison.press("Submit"))
    assert "have changed since" in answer.text
    await world.settle()
    assert "“二”" in (await liaison.last()).text
    page = await tap(world, liaison, "Submit")
    assert "State: answered" in page.text
    assert versions(world) == [(1, "二", True)]
    again = await tap(world, deputy, "Submit")
    assert "State: answered" in again.text
    assert versions(world) == [(1, "二", True)]


async def test_a_slip_in_between_keeps_no_word_from_the_month(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    panel = await ask(world, liaison, "其余无变化")
    assert "3 of 3 matters filled in." in panel.text
    assert versions(world) == []


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[0])).language = "zh_CN"
    liaison = await phones.begun(desk.liaisons[0])
    issued(desk)
    await world.settle()
    await tap(world, liaison, "回复")
    draft = await ask(world, liaison, "文件已印发")
    assert "第1版，尚未提交：" in draft.text
    assert draft.labels == ["提交", "放弃草稿", "返回"]
    page = await ask(world, liaison, "提交")
    assert "已提交，改革办已收到。" in page.text
