"""Drafts are signed in chat by whoever may today: once, and as they were looked at."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from models import audit
from models.people.posts import Person, Role, person_id
from models.slips.rungs import SlipKind
from models.slips.slips import SlipState
from models.units import unit_id
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.drafts import brought_to, drafted, missed, slip_now, told_units

NIGHT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
"""Wednesday 22:00 on the office's clock."""


async def test_the_director_signs_a_reminder_that_the_ladder_drafted(
    world: World, phones: Phones
) -> None:
    desk, qian = phones.desk, await phones.begun(phones.desk.qian)
    number = missed(desk, 1)
    await world.settle()
    picture, card = (await qian.chat())[-2:]
    assert picture.media
    assert picture.media.kind == "photo"
    assert f"Reminder slip, draft {number}" in card.text
    assert "Missed: 16 Nov 2026, 2 working days ago." in card.text
    assert "Prompt slip 改提〔2026〕1号 was sent on 10 Nov 2026." in card.text
    assert "现予催办" in card.text, "the words as they will read"
    assert "Answer by 25 Nov 2026 (5 working days)" in card.text
    assert "Copies: leader" in card.text
    assert "Drafted by rule, Wed, 18 Nov, 09:30" in card.text
    answer = await qian.answer_to(await qian.press("Sign"))
    assert answer.text == "Signed: 改催〔2026〕1号 to Unit 1"
    slip = slip_now(world, number)
    assert (slip.state, slip.number_text) == (SlipState.ISSUED, "改催〔2026〕1号")
    assert (slip.signed_as, slip.due_on) == (Role.DIRECTOR, date(2026, 11, 25))
    assert (unit_id(desk.units[1]), [number]) in [told[:2] for told in told_units(world)]


async def test_the_deputy_director_signs_only_while_the_director_is_away(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.REMINDER, 1)
    sun, qian = await phones.begun(desk.sun), await phones.begun(desk.qian)
    assert "To sign: 0" in (await ask(world, sun, "/sign")).text
    assert "Somebody else signs" in (await ask(world, sun, f"/sign {number}")).text
    await ask(world, qian, "/leave today")
    card = await tap_draft(world, phones, "sun", number)
    assert "You sign in place of Qian (director), on leave today." in card
    await tap(world, sun, "Sign")
    slip = slip_now(world, number)
    assert slip.signed_as is Role.DEPUTY_DIRECTOR
    with world.store.reading() as session:
        signature = [one for one in audit.history(session, "slip", number) if one.deed == "sign"]
    assert signature[0].detail["signed_as"] == "deputy_director"


async def tap_draft(world: World, phones: Phones, who: str, number: int) -> str:
    phone = await phones.of(getattr(phones.desk, who))
    await ask(world, phone, "/sign")
    return (await tap(world, phone, f"Draft {number}")).text


async def test_what_waits_is_brought_once_before_the_stand_in(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.REMINDER, 1)
    qian, _ = await phones.begun(desk.qian), await phones.begun(desk.sun)
    assert brought_to(world, desk.sun) == []
    await ask(world, qian, "/leave 11-19 11-20")
    await world.step(datetime(2026, 11, 20, 8, 0, tzinfo=UTC))
    assert brought_to(world, desk.sun) == [[number]]
    assert brought_to(world, desk.qian) == [[number]]


async def test_the_head_signs_an_order_and_nobody_else_does(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.ORDER, 1)
    for who in (desk.qian, desk.sun):
        phone = await phones.begun(who)
        assert "Somebody else signs" in (await ask(world, phone, f"/sign {number}")).text
    lin = await phones.begun(desk.lin)
    assert "not for your post" in (await ask(world, lin, f"/sign {number}")).text
    zhou = await phones.begun(desk.zhou)
    await ask(world, zhou, "/sign")
    await tap(world, zhou, f"Draft {number}")
    await tap(world, zhou, "Sign")
    assert slip_now(world, number).number_text == "改责〔2026〕1号"


