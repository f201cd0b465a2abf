"""Command menus by scope and language, and what the bot says about itself."""

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    ChatAdministratorRights,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from bot.simulator.client import Door, Person


async def test_the_narrowest_scope_and_the_own_language_win(
    bot: Bot, door: Door, anna: Person
) -> None:
    boris = await door.person("Boris", id=32, language_code="en")
    group = await door.group("Office", [anna, boris])
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("start", "Start")])
    assert await anna.commands() == {"start": "Start"}
    await bot.set_my_commands([("tasks", "Tasks")], private)
    await bot.set_my_commands([("tasks", "任务")], private, language_code="zh")
    assert (await anna.commands(), await boris.commands()) == (
        {"tasks": "任务"},
        {"tasks": "Tasks"},
    )
    await bot.set_my_commands([("office", "办公室")], BotCommandScopeChat(31))
    assert await anna.commands() == {"office": "办公室"}
    assert await anna.commands(group) == {"start": "Start"}
    await bot.set_my_commands([("board", "Board")], BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("mine", "Mine")], BotCommandScopeChatMember(group, 32))
    assert (await anna.commands(group), await boris.commands(group)) == (
        {"board": "Board"},
        {"mine": "Mine"},
    )
    await bot.set_my_commands([("run", "Run it")], BotCommandScopeAllChatAdministrators())
    assert (await anna.commands(group), await boris.commands(group)) == (
        {"run": "Run it"},
        {"mine": "Mine"},
    )
    assert [one.command for one in await bot.get_my_commands(private)] == ["tasks"]
    await bot.delete_my_commands(BotCommandScopeChat(31))
    assert await anna.commands() == {"tasks": "任务"}


async def test_commands_that_are_refused(bot: Bot) -> None:
    for name, description, words in (
        ("Start", "x", "Bot_command_invalid"),
        ("start", "", "Bot_command_description_invalid"),
    ):
        with pytest.raises(BadRequest, match=words):
            await bot.set_my_commands([(name, description)])
    with pytest.raises(BadRequest, match="Bot_commands_too_much"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])
    with pytest.raises(BadRequest, match="language code"):
        await bot.set_my_commands([("start", "x")], language_code="zh-hans")


async def test_the_bot_describes_itself_per_language(bot: Bot) -> None:
    await bot.set_my_name("Liaison")
    await bot.set_my_description("Monthly rounds")
    await bot.set_my_description("每月调度", language_code="zh")
    await bot.set_my_short_description("Rounds")
    assert (await bot.get_my_name("zh")).name == "Liaison"
    assert (await bot.get_my_description("zh")).description == "每月调度"
    assert (await bot.get_my_description("fr")).description == "Monthly rounds"
    assert (await bot.get_my_short_description()).short_description == "Rounds"
    with pytest.raises(BadRequest, match="Bot_short_description_too_long"):
        await bot.set_my_short_description("x" * 121)


async def test_the_rights_it_asks_for_are_remembered(bot: Bot) -> None:
    assert not (await bot.get_my_default_administrator_rights()).can_pin_messages
    await bot.set_my_default_administrator_rights(ChatAdministratorRights.all_rights())
    assert (await bot.get_my_default_administrator_rights()).can_pin_messages


async def test_the_menu_button_is_remembered(bot: Bot, anna: Person) -> None:
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(anna.id, MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(anna.id), MenuButtonDefault)
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
