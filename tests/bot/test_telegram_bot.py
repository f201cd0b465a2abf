"""What the client relies on in python-telegram-bot, and what it does with connections."""

import inspect
from importlib.metadata import version

import httpcore
import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.lines import Lines
from bot.outcomes import NEVER_WRITTEN
from bot.telegram_bot import HEARD, POLL_SECONDS, TelegramBot
from tests.conversation import World


def test_the_private_door_is_where_it_was_when_it_was_read() -> None:
    assert version("python-telegram-bot") == "22.8"
    assert list(inspect.signature(Bot._post).parameters)[:3] == ["self", "endpoint", "data"]
    assert "self._post(" in inspect.getsource(Bot.get_updates)


async def test_updates_come_as_telegram_sent_them(world: World) -> None:
    asked: list[object] = []
    original = TelegramBot._post

    async def watched(
        self: TelegramBot, endpoint: str, data: object = None, **given: object
    ) -> object:
        asked.append((endpoint, dict(data) if isinstance(data, dict) else None))
        return await original(self, endpoint, data, **given)

    bot = world.app.bot
    raw = await watched(bot, "getMe")
    assert isinstance(raw, dict)
    assert raw["is_bot"] is True
    await world.app.stop()
    await world.door.update({"message": "unreadable"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TelegramBot, "_post", watched)
        updates = await bot.fetch_updates(0)
    assert updates[-1]["message"] == "unreadable"
    assert asked[-1] == (
        "getUpdates",
        {"timeout": POLL_SECONDS, "offset": 0, "allowed_updates": HEARD},
    )


def request(url: str, read: float = 5.0, pool: float = 5.0) -> httpcore.Request:
    seconds = {"connect": 5.0, "read": read, "write": 5.0, "pool": pool}
    headers = [(b"Host", b"telegram")]
    return httpcore.Request("GET", url, headers=headers, extensions={"timeout": seconds})


async def test_lines_are_used_again_and_a_broken_one_is_not(world: World) -> None:
    url = f"{world.door.base_url}/bot5000000001:conversation-of-the-tests/getMe"
    lines = Lines(2, None)
    for _ in range(3):
        assert (await lines.call(request(url))).status == 200
    assert len(lines._free) == 1
    await world.door.fault("drop_before", method="getMe", times=1)
    with pytest.raises(httpcore.RemoteProtocolError):
        await lines.call(request(url))
    assert lines._free == []
    assert (await lines.call(request(url))).status == 200
    await lines.close()


async def test_a_request_that_finds_no_line_free_has_not_been_sent(world: World) -> None:
    lines = Lines(1, None)
    await lines._room.acquire()
    with pytest.raises(NEVER_WRITTEN):
        await lines.call(request(f"{world.door.base_url}/", pool=0.05))


async def test_a_slow_answer_and_a_closed_door_are_told_apart(world: World, own_port: int) -> None:
    bot = world.app.bot
    await world.door.fault("hang", method="getMyName", times=1, seconds=600)
    with pytest.raises(TimedOut) as slow:
        await bot.get_my_name(read_timeout=0.2)
    assert isinstance(slow.value.__cause__, httpcore.ReadTimeout)
    with pytest.raises(NetworkError) as closed:
        await bot._request[1].post(f"http://127.0.0.1:{own_port}/bot1:a/getMe")
    assert isinstance(closed.value.__cause__, NEVER_WRITTEN)
