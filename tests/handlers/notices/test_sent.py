"""A notice that has gone out: counts, confirmations, replies, reminders, changes, deletion."""

from datetime import timedelta

from models.notices.notices import NoticeState
from models.outbox import Sending
from tests.conversation import World
from tests.handlers.notices.room import Room, entered
from tests.handlers.office import Phones


async def test_it_is_confirmed_answered_and_reminded_of(world: World) -> None:
    room = await entered(world)
    await room.sent("confirm", "reply")
    assert "sent, not confirmed: 2" in (await room.taps(room.lin, "Refresh")).text
    toast = await room.wang.answer_to(await room.wang.press("I have received it"))
    assert toast.text.startswith("Confirmed")
    came = await room.sun.last()
    await room.sun.send("<b>Done</b> by Friday", reply_to=came.id)
    await room.sun.send_files([("plan.pdf", b"%PDF-1.4 x")], as_document=True, reply_to=came.id)
    await world.settle()
    assert "Your reply is with the reform office." in (await room.sun.last()).text
    page = await room.taps(room.lin, "Refresh")
    assert "confirmed: 1" in page.text
    assert "sent, not confirmed: 1" in page.text
    assert "Replied: 1" in page.text
    page = await room.taps(room.lin, "Recipients")
    assert "Unit 0 · Liaison 0: confirmed" in page.text
    assert "Unit 1 · Liaison 1: sent, not confirmed" in page.text
    page = await room.taps(room.lin, "Back to the notice", "By unit")
    assert "Unit 0: 1 of 1 confirmed" in page.text
    page = await room.taps(room.lin, "Unit 1")
    assert "Liaison 0" not in page.text
    page = await room.taps(room.lin, "Back to the notice", "Replies")
    page = await room.taps(room.lin, "Liaison 1")
    assert "<b>Done</b> by Friday" in page.text
    file = await room.lin.last()
    assert file.media
    assert file.media.file_name == "plan.pdf"
    page = await room.taps(room.lin, "Back to the notice")
    number, data = await data_of(room, page.id, "Remind to confirm")
    toast = await room.lin.answer_to(await room.lin.press_data(number, data))
    assert toast.text == "Reminded: 1 person."
    await world.settle()
    assert "Please confirm that you have received:" in (await room.sun.last()).text
    toast = await room.lin.answer_to(await room.lin.press_data(number, data))
    assert toast.text.startswith("Reminded already,")
    assert len(room.rows("notice_nudge")) == 1
    await room.taps(room.sun, "Open 1")
    answer = await room.says(room.sun, "收到")
    assert answer.text.startswith("✓ Receipt confirmed")
    assert [one.confirmed_at is not None for one in room.copies()] == [True, True]


async def data_of(room: Room, message: int, label: str) -> tuple[int, str]:
    """A message of the clerk's and the data of one of its buttons."""
    page = next(one for one in await room.lin.chat() if one.id == message)
    found = (one.data for row in page.buttons for one in row if one.label == label)
    return message, next(one for one in found if one)


async def test_more_than_the_office_allows_waits_for_a_colleague(world: World) -> None:
    room = await entered(world)
    rules = world.app.office.practice.rules.notices
    object.__setattr__(rules, "second_above", 1)
    try:
        await _waits_for_a_colleague(room)
    finally:
        object.__setattr__(rules, "second_above", 50)


async def _waits_for_a_colleague(room: Room) -> None:
    page = await room.sent()
    assert "waits for a second pair of eyes" in page.text
    assert "Let it go out" not in page.labels
    assert room.rows("notice") == []
    came = (await room.qian.chat())[-2:]
    assert came[0].text == "Please check the ledger."
    assert "Written by Lin." in came[1].text
    await room.taps(room.qian, "Send back")
    answer = await room.says(room.lin, "/notices 1 approve")
    assert "you wrote or submitted it yourself" in answer.text
    answer = await room.says(room.qian, "name the date")
    assert "Sent back to its author" in answer.text
    assert "Sent back: name the date" in (await room.lin.last()).text
    await room.says(room.lin, "send")
    await room.taps(room.lin, "Send to all")
    desk = await room.says(room.qian, "/office")
    assert "Notices to look at: 1" in desk.text
    await room.taps(room.qian, "Notices to look at 1")
    page = await room.taps(room.qian, "Let it go out")
    assert "Recipients: 2" in page.text
    assert room.notices()[0].approved_by == room.desk.qian.id
    assert (await room.wang.last()).text == "Please check the ledger."
    await _so_do_other_words(room)


