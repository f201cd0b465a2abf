"""What waits is judged card by card, or by text; never by the reporter, never twice."""

import json

import pytest
from sqlmodel import select

from models.dispatch.attachments import Attachment, attach
from models.dispatch.progress import Said, Saying
from models.dispatch.returns import Mark
from models.dispatch.reviews import Review
from models.inbox import Inbox
from models.matters.ledger import State
from models.outbox import Outbox
from models.people.posts import Person, person_id
from tests.conversation import World
from tests.desk import DONE, HALF, HARD, OPENED
from tests.handlers.office import Phones, ask, tap, tap_on


def state_of(world: World, phones: Phones, unit: int, matter: int) -> tuple[Mark, State]:
    """Where a card and its matter stand."""
    with world.store.reading() as session:
        item, found = phones.desk.card(session, unit, matter)
        return item.mark, found.state


async def test_card_by_card_with_figures_and_what_comes_next(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), (1, HARD))
    desk.hand_in(1, (2, DONE))
    lin = await phones.of(desk.lin)
    queue = await ask(world, lin, "/approve")
    assert "To review: 3" in queue.text
    assert f"{desk.number(0, 0)} Unit 0: application to close" in queue.text
    assert f"{desk.number(0, 1)} Unit 0: difficulty" in queue.text
    card = await tap(world, lin, desk.number(0, 0))
    assert "application to close" in card.text
    assert "Unit 0, Liaison 0, Wed, 18 Nov, 09:00" in card.text
    assert "0% → 100% · Done, apply to close" in card.text
    assert "Note: 文件已印发" in card.text
    card = await tap(world, lin, "Next")
    assert "Help wanted: 请财政局协调" in card.text
    card = await tap(world, lin, "Approve")
    assert desk.number(1, 2) in card.text  # straight to the next
    assert card.id == queue.id
    card = await tap(world, lin, "Approve")
    assert desk.number(0, 0) in card.text
    empty = await tap(world, lin, "Approve")
    assert "Nothing waits for a verdict." in empty.text
    assert state_of(world, phones, 0, 0) == (Mark.ACCEPTED, State.CLOSED)
    assert len(await lin.chat()) == 2  # what was asked and one message


