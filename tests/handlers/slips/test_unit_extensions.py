"""A unit asks for more time: in time, with a date and a reason, once; late it has to answer."""

from datetime import date

from sqlmodel import select

from models.people.posts import Person, person_id
from models.slips.extension_verdicts import approve_extension, refuse_extension
from models.slips.extensions import Decision, Extension
from tests.conversation import START, World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import asked_for, issued, overdue_by


def asked(world: World) -> list[Extension]:
    with world.store.reading() as session:
        return list(session.exec(select(Extension)).all())


async def test_in_time_by_button(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    question = await tap(world, liaison, "Ask for an extension")
    assert "Date now: 25 Nov 2026" in question.text
    shown = await ask(world, liaison, "12月10日 等待省厅批复")
    assert "Date: 25 Nov 2026 → 10 Dec 2026" in shown.text
    assert "Reason: 等待省厅批复" in shown.text
    assert asked(world) == [], "only shown so far"
    page = await tap(world, liaison, "Ask for it")
    assert "An extension until 10 Dec 2026 was asked for" in page.text
    assert "Ask for an extension" not in page.labels
    (one,) = asked(world)
    assert (one.wanted_on, one.reason) == (date(2026, 12, 10), "等待省厅批复")
    assert one.decision is Decision.PENDING


async def test_by_text_alone(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    shown = await ask(world, liaison, "/extend 改催〔2026〕1号 2026-12-10 waiting for the province")
    assert "Reason: waiting for the province" in shown.text
    page = await ask(world, liaison, "确认")
    assert "The extension has been asked for." in page.text
    assert len(asked(world)) == 1


async def test_in_reply_to_the_slip(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    shown = await ask(world, liaison, "申请延期至12月10日，等待省厅批复")
    assert "→ 10 Dec 2026" in shown.text
    assert "Reason: 等待省厅批复" in shown.text


async def test_what_is_missing_is_asked_for(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    await tap(world, liaison, "Ask for an extension")
    assert "No new date was found" in (await ask(world, liaison, "等待省厅批复")).text
    assert "has to be after 25 Nov 2026" in (await ask(world, liaison, "11月20日 等批复")).text
    shown = await ask(world, liaison, "12月10日")
    assert "→ 10 Dec 2026" in shown.text, "the reason is known from before"
    assert "Reason: 等批复" in shown.text
    assert asked(world) == []
    await ask(world, liaison, "/extend 改催〔2026〕1号")
    assert "Please give the reason" in (await ask(world, liaison, "12月11日")).text
    shown = await ask(world, liaison, "等待省厅批复")
    assert "→ 11 Dec 2026" in shown.text
    assert "Reason: 等待省厅批复" in shown.text
    assert asked(world) == []


async def test_late_it_is_refused(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    await tap(world, liaison, "Ask for an extension")
    overdue_by(phones.desk, slip)
    answer = await ask(world, liaison, "12月10日 等批复")
    assert "An extension has to be asked for before it; please answer." in answer.text
    page = await ask(world, liaison, "/slips 改催〔2026〕1号")
    assert "Ask for an extension" not in page.labels
    pressed = await liaison.answer_to(await liaison.press_data(page.id, f"te:{slip.id}"))
    assert "has passed" in pressed.text


async def test_twice_it_is_refused(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison, deputy = await phones.begun(desk.liaisons[0]), await phones.begun(desk.deputy)
    issued(desk)
    await world.settle()
    for phone in (liaison, deputy):
        await ask(world, phone, "/extend 改催〔2026〕1号 2026-12-10 why")
    await tap(world, liaison, "Ask for it")
    answer = await deputy.answer_to(await deputy.press("Ask for it"))
    assert "asked for already" in answer.text
    await world.settle()
    assert "was asked for and waits" in (await deputy.last()).text
    assert len(asked(world)) == 1
    assert "asked for already" in (await ask(world, deputy, "/extend 改催〔2026〕1号")).text


async def test_the_decision_is_told(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison = await phones.begun(desk.liaisons[0])
    first, second = issued(desk), issued(desk, matter=1)
    wanted = date(2026, 12, 10)
    granted, refused = asked_for(desk, first, wanted), asked_for(desk, second, wanted)
    with world.store.transaction() as session:
        one = session.get_one(Extension, granted.id)
        approve_extension(session, one, date(2026, 12, 4), person_id(desk.lin), START)
        other = session.get_one(Extension, refused.id)
        refuse_extension(session, other, "请按期完成", person_id(desk.lin), START)
    await world.settle()
    told = await liaison.told()
    assert "Extended until 4 Dec 2026; the original date 25 Nov 2026 stays on record." in told
    assert "The extension was not approved, 25 Nov 2026 stands: 请按期完成" in told
    page = await ask(world, liaison, "/slips 改催〔2026〕1号")
    assert "Answer due by 4 Dec 2026, originally by 25 Nov 2026." in page.text


async def test_a_request_lies_in_its_own_message(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    slip = issued(phones.desk)
    await world.settle()
    page = await ask(world, liaison, "/slips 改催〔2026〕1号")
    answer = await liaison.answer_to(await liaison.press_data(page.id, f"ty:{slip.id}"))
    assert "no longer there" in answer.text
    assert asked(world) == []


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[0])).language = "zh_CN"
    liaison = await phones.begun(desk.liaisons[0])
    issued(desk)
    await world.settle()
    shown = await ask(world, liaison, "/extend 改催〔2026〕1号 12月10日 等待省厅批复")
    assert "时限：2026年11月25日 → 2026年12月10日" in shown.text
    assert shown.labels == ["确认申请", "返回"]
