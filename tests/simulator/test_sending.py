"""What a bot sends arrives as Telegram would show it, or is refused in Telegram's words."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyParameters,
    TelegramObject,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden

from bot.simulator.client import Door, Person


def unknown_fields(thing: Any) -> list[str]:
    """Fields that the library, which knows the whole Bot API, does not know."""
    if isinstance(thing, (list, tuple)):
        return [name for one in thing for name in unknown_fields(one)]
    if not isinstance(thing, TelegramObject):
        return []
    inner = [getattr(thing, name, None) for name in thing.to_dict(recursive=False)]
    return [*thing.api_kwargs, *unknown_fields(inner)]


async def test_a_text_arrives_with_entities_and_whole_seconds(bot: Bot, anna: Person) -> None:
    began = int(time.time())
    sent = await bot.send_message(anna.id, "<b>请</b>反馈 😀 <i>x</i>", parse_mode="HTML")
    assert (sent.message_id, sent.text) == (2, "请反馈 😀 x")
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [
        ("bold", 0, 1),
        ("italic", 7, 1),
    ]
    assert sent.date.microsecond == 0
    assert began <= sent.date.timestamp() <= time.time()
    assert sent.chat.first_name == "Anna"
    assert unknown_fields(sent) == []
    assert (await anna.last()).html == "<b>请</b>反馈 😀 <i>x</i>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("中" * 4097, "Message is too long"),
        ("<b>", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_texts_that_are_refused(bot: Bot, anna: Person, text: str, words: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(anna.id, text, parse_mode="HTML")
    assert str(caught.value).lower() == words.lower()


async def test_markup_does_not_count_towards_the_length(bot: Bot, anna: Person) -> None:
    text = "<b>" + "中" * 4096 + "</b>"
    assert len((await bot.send_message(anna.id, text, parse_mode="HTML")).text or "") == 4096


async def test_strangers_and_blockers_get_nothing(bot: Bot, door: Door, anna: Person) -> None:
    stranger = await door.person("Stranger")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@anna", "hello")
    await anna.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "hello")
    await anna.unblock()
    assert (await bot.send_message(anna.id, "hello")).message_id == 2
    await anna.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(anna.id, "hello")


async def test_message_ids_count_in_each_chat(bot: Bot, door: Door, anna: Person) -> None:
    boris = await door.person("Boris")
    await boris.send("hi")
    assert (await bot.send_message(anna.id, "a")).message_id == 2
    assert (await bot.send_message(boris.id, "b")).message_id == 2
    assert (await bot.send_message(anna.id, "c")).message_id == 3


async def test_replies_show_what_they_reply_to(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(
        anna.id, "answer", reply_parameters=ReplyParameters(1, quote="sta")
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("sta", 1)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(anna.id, "answer", reply_to_message_id=99)
    alone = await bot.send_message(
        anna.id, "x", reply_to_message_id=99, allow_sending_without_reply=True
    )
    assert alone.reply_to_message is None


async def test_a_mention_by_id_needs_a_known_person(bot: Bot, anna: Person) -> None:
    text = '<a href="tg://user?id=31">A</a> <a href="tg://user?id=99">B</a>'
    sent = await bot.send_message(anna.id, text, parse_mode="HTML")
    assert [(one.type, one.user and one.user.id) for one in sent.entities] == [("text_mention", 31)]


async def test_buttons_of_every_kind(bot: Bot, anna: Person) -> None:
    rows = [
        [InlineKeyboardButton("提交", callback_data="改" * 21, style="success")],
        [
            InlineKeyboardButton("Open", url="https://e.cn"),
            InlineKeyboardButton("Copy", copy_text=CopyTextButton("№ 1")),
        ],
    ]
    sent = await bot.send_message(anna.id, "?", reply_markup=InlineKeyboardMarkup(rows))
    assert unknown_fields(sent) == []
    seen = (await anna.last()).raw["buttons"]
    assert seen[0][0] == {
        "label": "提交",
        "data": "改" * 21,
        "url": None,
        "copy": None,
        "style": "success",
    }
    assert (seen[1][0]["url"], seen[1][1]["copy"]) == ("https://e.cn/", "№ 1")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "改" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "nowhere"}, "URL 'nowhere' is invalid: Wrong HTTP URL"),
        ({"text": " ", "callback_data": "x"}, 'Field "text" must be non-empty'),
    ],
)
async def test_buttons_that_are_refused(
    bot: Bot, anna: Person, button: dict[str, str], words: str
) -> None:
    asked = {"chat_id": anna.id, "text": "?", "reply_markup": {"inline_keyboard": [[button]]}}
    with pytest.raises(BadRequest) as caught:
        await bot.do_api_request("sendmessage", asked)
    assert words.lower() in str(caught.value).lower()


async def test_too_many_buttons_are_refused(bot: Bot, anna: Person) -> None:
    button = InlineKeyboardButton("x", callback_data="x")
    for rows in ([[button] * 9], [[button]] * 101):
        with pytest.raises(BadRequest, match="Reply_markup_too_long"):
            await bot.send_message(anna.id, "?", reply_markup=InlineKeyboardMarkup(rows))


async def test_a_reply_keyboard_is_shown_but_not_returned(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "?", reply_markup=ReplyKeyboardMarkup([["A", "B"]]))
    assert sent.reply_markup is None
    assert (await anna.last()).keyboard == [["A", "B"]]


async def test_forwarding_and_copying(bot: Bot, door: Door, anna: Person) -> None:
    boris = await door.person("Boris")
    await boris.send("hi")
    sent = await bot.send_message(anna.id, "<b>a</b>", parse_mode="HTML")
    forwarded = await bot.forward_message(boris.id, anna.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert unknown_fields(forwarded) == []
    copied = await bot.copy_message(boris.id, anna.id, sent.message_id)
    seen = await boris.last()
    assert (seen.id, seen.html, seen.raw["forwarded"]) == (copied.message_id, "<b>a</b>", None)
    assert len(await bot.copy_messages(boris.id, anna.id, [1, 99, sent.message_id])) == 2
    assert len(await bot.forward_messages(boris.id, anna.id, [1, 99])) == 1
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(boris.id, anna.id, 99)


async def test_small_things_that_are_no_text(bot: Bot, anna: Person) -> None:
    sent = [
        await bot.send_location(anna.id, 31.2, 121.5),
        await bot.send_contact(anna.id, "+86100", "Wang"),
        await bot.send_venue(anna.id, 31.2, 121.5, "Office", "Street 1"),
        await bot.send_dice(anna.id),
        await bot.send_poll(anna.id, "When?", ["Now", "Later"], protect_content=True),
    ]
    assert [unknown_fields(one) for one in sent] == [[]] * 5
    assert sent[-1].has_protected_content
    assert await bot.send_chat_action(anna.id, ChatAction.TYPING)
    stopped = await bot.stop_poll(anna.id, sent[-1].message_id)
    assert stopped.is_closed


async def test_dates_follow_the_clock_of_the_world(bot: Bot, door: Door, anna: Person) -> None:
    await door.clock(now=datetime(2026, 11, 20, 9, tzinfo=UTC))
    sent = await bot.send_message(anna.id, "later")
    assert sent.date.isoformat().startswith("2026-11-20T09:00:0")


async def test_unknown_tokens_and_methods(
    bot: Bot, url: str, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    assert await door.ask("GET", "/people") == {"people": []}
    answer = await door.ask("POST", f"/bot{bot.token}/getMe")
    assert answer["ok"]
    with pytest.raises(LookupError):
        await door.ask("POST", f"/bot{bot.token}/makeCoffee")
    assert "makeCoffee" in caplog.text
    assert [record.levelname for record in caplog.records if "Coffee" in record.message] == [
        "ERROR"
    ]
    with pytest.raises(ValueError, match="Unauthorized"):
        await door.ask("POST", "/bot99:other/getMe")
    assert url.startswith("http://127.0.0.1:")
