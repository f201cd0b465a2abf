"""Notices in the hands of somebody in a hurry: late in the evening, unseen, changed in between."""

from datetime import UTC, datetime

from tests.conversation import World
from tests.handlers.notices.room import entered, message_of

EVENING = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""Wednesday 20:00 on the office's clock, after hours."""


async def test_a_wrong_notice_goes_away_at_once_in_the_evening_too(world: World) -> None:
    room = await entered(world)
    await room.sent()
    came = await room.wang.last()
    await world.step(EVENING)
    await room.says(room.lin, "/notices 1 edit", "Please check it on Monday.")
    await world.settle()
    assert (await room.wang.last()).text == "Please check it on Monday."
    await room.says(room.lin, "/notices 1 delete at all")
    await world.settle()
    assert came.id not in {one.id for one in await room.wang.chat()}
    answer = await room.written("confirm today 23:00", "send")
    assert "only after the moment by which it is to be confirmed" in answer.text
    answer = await room.says(room.lin, "send to all")
    assert "only after the moment" in answer.text
    await room.says(room.lin, "confirm tomorrow 23:00", "send")
    assert "Begins: Thu, 19 Nov, 08:30." in (await room.lin.last()).text
    await room.says(room.lin, "send")
    await room.says(room.qian, "/notices 2")
    await room.taps(room.qian, "Throw away", "Throw away")
    answer = await room.says(room.lin, "send to all")
    assert "no longer there" in answer.text, "it was thrown away, not sent"


async def test_an_album_that_comes_slowly_is_one_album(world: World) -> None:
    room = await entered(world)
    await room.says(room.lin, "/notice")
    await world.door.update(message_of(room.lin.id, **_piece(1)))
    await world.settle()
    await room.taps(room.lin, "Done")
    await world.door.update(message_of(room.lin.id, **_piece(2)))
    await world.settle()
    await world.hears_again()
    assert "1. 2 × photo" in (await room.says(room.lin, "parts")).text


def _piece(n: int) -> dict[str, object]:
    """One photo of an album, as Telegram brings them: each in a message of its own."""
    photo = {"file_id": f"p{n}", "file_unique_id": f"u{n}", "width": 9, "height": 9}
    return {"photo": [photo], "media_group_id": "g", "message_id": 900_000 + n}
