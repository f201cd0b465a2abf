"""What the examination finds at Telegram: reach, token, clock, and who takes the updates."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.doctor import Finding, State
from bot.simulator.people import BotAccount
from bot.simulator.server import listening
from tests.bot.ward import NOBODY, NOW, TOKEN, UNEXAMINED, Ward, small_ward
from tests.virtual_time import Hands
from tests.waiting import PATIENCE, until

__all__ = ["small_ward"]

HOOK = "https://127.0.0.1:1/secret-path"
WEBHOOK = {"updates": "webhook", "webhook_url": HOOK, "webhook_secret": "s" * 20}
UNSEEN = {"health_file": None}
"""Settings without a health file: whether the program runs cannot be told."""


async def call(ward: Ward, method: str, **facts: Any) -> httpx.Response:
    """What another program does with the same token."""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        return await client.get(f"{ward.door.base_url}/bot{TOKEN}/{method}", params=facts)


async def webhook(ward: Ward) -> dict[str, Any]:
    """What Telegram has been told about a webhook."""
    told: dict[str, Any] = (await call(ward, "getWebhookInfo")).json()["result"]
    return told


async def test_without_a_token_it_is_said_where_to_get_one(small_ward: Ward) -> None:
    found = await small_ward.found(bot_token="")
    assert found["token"].state is State.WRONG
    assert "BotFather" in found["token"].to_do
    assert all(UNEXAMINED in found[name].seen for name in ("telegram", "clock", "way_in", "groups"))
    assert await small_ward.door.journal() == []


@pytest.mark.parametrize("token", ["5000000001", "no token", "6000000001:of-another-bot"])
async def test_a_token_that_telegram_does_not_know(small_ward: Ward, token: str) -> None:
    await call(small_ward, "getMe")  # makes the bot known by its number
    found = await small_ward.found(bot_token=token)
    assert found["token"].state is State.WRONG
    assert "LIAISON_BOT_TOKEN" in found["token"].to_do
    assert found["clock"].state is State.OK
    assert token not in repr(found)


@pytest.mark.parametrize(
    ("settings", "reason", "advice"),
    [
        ({"api_base_url": NOBODY}, "connection refused", "LIAISON_PROXY"),
        ({"proxy": "http://u:geheim@127.0.0.1:1"}, "connection refused", "http://127.0.0.1:1"),
        ({"proxy": "socks5://u:geheim@127.0.0.1:1"}, "connection refused", "socks5://127.0.0.1:1"),
        ({"api_base_url": "http://nowhere.invalid"}, "the name is not known", "LIAISON_PROXY"),
        ({"api_base_url": "http://127.0.0.1:1x"}, "the address cannot be used", "LIAISON_PROXY"),
    ],
)
async def test_no_way_to_telegram(
    small_ward: Ward, settings: dict[str, str], reason: str, advice: str
) -> None:
    found = await small_ward.found(**settings)
    assert found["telegram"].state is State.WRONG
    assert reason in found["telegram"].seen
    assert advice in found["telegram"].to_do
    assert UNEXAMINED in found["clock"].seen
    assert found["database"].state is State.OK
    for secret in ("geheim", TOKEN):
        assert secret not in repr(found)


async def test_privacy_mode(small_ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await small_ward.found())["groups"].state is State.OK
    me = BotAccount.to_me
    reads_all = {"can_read_all_group_messages": True}
    monkeypatch.setattr(BotAccount, "to_me", lambda bot: me(bot) | reads_all)
    found = (await small_ward.found())["groups"]
    assert found.state is State.WARNING
    assert "/setprivacy" in found.to_do


async def test_a_server_that_hangs_up(small_ward: Ward) -> None:
    await small_ward.door.fault("drop_before", method="getMe", times=1)
    found = await small_ward.found()
    assert "the connection broke" in found["telegram"].seen
    await small_ward.door.fault("500", method="getMe", times=1)
    failing = await small_ward.found()
    assert failing["telegram"].state is State.WRONG
    assert "500" in failing["telegram"].seen
    assert UNEXAMINED in failing["token"].seen


async def test_a_server_that_is_no_bot_api(small_ward: Ward) -> None:
    app = Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("It works", 404))])
    async with listening(app) as url:
        found = await small_ward.found(api_base_url=url)
    assert found["telegram"].state is State.WRONG
    assert "not as a Bot API server" in found["telegram"].seen
    assert "LIAISON_API_BASE_URL" in found["telegram"].to_do
    assert found["clock"].state is State.OK
    assert "not dated" in found["clock"].seen


@pytest.mark.parametrize(
    ("seconds", "off"), [(-31, None), (30, None), (-32, "31 s off"), (31, "31 s off")]
)
async def test_the_clock_against_telegram_s(
    small_ward: Ward, seconds: int, off: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("bot.clock", "bot.simulator.clock"):  # both stand still
        monkeypatch.setattr(f"{module}.time", Hands())
    await small_ward.door.clock(now=NOW + timedelta(seconds=seconds))
    found = (await small_ward.found())["clock"]
    assert (found.state is State.WRONG) == (off is not None)
    assert (off or "agrees") in found.seen, "to the second, and behind by up to one more"
    assert ("NTP" in found.to_do) == (off is not None)


async def way_in(ward: Ward, **settings: Any) -> Finding:
    return (await ward.found(**settings))["way_in"]


async def test_a_webhook_though_we_poll(small_ward: Ward) -> None:
    await call(small_ward, "setWebhook", url=HOOK)
    running = await way_in(small_ward)
    assert running.state is State.WRONG, "our program gets nothing"
    assert "https://127.0.0.1:1 " in running.seen
    assert "secret-path" not in repr(running)
    small_ward.health.unlink()
    assert (await way_in(small_ward)).state is State.WARNING, "it goes away when ours starts"
    assert (await webhook(small_ward))["url"] == HOOK


async def test_a_webhook_that_leads_elsewhere(small_ward: Ward) -> None:
    await call(small_ward, "setWebhook", url="https://127.0.0.1:1/other")
    assert (await way_in(small_ward, **WEBHOOK)).state is State.WRONG
    small_ward.health.unlink()
    starting = await way_in(small_ward, **WEBHOOK)
    assert starting.state is State.WARNING
    assert "liaison run" in starting.to_do
    await call(small_ward, "setWebhook", url=HOOK)
    assert await way_in(small_ward, **WEBHOOK) == Finding(
        "way_in", State.OK, "Updates come by webhook."
    )


async def test_a_webhook_that_does_not_answer(small_ward: Ward) -> None:
    await call(small_ward, "setWebhook", url=HOOK)
    await (await small_ward.door.person("Anna")).send("Hello")

    async def failed() -> bool:
        return "last_error_date" in await webhook(small_ward)

    await until(failed)
    found = await way_in(small_ward, **WEBHOOK)
    assert found.state is State.WRONG
    assert "Connection refused" in found.seen
    assert "10:00" in found.seen
    assert "127.0.0.1:8080" in found.to_do


@asynccontextmanager
async def polling(ward: Ward) -> AsyncIterator[Callable[[], int]]:
    """Another program that polls, and asks again when it was driven out."""
    answers: list[int] = []

    async def poll() -> None:
        while True:
            answers.append((await call(ward, "getUpdates", timeout=50)).status_code)

    task = asyncio.create_task(poll())
    await until(lambda: ward.telegram.updates._reader is not None)
    try:
        yield lambda: answers.count(409)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_another_copy_that_polls(small_ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reach.PATIENCE", PATIENCE)
    monkeypatch.setattr("bot.doctor.way_in.PROBE", 50)
    small_ward.health.unlink()
    async with polling(small_ward) as driven_out:
        found = await way_in(small_ward)
        assert found.state is State.WRONG
        assert "another copy" in found.to_do
        assert driven_out() == 1
        unknown = await way_in(small_ward, **UNSEEN)
        assert unknown.state is State.OK, "it may well be ours"
        assert "polling with this token" in unknown.seen


async def test_a_program_that_is_alive_is_not_disturbed(small_ward: Ward) -> None:
    async with polling(small_ward) as driven_out:
        assert (await way_in(small_ward)).state is State.OK
        assert driven_out() == 0


async def test_nobody_polls_and_nothing_is_taken(small_ward: Ward) -> None:
    small_ward.health.unlink()
    assert await way_in(small_ward) == Finding(
        "way_in", State.OK, "Updates are asked for (polling)."
    )
    anna = await small_ward.door.person("Anna")
    await anna.send("Hello")
    before = await small_ward.door.pending()
    assert (await way_in(small_ward)).state is State.OK
    assert await small_ward.door.pending() == before
    for _ in range(100):
        await small_ward.door.update({"message": None})
    waiting = await way_in(small_ward)
    assert waiting.state is State.WARNING
    assert waiting.seen.endswith(": 101.")
