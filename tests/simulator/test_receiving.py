"""Updates wait, are handed out once, acknowledged, repeated and pushed as by Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict

from bot.simulator.client import Door, Person
from bot.simulator.server import listening
from bot.simulator.world import World
from tests.simulator.callers import caller
from tests.simulator.test_sending import unknown_fields
from tests.waiting import until

Polled = Callable[[], Awaitable[None]]


async def test_get_me_has_every_boolean(bot: Bot, door: Door) -> None:
    raw = (await door.ask("POST", f"/bot{bot.token}/getMe"))["result"]
    assert {name for name, value in raw.items() if isinstance(value, bool)} == {
        "is_bot",
        "can_join_groups",
        "can_read_all_group_messages",
        "supports_guest_queries",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
        "can_manage_bots",
    }
    assert unknown_fields(await bot.get_me()) == []


async def test_updates_stay_until_acknowledged(bot: Bot, anna: Person) -> None:
    for text in "bcd":
        await anna.send(text)
    first = await bot.get_updates(limit=2)
    assert [told(update) for update in first] == ["/start", "b"]
    assert [told(update) for update in await bot.get_updates(limit=2)] == ["/start", "b"]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [told(update) for update in rest] == ["c", "d"]
    assert [told(update) for update in await bot.get_updates(offset=-1)] == ["d"]
    assert len(await anna.door.pending()) == 1
    assert unknown_fields(rest) == []


def told(update: Update) -> str:
    """The text of the message in an update."""
    message = update.effective_message
    assert message is not None
    return message.text or ""


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, door: Door, polled: Polled) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await polled()
    anna = await door.person("Anna")
    await anna.send("/start")
    assert len(await poll) == 1
    assert await bot.get_updates(offset=10**9, timeout=0) == ()


async def test_a_second_poller_ends_the_first(
    bot: Bot, url: str, door: Door, polled: Polled
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await polled()
    async with caller(url) as rival:
        second = asyncio.create_task(rival.get_updates(timeout=1))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure"):
            await first
        assert await second == ()
    assert [call["code"] for call in await door.journal() if call["method"] == "getUpdates"] == [
        409,
        200,
    ]


async def test_a_poller_that_went_away_is_no_rival(
    bot: Bot, anna: Person, world: World, polled: Polled
) -> None:
    first = await bot.get_updates()
    gone = asyncio.create_task(bot.get_updates(offset=first[-1].update_id + 1, timeout=50))
    await polled()
    gone.cancel()
    await until(lambda: world.updates._reader is None)
    await anna.send("still there")
    assert [told(update) for update in await bot.get_updates(timeout=1)][-1] == "still there"


async def test_rare_kinds_come_only_when_asked_for(bot: Bot, anna: Person) -> None:
    await anna.react(1, "👍")
    assert [update.message_reaction for update in await bot.get_updates()] == [None]
    await bot.get_updates(allowed_updates=["message_reaction"])
    await anna.react(1, "🔥")
    await anna.send("not wanted")
    updates = await bot.get_updates()
    assert updates[-1].message_reaction is not None
    assert unknown_fields(updates) == []


async def test_edits_forwards_and_blocks_are_told(bot: Bot, anna: Person) -> None:
    await anna.edit(1, "/start again")
    await anna.forward(1)
    await anna.block()
    await anna.unblock()
    updates = (await bot.get_updates())[1:]
    assert updates[0].edited_message is not None
    assert updates[0].edited_message.text == "/start again"
    assert updates[1].message is not None
    assert updates[1].message.forward_origin is not None
    changes = [update.my_chat_member for update in updates[2:]]
    assert [(one.old_chat_member.status, one.new_chat_member.status) for one in changes if one] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert unknown_fields(updates) == []


async def test_votes_are_told_and_only_those_a_client_offers(bot: Bot, anna: Person) -> None:
    poll = await bot.send_poll(anna.id, "When?", ["Now", "Later"], is_anonymous=False)
    with pytest.raises(ValueError, match="one answer only"):
        await anna.vote(poll.message_id, 0, 1)
    with pytest.raises(ValueError, match="no such option"):
        await anna.vote(poll.message_id, 2)
    for options in ((1,), ()):
        await anna.vote(poll.message_id, *options)
    found = await bot.get_updates(offset=-4)
    answers = [one.poll_answer.option_ids for one in found if one.poll_answer]
    counts = [[o.voter_count for o in one.poll.options] for one in found if one.poll]
    assert (answers, counts) == ([(1,), ()], [[0, 1], [0, 0]])
    assert unknown_fields(found) == []


async def test_presses_carry_the_message_and_the_chat_instance(bot: Bot, anna: Person) -> None:
    rows = [[InlineKeyboardButton("A", callback_data="a")]]
    sent = await bot.send_message(anna.id, "?", reply_markup=InlineKeyboardMarkup(rows))
    query = await anna.press("A")
    await anna.press_data(sent.message_id, "forged")
    honest, forged = (update.callback_query for update in (await bot.get_updates())[1:])
    assert honest is not None
    assert forged is not None
    assert (honest.id, honest.data, forged.data) == (query, "a", "forged")
    assert honest.chat_instance == forged.chat_instance
    assert unknown_fields(honest) == []
    await honest.answer("好", show_alert=True)
    answer = await anna.answer_to(query)
    assert (answer.text, answer.alert) == ("好", True)


async def test_answers_come_in_time_or_not_at_all(bot: Bot, door: Door, anna: Person) -> None:
    query = await anna.press_data(1, "x")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query, "x" * 201)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query"):
        await bot.answer_callback_query("12345")
    await door.clock(offset_seconds=200)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query"):
        await bot.answer_callback_query(query)
    assert await anna.answers() == []


async def test_unfetched_updates_are_forgotten(bot: Bot, door: Door, anna: Person) -> None:
    await anna.press_data(1, "x")
    await door.clock(offset_seconds=200)
    assert [update.callback_query for update in await bot.get_updates()] == [None]
    await door.clock(offset_seconds=25 * 3600)
    assert await bot.get_updates() == ()


async def test_duplicates_and_nonsense(bot: Bot, door: Door, anna: Person) -> None:
    await door.fault("duplicate", times=1)
    first = await bot.get_updates()
    assert await bot.get_updates(offset=first[-1].update_id + 1) == first
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()
    await door.update({"message": {"unreadable": True}})
    assert (await door.pending())[0]["message"] == {"unreadable": True}
    assert anna.id == 31


async def test_a_webhook_gets_the_secret_and_is_tried_until_it_says_200(
    bot: Bot, anna: Person
) -> None:
    heard: list[tuple[str, Any]] = []

    async def hook(request: Request) -> Response:
        secret = request.headers.get("x-telegram-bot-api-secret-token", "")
        heard.append((secret, await request.json()))
        return Response(status_code=500 if len(heard) == 1 else 200)

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    async with listening(app) as address:
        await bot.set_webhook(f"{address}/hook", secret_token="s-1")
        await anna.send("second")
        await until(lambda: len(heard) == 3)
        texts = [(secret, body["message"]["text"]) for secret, body in heard]
        assert texts == [("s-1", "/start"), ("s-1", "/start"), ("s-1", "second")]
        info = await bot.get_webhook_info()
        assert info.last_error_message == (
            "Wrong response from the webhook: 500 Internal Server Error"
        )
        assert (info.url, unknown_fields(info)) == (f"{address}/hook", [])
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()

        async def delivered() -> bool:
            return not (await bot.get_webhook_info()).pending_update_count

        await until(delivered)
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    with pytest.raises(BadRequest, match=r"(?i)an HTTPS URL must be provided"):
        await bot.set_webhook("http://example.org/hook")
