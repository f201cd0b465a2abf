"""Whom a notice is for: group chats, who cannot be reached, and a draft two colleagues work on."""

from sqlmodel import select

from models.groups import GroupChat, move
from models.notice_boards import bind
from models.outbox import Sending
from models.people.posts import Person, person_id
from models.units import unit_id
from tests.conversation import World
from tests.desk import OPENED
from tests.handlers.notices.room import Room, entered


async def _board(room: Room) -> int:
    """A group chat that is a notice board of the office."""
    chat = await room.world.door.group("Hall", [room.lin, room.wang])
    await room.world.settle()
    with room.world.store.transaction() as session:
        group = session.exec(select(GroupChat).where(GroupChat.chat_id == chat)).one()
        bind(session, group, unit_id(room.desk.office), person_id(room.desk.lin), OPENED)
    return chat


async def test_group_chats_are_chosen_and_who_cannot_be_reached_is_listed(world: World) -> None:
    room = await entered(world)
    chat = await _board(room)
    with world.store.transaction() as session:
        session.get_one(Person, person_id(room.desk.liaisons[2])).blocked_at = OPENED
        session.get_one(Person, person_id(room.desk.liaisons[1])).telegram_id = None
    await room.written("to")
    page = await room.taps(room.lin, "Group chats 0", "Hall")
    assert "✓ Hall" in page.labels
    assert "chat “Hall”" in page.text
    with world.store.transaction() as session:
        move(session, chat, -1_000_000_777, OPENED)
    page = await room.taps(room.lin, "✓ Hall")
    assert "chat “Hall”" not in page.text, "it is the same group, also as a supergroup"
    with world.store.transaction() as session:
        move(session, -1_000_000_777, chat, OPENED)
    page = await room.says(room.lin, "/notice to nobody", "to hall, U1, U2", "preview")
    assert "People: 0. Group chats: 1." in page.text
    assert "Cannot be reached now: 2." in page.text
    page = await room.taps(room.lin, "Cannot be reached 2")
    assert "Unit 2 · Liaison 2: has blocked the bot" in page.text
    assert "Unit 1 · Liaison 1: not linked to Telegram yet" in page.text
    await room.says(room.lin, "send to all")
    assert (await room.lin.last(chat)).text == "Please check the ledger."
    states = [row.state for row in room.rows("notice")]
    assert states == [Sending.HELD, Sending.FAILED, Sending.SENT]
    answer = await room.says(room.lin, "/notices 1 units")
    assert "Group chats: 1 of 1 sent" in answer.text
    await world.door.ask("POST", f"/groups/{chat}/remove-bot")
    await world.settle()
    page = await room.says(room.lin, "/notice", "Another", "done", "to")
    assert "Group chats 0" in page.labels
    assert (await room.taps(room.lin, "Group chats 0")).text.endswith("There is none yet.")


async def test_two_colleagues_on_one_draft_send_it_once_and_as_it_was_seen(world: World) -> None:
    room = await entered(world)
    await room.written()
    form = await room.says(room.qian, "/notices 1")
    assert "For: Unit 0 · Unit 1" in form.text
    await room.taps(room.qian, "Preview")
    await room.says(room.lin, "urgent")
    await world.hears_again()
    assert room.notices()[0].urgent, "a text that is heard twice does nothing twice"
    toast = await room.qian.answer_to(await room.qian.press("Send"))
    assert "Things have changed since the preview" in toast.text
    for phone in (room.qian, room.lin):
        await room.says(phone, "/notices 1")
        await room.taps(phone, "Preview")
        await room.taps(phone, "Send")
    page = await room.taps(room.qian, "Send to all")
    assert "Recipients: 2" in page.text
    toast = await room.lin.answer_to(await room.lin.press("Send to all"))
    assert "It has been sent already" in toast.text
    await world.settle()
    assert len(room.rows("notice")) == 2
    assert "Recipients: 2" in (await room.lin.last()).text
