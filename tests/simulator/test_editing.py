"""Messages change, and vanish, under Telegram's conditions."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest

from bot.simulator.client import Door, Person

DAY = 24 * 3600


def keyboard(label: str) -> InlineKeyboardMarkup:
    """One button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)]])


async def test_an_edit_replaces_text_and_keyboard(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "a", reply_markup=keyboard("A"))
    edited = await bot.edit_message_text("b", anna.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("b", None)
    assert edited.edit_date is not None
    seen = await anna.last()
    assert (seen.text, seen.edited, seen.labels) == ("b", True, [])
    await bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=keyboard("B"))
    assert (await anna.last()).labels == ["B"]


async def test_what_was_handed_out_stays_as_it_was(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "a", reply_markup=keyboard("A"))
    await anna.press("A")
    await bot.edit_message_text("b", anna.id, sent.message_id)
    press = (await bot.get_updates())[-1].callback_query
    assert press is not None
    assert press.message is not None
    assert press.message.to_dict()["text"] == "a"


async def test_nothing_changed_is_an_error(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(
        anna.id, "<b>a</b>", parse_mode="HTML", reply_markup=keyboard("A")
    )
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text(
            "<b>a</b>", anna.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard("A")
        )
    await bot.edit_message_text("a", anna.id, sent.message_id, reply_markup=keyboard("A"))


async def test_what_cannot_be_edited(bot: Bot, anna: Person) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", anna.id, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("b", anna.id, 1)
    sent = await bot.send_message(anna.id, "?", reply_markup=ReplyKeyboardMarkup([["A"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("b", anna.id, sent.message_id)
    plain = await bot.send_message(anna.id, "a")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(anna.id, plain.message_id, caption="b")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.edit_message_text("b" * 4097, anna.id, plain.message_id)


async def test_deleting(bot: Bot, door: Door, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "a")
    assert await bot.delete_message(anna.id, sent.message_id)
    assert [message.id for message in await anna.chat()] == [1]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(anna.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", anna.id, sent.message_id)
    old = await bot.send_message(anna.id, "old")
    await door.clock(offset_seconds=2 * DAY + 5)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(anna.id, old.message_id)
    young = await bot.send_message(anna.id, "young")
    assert await bot.delete_messages(anna.id, [old.message_id, young.message_id, 99])
    assert (await anna.last()).text == "old"


async def test_the_view_lists_only_what_changed(bot: Bot, door: Door, anna: Person) -> None:
    first = await bot.send_message(anna.id, "a")
    second = await bot.send_message(anna.id, "b")
    seen = await door.ask("GET", f"/people/{anna.id}/chat")
    assert [message["id"] for message in seen["messages"]] == [1, 2, 3]
    await bot.edit_message_text("a2", anna.id, first.message_id)
    await bot.delete_message(anna.id, second.message_id)
    path = f"/people/{anna.id}/chat?after={seen['rev']}"
    changed = await door.ask("GET", path)
    assert [message["text"] for message in changed["messages"]] == ["a2"]
    assert changed["deleted"] == [second.message_id]
    assert (await door.ask("GET", f"/people/{anna.id}/chat?after={changed['rev']}"))[
        "messages"
    ] == []


async def test_pinning_and_reactions(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "a")
    assert await bot.pin_chat_message(anna.id, sent.message_id)
    pinned = (await bot.get_chat(anna.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    assert await bot.unpin_chat_message(anna.id)
    assert (await bot.get_chat(anna.id)).pinned_message is None
    assert await bot.set_message_reaction(anna.id, 1, "👍")
    assert (await anna.chat())[0].raw["reactions"] == [{"type": "emoji", "emoji": "👍"}]
