"""Groups: what the bot hears, coming and going, topics, and becoming a supergroup."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.simulator.client import Door, Person
from tests.simulator.test_sending import unknown_fields


@pytest.fixture
async def boris(door: Door) -> Person:
    """Another member."""
    return await door.person("Boris", id=32)


async def test_the_bot_hears_only_what_is_meant_for_it(
    bot: Bot, door: Door, anna: Person, boris: Person
) -> None:
    group = await door.group("Office", [anna, boris])
    sent = await bot.send_message(group, "hello")
    for text in ("chatter", "/tasks", "/tasks@someone_else_bot", "ask @Liaison_Test_Bot"):
        await boris.send(text, chat=group)
    await boris.send("an answer", chat=group, reply_to=sent.message_id)
    updates = (await bot.get_updates())[1:]
    heard = [update.message.text for update in updates if update.message and update.message.text]
    assert heard == ["/tasks", "ask @Liaison_Test_Bot", "an answer"]
    assert unknown_fields(updates) == []
    assert (await anna.last(group)).text == "an answer"


async def test_the_bot_is_told_that_it_comes_and_goes(
    bot: Bot, door: Door, anna: Person, boris: Person
) -> None:
    group = await door.group("Office", [anna, boris], admin=True)
    await door.ask("POST", f"/groups/{group}/remove-bot")
    updates = (await bot.get_updates())[1:]
    changes = [update.my_chat_member for update in updates if update.my_chat_member]
    assert [(one.old_chat_member.status, one.new_chat_member.status) for one in changes] == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]
    assert unknown_fields(updates) == []
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group, "hello")


async def test_a_supergroup_has_another_id(bot: Bot, door: Door, anna: Person) -> None:
    group = await door.group("Office", [anna])
    await bot.send_message(group, "before")
    new = (await door.ask("POST", f"/groups/{group}/migrate"))["id"]
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group, "after")
    assert caught.value.new_chat_id == new
    assert (await bot.send_message(new, "after")).chat.type == "supergroup"
    notices = [update.message for update in await bot.get_updates() if update.message]
    assert [one.migrate_to_chat_id for one in notices if one.migrate_to_chat_id] == [new]
    assert [one.migrate_from_chat_id for one in notices if one.migrate_from_chat_id] == [group]


async def test_topics(bot: Bot, door: Door, anna: Person) -> None:
    group = await door.group("Office", [anna], forum=True, admin=True)
    topic = await bot.create_forum_topic(group, "Slips")
    sent = await bot.send_message(group, "x", message_thread_id=topic.message_thread_id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    assert (await anna.last(group)).thread == topic.message_thread_id
    await anna.send("an answer", chat=group, reply_to=sent.message_id)
    heard = (await bot.get_updates())[-1].message
    assert heard is not None
    assert heard.message_thread_id == topic.message_thread_id
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group, "x", message_thread_id=99)


async def test_members_are_known_by_status(
    bot: Bot, door: Door, anna: Person, boris: Person
) -> None:
    group = await door.group("Office", [anna, boris])
    assert await bot.get_chat_member_count(group) == 3
    statuses = [(await bot.get_chat_member(group, one)).status for one in (31, 32, bot.id)]
    assert statuses == ["creator", "member", "member"]
    stranger = await door.person("Stranger")
    assert (await bot.get_chat_member(group, stranger.id)).status == "left"
    assert [one.user.id for one in await bot.get_chat_administrators(group)] == [31]
    assert unknown_fields(await bot.get_chat(group)) == []
    assert unknown_fields(await bot.get_chat(anna.id)) == []
    await bot.leave_chat(group)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group, "x")
    with pytest.raises(LookupError, match="not in this group"):
        await stranger.door.ask(
            "POST", f"/groups/{group}/messages", json={"from": stranger.id, "text": "x"}
        )