async def test_two_signers_at_once(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.ASSIGNMENT, 1, demand="请办理")
    signers = [await phones.begun(desk.qian), await phones.begun(desk.sun)]
    for phone in signers:
        await ask(world, phone, "/sign")
        await tap(world, phone, f"Draft {number}")
    queries = await asyncio.gather(*(phone.press("Sign") for phone in signers))
    answers = [
        (await phone.answer_to(query)).text for phone, query in zip(signers, queries, strict=True)
    ]
    assert sorted(text[:6] for text in answers) == ["Signed", "This h"], answers
    assert slip_now(world, number).number == 1


async def test_after_one_comes_the_next(world: World, phones: Phones) -> None:
    desk = phones.desk
    first, second = drafted(desk, SlipKind.REMINDER, 1, 2)
    qian = await phones.begun(desk.qian)
    await ask(world, qian, "/sign")
    await tap(world, qian, f"Draft {first}")
    assert f"draft {second}" in (await tap(world, qian, "Sign")).text
    assert "Nothing waits for your signature." in (await tap(world, qian, "Sign")).text


async def test_whoever_wrote_it_is_told(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    (number,) = drafted(desk, SlipKind.ASSIGNMENT, 2, by=desk.lin, demand="请办理")
    await ask(world, qian, "/sign")
    card = await tap(world, qian, f"Draft {number}")
    assert "Written by Lin" in card.text
    await tap(world, qian, "Sign")
    told = await lin.last()
    assert "Assignment slip 改交〔2026〕1号 was signed by Qian." in told.text
    assert "Unit 2: Subject 2" in told.text
    assert "It goes out Wed, 18 Nov, 10:00." in told.text


async def test_an_order_at_once_goes_out_at_night_and_a_reminder_in_the_morning(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    (order,) = drafted(desk, SlipKind.ORDER, 1)
    (reminder,) = drafted(desk, SlipKind.REMINDER, 2)
    zhou, qian = await phones.begun(desk.zhou), await phones.begun(desk.qian)
    ordered, reminded = [await phones.begun(desk.liaisons[unit]) for unit in (1, 2)]
    await world.step(NIGHT)
    await ask(world, zhou, f"/change {order}")
    sure = await tap(world, zhou, "Deliver at once")
    assert "Signed at night or on a day off, it is sent that moment." in sure.text
    await tap(world, zhou, "Deliver at once")
    await tap(world, zhou, "Back")
    await tap(world, zhou, "Sign")
    await ask(world, qian, "/sign")
    card = await tap(world, qian, f"Draft {reminder}")
    assert "it goes out Thu, 19 Nov, 08:30" in card.text
    await tap(world, qian, "Sign")
    due = {slips[0]: due_at for _, slips, due_at in told_units(world)}
    assert due[order] - NIGHT < timedelta(minutes=1)
    assert "改责〔2026〕1号" in await ordered.told()
    assert "改催〔2026〕1号" not in await reminded.told()
    assert due[reminder] == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
    await world.step(datetime(2026, 11, 19, 1, 0, tzinfo=UTC))
    assert "改催〔2026〕1号" in await reminded.told()
    assert slip_now(world, order).due_on == date(2026, 11, 25)
    assert slip_now(world, reminder).due_on == date(2026, 11, 26), "counted from the morning"


async def test_the_picture_is_sent_again(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.REMINDER, 1)
    qian = await phones.begun(desk.qian)
    await ask(world, qian, "/sign")
    await tap(world, qian, f"Draft {number}")
    await qian.answer_to(await qian.press("Picture"))
    await world.settle()
    last = await qian.last()
    assert last.media
    assert last.media.kind == "photo"
    assert f"draft {number}" in last.text


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.qian)).language = "zh_CN"
    qian = await phones.begun(desk.qian)
    number = missed(desk, 1)
    await world.settle()
    card = await qian.last()
    assert f"催办单（草稿 {number}） · 待签" in card.text
    assert "应于2026年11月16日完成，已逾期2个工作日。" in card.text
    assert {"签发", "修改", "退回", "版式预览"} <= set(card.labels)
