"""Photos, documents and albums travel both ways, within Telegram's sizes."""

from typing import Any

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from bot.simulator.client import Door, Person
from bot.simulator.pictures import dimensions, photo_sizes
from tests.simulator.pictures import jpeg, png
from tests.simulator.test_sending import unknown_fields

MEGABYTE = 1024 * 1024

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_a_photo_has_several_sizes_and_can_be_fetched(bot: Bot, anna: Person) -> None:
    picture = png(1600, 1200)
    await anna.send_files([("me.png", picture)], caption="<me>")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert [(size.width, size.height) for size in message.photo] == [
        (90, 68),
        (320, 240),
        (800, 600),
        (1280, 960),
    ]
    assert len({size.file_id for size in message.photo}) == 4
    assert message.caption == "<me>"
    assert unknown_fields(message) == []
    file = await bot.get_file(message.photo[-1].file_id)
    assert file.file_size == len(picture)
    assert bytes(await file.download_as_bytearray()) == picture


async def test_a_document_keeps_name_and_kind(bot: Bot, door: Door, anna: Person) -> None:
    sent = await bot.send_document(anna.id, b"%PDF", filename="公文.pdf", caption="<b>收</b>",
                                   parse_mode="HTML")  # fmt: skip
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type, sent.document.file_size) == (
        "公文.pdf",
        "application/pdf",
        4,
    )
    assert unknown_fields(sent) == []
    seen = await anna.last()
    assert seen.media is not None
    assert (seen.media.kind, seen.media.file_name, seen.html) == (
        "document",
        "公文.pdf",
        "<b>收</b>",
    )
    assert await door.fetch(seen.media.url) == b"%PDF"
    again = await bot.send_document(anna.id, sent.document.file_id)
    assert again.document == sent.document


async def test_a_picture_can_be_sent_as_a_document(bot: Bot, anna: Person) -> None:
    await anna.send_files([("scan.png", png(10, 10))], as_document=True)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert message.document.mime_type == "image/png"


async def test_every_kind_of_file(bot: Bot, anna: Person) -> None:
    sent = [
        await bot.send_video(anna.id, b"x", duration=3, width=4, height=5),
        await bot.send_audio(anna.id, b"x", duration=3),
        await bot.send_voice(anna.id, b"x", duration=3),
        await bot.send_animation(anna.id, b"x"),
        await bot.send_video_note(anna.id, b"x", length=120),
        await bot.send_sticker(anna.id, b"x"),
    ]
    assert [unknown_fields(one) for one in sent] == [[]] * 6
    assert sent[0].video is not None
    assert (sent[0].video.width, sent[0].video.height) == (4, 5)
    kinds = [message.media.kind for message in (await anna.chat())[1:] if message.media]
    assert kinds == ["video", "audio", "voice", "animation", "video_note", "sticker"]


async def test_people_may_send_what_bots_may_not(bot: Bot, anna: Person) -> None:
    await anna.send_files([("film.png", bytes(51 * MEGABYTE))])
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.document.file_id)


async def test_albums_in_both_directions(bot: Bot, anna: Person) -> None:
    ids = await anna.send_files([("a.png", png(9, 9)), ("b.png", png(9, 9))], caption="two")
    heard = [update.message for update in (await bot.get_updates())[1:]]
    assert [one.message_id for one in heard if one] == ids
    assert len({one.media_group_id for one in heard if one}) == 1
    assert [one.caption for one in heard if one] == ["two", None]
    sent = await bot.send_media_group(
        anna.id,
        [InputMediaPhoto(png(20, 10), caption="<i>x</i>", parse_mode="HTML")] * 2,
    )
    assert unknown_fields(sent) == []
    album = (await anna.chat())[-2:]
    assert [message.album for message in album] == [sent[0].media_group_id] * 2


async def test_albums_that_are_refused(bot: Bot, anna: Person) -> None:
    photo, paper = InputMediaPhoto(png(9, 9)), InputMediaDocument(b"x")
    refused: list[tuple[list[Any], str]] = [
        ([photo], "Too few messages to send as an album"),
        ([photo] * 11, "Too many messages to send as an album"),
        ([photo, paper], "Document can't be mixed with other media types"),
    ]
    for media, words in refused:
        with pytest.raises(BadRequest, match=words):
            await bot.send_media_group(anna.id, media)
    assert len(await anna.chat()) == 1


async def test_a_caption_and_a_file_can_be_changed(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, png(9, 9), caption="a")
    edited = await bot.edit_message_caption(anna.id, sent.message_id, caption="b")
    assert not isinstance(edited, bool)
    assert edited.caption == "b"
    await bot.edit_message_media(InputMediaDocument(b"x", filename="x.txt"), anna.id, edited.id)
    media = (await anna.last()).media
    assert media is not None
    assert (media.kind, media.file_name) == ("document", "x.txt")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("b", anna.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.edit_message_caption(anna.id, sent.message_id, caption="x" * 1025)


async def test_sizes_that_are_refused(bot: Bot, anna: Person) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(anna.id, b"")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(anna.id, b"no picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(anna.id, png(2100, 100))
    with pytest.raises(BadRequest, match="is too big for a photo"):
        await bot.send_photo(anna.id, png(9, 9) + bytes(10 * MEGABYTE))
    large = await bot.send_document(anna.id, bytes(20 * MEGABYTE + 1))
    assert large.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large.document.file_id)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(anna.id, bytes(52 * MEGABYTE))


async def test_files_that_are_not_there(bot: Bot, anna: Person) -> None:
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        await bot.send_photo(anna.id, "nothing")
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(anna.id, "https://example.org/a.png")
    paper = await bot.send_document(anna.id, b"x")
    assert paper.document is not None
    with pytest.raises(BadRequest, match="Type of file mismatch: expected photo, got document"):
        await bot.send_photo(anna.id, paper.document.file_id)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(640, 480), (640, 480)),
        (jpeg(640, 480), (640, 480)),
        (b"GIF89a\x80\x02\xe0\x01", (640, 480)),
        (b"BM" + bytes(16) + b"\x80\x02\0\0\x20\xfe\xff\xff", (640, 480)),
        (b"RIFF0000WEBPVP8X" + bytes(8) + b"\x7f\x02\0\xdf\x01\0", (640, 480)),
        (b"RIFF0000WEBPVP8 " + bytes(10) + b"\x80\x02\xe0\x01", (640, 480)),
        (b"RIFF0000WEBPVP8L" + bytes(5) + b"\x7f\xc2\x77\x00", (640, 480)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"plain text", None),
    ],
)
def test_dimensions_are_read_from_the_head(content: bytes, size: tuple[int, int] | None) -> None:
    assert dimensions(content) == size


def test_a_small_photo_has_no_larger_sizes() -> None:
    assert photo_sizes(300, 100) == [(90, 30), (300, 100)]
