"""A circular goes out as a Word file, is edited there and sent back."""

import io

import docx
import pytest

from models.circulars.circulars import Origin, Part
from tests.conversation import World
from tests.handlers.circulars.room import Room, entered
from tests.handlers.office import ask, tap


async def word_of(room: Room) -> bytes:
    """The Word file as the clerk gets it."""
    await ask(room.world, room.lin, "/circular word")
    message = await room.lin.last()
    assert message.media, message
    return await room.world.door.fetch(message.media.url)


def edited(content: bytes, old: str, new: str) -> bytes:
    """The file after somebody has changed its words and a figure in a table in Word."""
    document = docx.Document(io.BytesIO(content))
    paragraph = next(one for one in document.paragraphs if old in one.text)
    paragraph.runs[0].text = new
    for run in paragraph.runs[1:]:
        run.text = ""
    table = document.tables[0]
    table.rows[1].cells[1].paragraphs[0].runs[0].text = "Somebody else"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


async def test_a_word_file_is_edited_and_sent_back(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    before = room.words()
    opening = before[Part.OPENING]
    came = edited(await word_of(room), opening[:20], "现通报如下。")
    await room.lin.send_files([("edited.docx", came)], as_document=True)
    await world.settle()
    answer = await room.lin.last()
    assert "What the file changes" in answer.text
    assert "+ 现通报如下。" in answer.text
    assert "Not taken" in answer.text
    assert "Somebody else" in answer.text
    assert room.words() == before, "nothing is changed before it is confirmed"
    await tap(world, room.lin, "Take over")
    assert room.words() == {**before, Part.OPENING: "现通报如下。"}
    assert room.origin() is Origin.FILE


async def test_a_file_that_came_back_untouched_changes_nothing(world: World) -> None:
    room = await entered(world)
    content = await word_of(room)
    await room.lin.send_files([("same.docx", content)], as_document=True)
    await world.settle()
    answer = await room.lin.last()
    assert "The file changes no words." in answer.text
    assert "Not taken" not in answer.text
    assert not answer.button("Take over")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK no zip", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "older or protected"),
        ("a.docx", b" ", "damaged"),
    ],
)
async def test_what_is_no_word_file_is_refused_in_words(
    world: World, name: str, content: bytes, said: str
) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await room.lin.send_files([(name, content)], as_document=True)
    await world.settle()
    assert said in (await room.lin.last()).text
