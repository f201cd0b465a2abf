"""A draft is changed or given back before it is signed, by button and by text."""

from datetime import date

from models import audit
from models.people.posts import person_id
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.drafts import drafted, slip_now, states, told_units, without_basis


async def test_words_limit_and_copies_are_changed_and_an_old_button_signs_nothing(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.ASSIGNMENT, 1, demand="请办理")
    qian, sun = await phones.begun(desk.qian), await phones.begun(desk.sun)
    for phone in (qian, sun):
        await ask(world, phone, "/sign")
        await tap(world, phone, f"Draft {number}")
    await tap(world, qian, "Change")
    card = await ask(world, qian, "请于月底前办结。\n并书面报告。")
    assert "请于月底前办结。\n并书面报告。" in card.text
    assert "Changed by Qian" in card.text
    await tap(world, qian, "Change")
    page = await tap(world, qian, "10 days")
    assert "✓ 10 days" in page.labels
    page = await tap(world, qian, "Copy: leader")
    assert "✓ Copy: leader" in page.labels
    await tap(world, qian, "Another date")
    card = await ask(world, qian, "12-31")
    assert "Answer by 31 Dec 2026" in card.text
    answer = await sun.answer_to(await sun.press("Sign"))
    assert "Things have changed since the preview." in answer.text
    await world.settle()
    now = await sun.last()
    assert "请于月底前办结。" in now.text
    await tap(world, sun, "Sign")
    slip = slip_now(world, number)
    assert slip.demand == "请于月底前办结。\n并书面报告。"
    assert (slip.due_on, slip.copies) == (date(2026, 12, 31), ["leader"])