async def _so_do_other_words(room: Room) -> None:
    answer = await room.says(room.lin, "/notices 1 edit", "Unseen", "/notices 1 edit", "By Friday")
    assert "Lin wants other words: “By Friday”." in answer.text
    answer = await room.says(room.lin, "/notices 1 approve")
    assert "you wrote or submitted it yourself" in answer.text
    assert (await room.wang.last()).text == "Please check the ledger."
    looked_at = (await room.qian.chat())[-2:]
    assert [one.text.splitlines()[0] for one in looked_at] == ["By Friday", "Notice 1, sent"]
    for opens in ("New words of notices to look at 1", "Look at the new words"):
        await room.says(room.qian, "/office" if opens.startswith("New") else "/notices 1")
        await room.taps(room.qian, opens)
        assert "as above from now on" in (await room.qian.last()).text, opens
    assert "New words" not in (await room.says(room.lin, "/office")).text
    assert "Look at the new words" not in (await room.says(room.lin, "/notices 1")).labels
    answer = await room.says(room.lin, "/notices 1 look")
    assert "you wrote or submitted it yourself" in answer.text
    assert "as above from now on" in (await room.says(room.qian, "/notices 1 look")).text
    await room.taps(room.qian, "Let it go out")
    assert (await room.wang.last()).text == "By Friday"
    for word in ("approve", "look"):
        answer = await room.says(room.qian, f"/notices 1 {word}")
        assert "decided already" in answer.text
    assert "New words" not in (await room.says(room.qian, "/office")).text
    assert "Changed: 2 of 2" in (await room.says(room.lin, "/notices 1")).text


async def test_it_is_changed_and_deleted_where_it_has_gone(world: World) -> None:
    room = await entered(world)
    await room.sent()
    await room.taps(room.lin, "Change the text")
    answer = await room.says(room.lin, "Please check the <ledger> today.")
    assert "Being changed at those who have it: 2." in answer.text
    await world.settle()
    seen = await room.wang.last()
    assert seen.text == "Please check the <ledger> today."
    assert seen.edited
    await room.taps(room.lin, "Delete")
    await room.taps(room.lin, "Delete")
    assert (await room.wang.last()).id == seen.id, "asked twice"
    await room.taps(room.lin, "Delete at all")
    assert seen.id not in {one.id for one in await room.wang.chat()}
    assert room.notices()[0].state is NoticeState.WITHDRAWN
    answer = await room.says(room.wang, "/notices")
    assert "None yet." in answer.text


async def test_what_waits_can_be_stopped(world: World) -> None:
    room = await entered(world)
    page = await room.sent("at tomorrow 9:30")
    assert "waiting: 2" in page.text
    await room.taps(room.lin, "Stop")
    page = await room.taps(room.lin, "Stop")
    assert "withdrawn before it went: 2" in page.text
    answer = await room.says(room.lin, "/notices 1 stop")
    assert "This has been decided already." in answer.text
    page = await room.says(room.lin, "/notices 1")
    assert "withdrawn before it went: 2" in page.text
    assert {row.state for row in room.rows("notice")} == {Sending.VOID}


async def test_the_page_counts_by_itself_until_something_else_stands_there(world: World) -> None:
    room = await entered(world)
    page = await room.sent("at tomorrow 9:30")
    assert "waiting: 2" in page.text
    await world.step(world.clock.now() + timedelta(days=1))
    grown = next(one for one in await room.lin.chat() if one.id == page.id)
    assert "sent: 2" in grown.text
    await room.sent("at tomorrow 9:30")
    listed = await room.taps(room.lin, "Recipients")
    await world.step(world.clock.now() + timedelta(days=1))
    assert listed.text in [one.text for one in await room.lin.chat()]


async def test_lists_of_both_sides_and_who_cannot_be_reached(world: World) -> None:
    room = await entered(world)
    await room.sent("confirm")
    await room.sent(text="A second one")
    answer = await room.says(room.wang, "/notices")
    assert answer.text.index("❗ Please check") < answer.text.index("A second one")
    await room.taps(room.wang, "1")
    again = await room.wang.last()
    assert again.text.startswith("Please check the ledger.")
    await room.wang.answer_to(await room.wang.press("I have received it"))
    answer = await room.says(room.lin, "/notices")
    assert "1 Please check the ledger. · sent, 1 of 2 confirmed" in answer.text
    assert "2 A second one · sent, 2 of 2 arrived" in answer.text
    answer = await room.says(room.lin, "/notices 1")
    await room.taps(room.lin, "Workbook")
    book = await room.lin.last()
    assert book.media
    assert book.media.file_name == "Notice 1.xlsx"
    phones = Phones(world, room.desk)
    ma = await phones.begun(room.desk.ma)
    answer = await room.says(ma, "/notices 1")
    assert "This is not for your post" in answer.text
