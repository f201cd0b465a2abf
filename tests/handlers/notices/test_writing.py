"""A notice is written in chat, looked at as it will arrive, and sent once."""

import base64

from sqlmodel import select

from bot.simulator.seen import Message
from models.notices.content import Album, FileKind, Poll, Text
from models.notices.notices import Notice, NoticeState, content_now
from models.people.posts import Post
from tests.conversation import World
from tests.desk import OPENED
from tests.handlers.notices.room import Room, entered, message_of

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def content(room: Room, at: int = 0) -> tuple[object, ...]:
    """The parts of a notice."""
    with room.world.store.reading() as session:
        found = session.exec(select(Notice)).all()[at]
        return content_now(session, found).parts


def data_of(message: Message, label: str) -> str:
    """The data of one of a message's buttons."""
    found = (one.data for row in message.buttons for one in row if one.label == label)
    return next(one for one in found if one)


async def test_it_is_written_looked_at_and_sent_once(world: World) -> None:
    room = await entered(world)
    answer = await room.says(room.lin, "/notice")
    assert "Send or forward the next part now" in answer.text
    answer = await room.says(room.lin, "2026-0000 & <b>not</b> a return")
    assert "1. 2026-0000 & <b>not</b> a return" in answer.text
    answer = await room.says(room.lin, "done")
    assert "Next: choose whom it is for." in answer.text
    answer = await room.says(room.lin, "to Unit")
    assert "Found for “Unit”" in answer.text
    answer = await room.taps(room.lin, "Unit 0", "Unit 1")
    assert "✓ Unit 0" in answer.labels
    await room.taps(room.lin, "Back to whom")
    answer = await room.taps(room.lin, "Back to the notice")
    assert "For: Unit 0 · Unit 1" in answer.text
    answer = await room.taps(room.lin, "Confirmation")
    answer = await room.says(room.lin, "tomorrow 17:00")
    assert "To be confirmed by" in answer.text
    before = len(await room.lin.chat())
    await room.taps(room.lin, "Preview")
    came = (await room.lin.chat())[before:]
    assert came[0].text.startswith("2026-0000 & <b>not</b> a return")
    assert came[0].labels == ["I have received it"]
    assert "People: 2. Group chats: 0." in came[-1].text
    assert room.rows("notice") == []
    await room.taps(room.lin, "Send")
    answer = await room.taps(room.lin, "Send to all")
    assert "Recipients: 2" in answer.text
    assert len(room.rows("notice")) == 2
    assert (await room.wang.last()).text.startswith("2026-0000 & <b>not</b> a return")
    assert (await room.says(room.lin, "/notice")).text.startswith("What the notice says")
    assert len(room.notices()) == 2, "what is sent is no draft any more"


async def test_a_send_button_works_once_and_only_for_what_was_seen(world: World) -> None:
    room = await entered(world)
    await room.written("preview")
    stale = await room.lin.last()
    data = data_of(stale, "Send")
    await room.says(room.lin, "urgent")
    toast = await room.lin.answer_to(await room.lin.press_data(stale.id, data))
    assert "Things have changed since the preview" in toast.text
    await room.says(room.lin, "preview")
    await room.taps(room.lin, "Send")
    page = await room.lin.last()
    data = data_of(page, "Send to all")
    for _ in range(2):
        toast = await room.lin.answer_to(await room.lin.press_data(page.id, data))
    await world.settle()
    assert "It has been sent already" in toast.text
    assert len(room.rows("notice")) == 2
    assert len(room.copies()) == 2


async def test_formatting_albums_polls_and_what_cannot_be_taken(world: World) -> None:
    room = await entered(world)
    await room.says(room.lin, "/notice")
    await room.lin.send_files([(f"{n}.png", PNG) for n in range(3)], caption="the maps")
    await world.settle()
    assert "3 × photo" in (await room.says(room.lin, "/notice text")).text
    (album,) = content(room)
    assert isinstance(album, Album)
    assert [one.shown for one in album.items] == [FileKind.PHOTO] * 3
    assert album.items[0].html == "the maps"
    await room.lin.send_files([(f"{n}.png", PNG) for n in range(11)])
    await world.settle()
    assert "An album takes 10 files at most." in (await room.lin.last()).text
    _, album = content(room)
    assert isinstance(album, Album)
    assert len(album.items) == 10
    await room.says(room.lin, "/notice text")
    await room.taps(room.lin, "Take the last part off")
    answer = await room.says(room.lin, "x" * 4096)
    assert "2. xxx" in answer.text
    answer = await room.taps(room.lin, "Take the last part off")
    assert "2." not in answer.text
    await world.door.update(message_of(room.lin.id, sticker=STICKER))
    await world.settle()
    assert "This cannot go into a notice" in (await room.lin.last()).text
    await room.asks("I do", "We two")
    assert "poll: When is it?" in (await room.lin.last()).text
    await world.door.update(message_of(room.lin.id, text="Very bold", entities=BOLD))
    await world.settle()
    _, poll, text = content(room)
    assert isinstance(poll, Poll)
    assert text == Text(html="Very <b>bold</b>")


STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
BOLD = [{"type": "bold", "offset": 5, "length": 4}]


async def test_who_has_lost_the_post_sends_nothing(world: World) -> None:
    room = await entered(world)
    await room.written("preview")
    await room.taps(room.lin, "Send")
    with world.store.transaction() as session:
        for post in session.exec(select(Post).where(Post.person_id == room.desk.lin.id)):
            post.until = OPENED
    page = await room.lin.last()
    data = data_of(page, "Send to all")
    toast = await room.lin.answer_to(await room.lin.press_data(page.id, data))
    assert toast.alert
    assert room.notices()[0].state is NoticeState.DRAFT
    assert room.rows("notice") == []


async def test_nobody_and_nothing_are_refused(world: World) -> None:
    room = await entered(world)
    answer = await room.says(room.lin, "/notice send")
    assert "The notice says nothing yet." in answer.text
    answer = await room.says(room.lin, "/notice", "Something", "done", "send")
    assert "Nobody has been chosen" in answer.text
    answer = await room.says(room.lin, "/notice at the moon")
    assert "This time is not clear" in answer.text
    answer = await room.says(room.lin, "/notice at 2020-01-01 9:00")
    assert "These days are over already" in answer.text
    answer = await room.says(room.lin, "/notice throw away")
    assert "Thrown away" in answer.text
    assert room.notices()[0].state is NoticeState.WITHDRAWN


async def test_a_group_is_made_filled_renamed_chosen_and_emptied(world: World) -> None:
    room = await entered(world)
    await room.says(room.lin, "/noticegroups")
    answer = await room.says(room.lin, "Pilots", "U0, Leader")
    assert "Members: 2" in answer.text
    answer = await room.says(room.lin, "Nobody Known")
    assert "There is no unit Nobody Known." in answer.text
    answer = await room.says(room.lin, "rename First <movers>")
    assert "Group “First <movers>”" in answer.text
    await room.says(room.lin, "/notice", "Come at nine", "done", "to First <movers>", "send")
    page = await room.taps(room.lin, "Send to all")
    assert "Recipients: 2" in page.text
    people = {one.person_id for one in room.copies()}
    assert people == {room.desk.liaisons[0].id, room.desk.leader.id}
    await room.says(room.lin, "/noticegroups")
    await room.taps(room.lin, "First <movers>")
    answer = await room.taps(room.lin, "Empty")
    assert "Members: 0" in answer.text
    await room.taps(room.lin, "Drop the group")
    answer = await room.taps(room.lin, "Drop the group")
    assert "movers" not in answer.text