async def test_a_return_for_a_common_reason_tells_the_unit_once(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    await tap(world, lin, desk.number(0, 0))
    asked = await tap(world, lin, "Return")
    assert "Please choose a reason" in asked.text
    after = await tap(world, lin, "No evidence")
    assert "Nothing waits for a verdict." in after.text
    assert state_of(world, phones, 0, 0) == (Mark.RETURNED, State.UNDER_WAY)
    with world.store.reading() as session:
        assert len(session.exec(select(Outbox).where(Outbox.kind == "returned")).all()) == 1
        review = session.exec(select(Review)).one()
    assert review.reason == "Please say what shows it: a document, a link, a photo."


async def test_a_return_with_the_reason_as_a_text(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    await ask(world, lin, f"/return {desk.number(0, 0)}")
    told = await ask(world, lin, "印发日期与台账不符")
    assert "↩ Returned by Lin" in told.text
    assert "印发日期与台账不符" in told.text
    assert state_of(world, phones, 0, 0)[0] is Mark.RETURNED


@pytest.mark.parametrize("between", ["\n", "\u3000", "  "])
async def test_the_reason_may_stand_on_the_next_line(
    world: World, phones: Phones, between: str
) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    told = await ask(world, lin, f"/return {desk.number(0, 0)}{between}日期不符\n请核对")
    assert "↩ Returned by Lin" in told.text
    assert "日期不符" in told.text


async def test_by_text_alone(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), (1, HARD), (2, DONE))
    qian = await phones.of(desk.qian)
    done = await ask(world, qian, f"/approve {desk.number(0, 0)}、{desk.number(0, 1)}")
    assert done.text.count("✓ Approved by Qian") == 2
    back = await ask(world, qian, f"/return {desk.number(0, 2)} not printed yet")
    assert "↩ Returned by Qian" in back.text
    again = await ask(world, qian, f"/approve {desk.number(0, 0)}")
    assert "decided already" in again.text
    assert "no matter 2026-9999" in (await ask(world, qian, "/approve 2026-9999")).text
    assert state_of(world, phones, 0, 0) == (Mark.ACCEPTED, State.CLOSED)
    assert state_of(world, phones, 0, 2)[0] is Mark.RETURNED


async def test_all_or_none_of_several(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    numbers = f"{desk.number(0, 0)} {desk.number(1, 0)}"
    assert "decided already" in (await ask(world, lin, f"/approve {numbers}")).text
    assert state_of(world, phones, 0, 0) == (Mark.SUBMITTED, State.CLOSING)


async def test_the_reporter_does_not_accept_a_closing(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), by=desk.lin)
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    await tap(world, lin, desk.number(0, 0))
    query = await lin.press("Approve")
    answer = await lin.answer_to(query)
    assert answer.alert
    assert "somebody else has to accept it" in answer.text
    assert "somebody else" in (await ask(world, lin, f"/approve {desk.number(0, 0)}")).text
    assert state_of(world, phones, 0, 0) == (Mark.SUBMITTED, State.CLOSING)


async def test_a_stale_button_says_so_and_shows_what_holds_now(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin, qian = await phones.of(desk.lin), await phones.of(desk.qian)
    for phone in (lin, qian):
        await ask(world, phone, "/approve")
        await tap(world, phone, desk.number(0, 0))
    await tap(world, lin, "Approve")
    query = await qian.press("Approve")
    assert "decided already" in (await qian.answer_to(query)).text
    await world.settle()
    shown = await qian.last()
    assert "✓ Approved by Lin" in shown.text
    assert "Approve" not in shown.labels


async def test_a_button_for_an_older_version_decides_nothing(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    await tap(world, lin, desk.number(0, 0))
    desk.hand_in(0, (0, Said(Saying.DONE, note="another note")))
    answer = await lin.answer_to(await lin.press("Approve"))
    assert "have changed since" in answer.text
    await world.settle()
    assert "another note" in (await lin.last()).text
    assert state_of(world, phones, 0, 0)[0] is Mark.SUBMITTED


async def test_all_plain_ones_of_a_unit(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), (1, HALF))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    await tap(world, lin, desk.number(0, 0))
    unit = await tap(world, lin, "Approve 2 plain ones")
    assert unit.text.count("· approved") == 2
    assert state_of(world, phones, 0, 0)[0] is Mark.SUBMITTED


async def test_photos_and_files_are_sent_again(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison, lin = await phones.begun(desk.liaisons[0]), await phones.of(desk.lin)
    desk.hand_in(0, (0, DONE))
    await liaison.send_files([("plan.pdf", b"%PDF-1.4 plan")], as_document=True)
    await world.settle()
    file_id = _file_id(world)
    with world.store.transaction() as session:
        item, _ = desk.card(session, 0, 0)
        attach(
            session,
            item,
            Attachment(
                item_id=item.id or 0,
                unique_id="u1",
                file_id=file_id,
                photo=False,
                name="plan.pdf",
                person_id=person_id(desk.liaisons[0]),
                added_at=OPENED,
            ),
        )
    await ask(world, lin, "/approve")
    card = await tap(world, lin, desk.number(0, 0))
    assert "Files 1" in card.labels
    await tap(world, lin, "Files 1")
    sent = await lin.last()
    assert sent.media
    assert await world.door.fetch(sent.media.url) == b"%PDF-1.4 plan"
    assert desk.number(0, 0) in sent.text


def _file_id(world: World) -> str:
    """The id under which Telegram knows the file that was sent last."""
    with world.store.reading() as session:
        for row in session.exec(select(Inbox)):
            message = json.loads(row.raw).get("message", {})
            if "document" in message:
                return str(message["document"]["file_id"])
    raise AssertionError("no file came in")


async def test_a_district_s_office_judges_its_own_part_only(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    ma = await phones.of(desk.ma)
    assert "To review: 0" in (await ask(world, ma, "/approve")).text
    answer = await ask(world, ma, f"/approve {desk.number(0, 0)}")
    assert f"no matter {desk.number(0, 0)}" in answer.text


async def test_the_same_update_twice_says_nothing_twice(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    await world.door.fault("duplicate", times=1)
    await ask(world, lin, f"/approve {desk.number(0, 0)}")
    await world.settle()
    assert len(await lin.chat()) == 2


async def test_from_the_card_to_the_matter_and_back(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    await tap(world, lin, desk.number(0, 0))
    page = await tap(world, lin, "Matter")
    assert "Matter 0.0" in page.text
    card = await tap_on(world, lin, page, "Back")
    assert "Approve" in card.labels


async def test_a_plain_card_can_be_returned_from_the_unit_s_page(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    desk.hand_in(0, (1, HALF))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/find Unit 0")
    await tap(world, lin, "Unit 0")
    await tap(world, lin, desk.number(0, 1))
    await tap(world, lin, "To the verdict")
    await tap(world, lin, "Return")
    await tap(world, lin, "Too general")
    assert state_of(world, phones, 0, 1) == (Mark.RETURNED, State.UNDER_WAY)


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), (1, HALF))
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.lin)).language = "zh_CN"
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/approve")
    card = await tap(world, lin, desk.number(0, 0))
    assert "申请销号" in card.text
    assert {"同意", "退回", "下一项", "返回"} <= set(card.labels)