async def test_everything_is_changed_by_text_too(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = drafted(desk, SlipKind.ORDER, 0)
    zhou = await phones.begun(desk.zhou)
    await ask(world, zhou, f"/change {number} limit 2026-12-31")
    assert slip_now(world, number).limit_on == date(2026, 12, 31)
    await ask(world, zhou, f"/change 草稿{number} 时限 10")
    await ask(world, zhou, f"/change {number}　正文\n一、请立即整改")
    assert slip_now(world, number).demand == "一、请立即整改"
    await ask(world, zhou, f"/change {number} text 请立即整改")
    await ask(world, zhou, f"/change {number} 依据 市委〔2026〕3号")
    await ask(world, zhou, f"/change {number} copies leader")
    card = await ask(world, zhou, f"/change {number} at_once yes")
    assert "it goes out at once" in card.text
    slip = slip_now(world, number)
    assert (slip.limit_on, slip.answer_days, slip.demand) == (None, 10, "请立即整改")
    assert (slip.authority_basis, slip.copies) == ("市委〔2026〕3号", ["leader"])
    assert slip.at_once
    asked = await ask(world, zhou, f"/change {number} basis")
    assert "what it rests on" in asked.text
    await ask(world, zhou, "市委〔2026〕4号")
    assert slip_now(world, number).authority_basis == "市委〔2026〕4号"
    for wrong in (
        "colour red",
        "limit 2026-11-01",
        "limit soon",
        "limit 0001999999",
        "copies everybody",
    ):
        await ask(world, zhou, f"/change {number} {wrong}")
    assert slip_now(world, number).revision == slip.revision + 1
    assert "no slip x" in (await ask(world, zhou, "/change x limit 5")).text


async def test_a_text_is_for_the_draft_as_it_stood_where_it_was_asked_for(
    world: World, phones: Phones
) -> None:
    (number,) = drafted(phones.desk, SlipKind.REMINDER, 1)
    qian = await phones.begun(phones.desk.qian)
    await ask(world, qian, f"/change {number}")
    await ask(world, qian, "请于五日内办结")
    answer = await ask(world, qian, "好的，谢谢")
    assert "Things have changed since the preview." in answer.text
    assert slip_now(world, number).demand == "请于五日内办结"
    with world.store.reading() as session:
        last = audit.history(session, "slip", number)[-1]
    assert (last.deed, last.detail["was"]) == ("change", {"demand": ""})


async def test_only_an_order_is_delivered_at_once(world: World, phones: Phones) -> None:
    (number,) = drafted(phones.desk, SlipKind.REMINDER, 1)
    qian = await phones.begun(phones.desk.qian)
    answer = await ask(world, qian, f"/change {number} at_once yes")
    assert "Only an order" in answer.text
    assert slip_now(world, number).revision == 1


async def test_the_clerk_changes_nothing_that_waits_for_a_signature(
    world: World, phones: Phones
) -> None:
    (number,) = drafted(phones.desk, SlipKind.REMINDER, 1)
    lin = await phones.begun(phones.desk.lin)
    qian = await phones.begun(phones.desk.qian)
    answer = await ask(world, lin, f"/change {number} text 改动")
    assert "Somebody else signs" in answer.text
    await ask(world, qian, f"/reject {number} 再核")
    await ask(world, lin, f"/change {number}")
    with world.store.transaction() as session:
        session.get_one(Slip, number).state = SlipState.AWAITING_SIGNATURE
    pop_up = await lin.answer_to(await lin.press("10 days"))
    assert "Somebody else signs" in pop_up.text
    await world.settle()
    card = await lin.last()
    assert "Waits for Qian (director)" in card.text
    assert not {"Sign", "Change", "Return", "Submit"} & set(card.labels)
    assert slip_now(world, number).answer_days == 5


async def test_the_standard_words_come_back(world: World, phones: Phones) -> None:
    (number,) = drafted(phones.desk, SlipKind.REMINDER, 1)
    qian = await phones.begun(phones.desk.qian)
    await ask(world, qian, f"/change {number} text hello")
    await ask(world, qian, f"/change {number}")
    page = await tap(world, qian, "Standard words")
    assert "现予催办" in page.text
    assert slip_now(world, number).demand == ""


async def test_given_back_changed_submitted_again_and_signed(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    (number,) = drafted(desk, SlipKind.REMINDER, 1)
    await ask(world, qian, "/sign")
    await tap(world, qian, f"Draft {number}")
    await tap(world, qian, "Return")
    after = await ask(world, qian, "请写明整改要求")
    assert "↩ Returned by Qian" in after.text
    told = await lin.last()
    assert f"draft {number} · draft" in told.text
    assert "请写明整改要求" in told.text
    assert {"Submit", "Change", "Open"} <= set(told.labels)
    await tap(world, lin, "Change")
    await ask(world, lin, "请于五日内整改到位")
    await tap(world, lin, "Submit")
    await world.settle()
    card = await qian.last()
    assert "请于五日内整改到位" in card.text
    assert "Changed by Lin" in card.text
    assert "Returned by" not in card.text
    await tap(world, qian, "Sign")
    assert slip_now(world, number).number_text == "改催〔2026〕1号"


async def test_given_back_for_a_common_reason_or_by_text(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    first, second = drafted(desk, SlipKind.REMINDER, 1, 2)
    await ask(world, qian, "/sign")
    await tap(world, qian, f"Draft {first}")
    await tap(world, qian, "Return")
    coming = await tap(world, qian, "Limit does not suit")
    assert f"draft {second}" in coming.text, "straight to the next"
    assert slip_now(world, first).reason == "The limit does not suit. Please set another one."
    assert "give a reason" in (await ask(world, qian, f"/reject {second}")).text
    await ask(world, qian, f"/reject {second} 暂缓")
    assert states(world, [first, second]) == [SlipState.DRAFT, SlipState.DRAFT]
    assert "decided already" in (await ask(world, qian, f"/reject {second} 暂缓")).text
    await ask(world, lin, f"/submit {first} {second}")
    assert states(world, [first, second]) == [SlipState.AWAITING_SIGNATURE] * 2


async def test_a_district_gets_nothing_that_rests_on_nothing(world: World, phones: Phones) -> None:
    desk = phones.desk
    (number,) = without_basis(desk, SlipKind.REMINDER, 0)
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    refused = await ask(world, lin, f"/submit {number}")
    assert "has to name what it rests on" in refused.text
    asked = await ask(world, lin, f"/change {number} basis")
    assert "the document with its number" in asked.text
    card = await ask(world, lin, "市委〔2026〕5号")
    assert "Basis: 市委〔2026〕5号" in card.text
    await tap(world, lin, "Submit")
    await ask(world, qian, "/sign")
    await tap(world, qian, f"Draft {number}")
    await tap(world, qian, "Sign")
    assert slip_now(world, number).state is SlipState.ISSUED


async def test_a_prompt_that_waited_for_its_basis_is_sent_by_the_office(
    world: World, phones: Phones
) -> None:
    (number,) = without_basis(phones.desk, SlipKind.PROMPT, 0)
    lin = await phones.begun(phones.desk.lin)
    page = await ask(world, lin, f"/change {number}")
    assert not {"5 days", "Another date"} & set(page.labels), "it asks for no answer"
    assert "Sent now, it goes out Wed, 18 Nov, 10:00." in page.text
    await ask(world, lin, f"/change {number} basis 市委〔2026〕7号")
    sent = await tap(world, lin, "Send")
    assert "Prompt slip 改提〔2026〕1号 · issued" in sent.text
    assert "Send" not in sent.labels
    assert slip_now(world, number).signed_by == person_id(phones.desk.lin)


async def test_one_basis_for_all_that_lack_one(world: World, phones: Phones) -> None:
    desk = phones.desk
    prompt, other = without_basis(desk, SlipKind.PROMPT, 0, 3)
    reminder = without_basis(desk, SlipKind.REMINDER, 0)[0]
    lin = await phones.begun(desk.lin)
    await ask(world, lin, f"/change {reminder}")
    await tap(world, lin, "Back")
    asked = await tap(world, lin, "Name it for all 3")
    assert "Basis missing: 3" in asked.text
    done = await ask(world, lin, "市委〔2026〕6号")
    assert "sent on: 3" in done.text
    assert states(world, [prompt, other, reminder]) == [
        SlipState.ISSUED,
        SlipState.ISSUED,
        SlipState.AWAITING_SIGNATURE,
    ]
    assert {slip for _, slips, _ in told_units(world) for slip in slips} == {prompt, other}
    assert slip_now(world, reminder).authority_basis == "市委〔2026〕6号"
