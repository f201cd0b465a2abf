"""What of the groups' talk is kept at all: what is meant for the bot, without what was said."""

from collections.abc import Iterable
from typing import Any

from bot.telegram_bot import TelegramBot
from handlers.groups.asked import BIND
from handlers.menus import COMMANDS

Json = dict[str, Any]

_GROUPS = {"group", "supergroup", "channel"}
_KNOWN = {f"/{command.name}" for command in COMMANDS} | {BIND}
"""The commands that may be meant for us when no bot is named."""

_PLACE = ("message_id", "date", "from")
_CHAT = ("id", "type", "title")
_NEWS = ("migrate_to_chat_id", "migrate_from_chat_id", "new_chat_title")


def meant_for(bot: TelegramBot, raw: Iterable[Json]) -> list[Json]:
    """The updates that are not a group's own talk; of a group's messages only what is needed.

    People in a group have not chosen to write to the bot, so that nothing they say is stored:
    neither texts nor files, who joins or who edits. Private chats are kept as they are.
    """
    found = (_kept(bot, one) for one in raw)
    return [one for one in found if one is not None]


def _kept(bot: TelegramBot, raw: Json) -> Json | None:
    if isinstance(raw.get("poll_answer"), dict):
        return raw | {"poll_answer": _vote(raw["poll_answer"])}
    for kind in ("message", "edited_message", "channel_post", "edited_channel_post"):
        message = raw.get(kind)
        if message and _in_group(message):
            rest = _command(bot, message) or _news(bot, message) if kind == "message" else {}
            return {"update_id": raw["update_id"], kind: _place(message) | rest} if rest else None
    return raw


def _vote(answer: Json) -> Json:
    """Who votes may be anybody in a group: only the number of the account, so that it is known."""
    user = answer.get("user")
    if not isinstance(user, dict) or "id" not in user:
        return answer
    return answer | {"user": {"id": user["id"], "is_bot": False, "first_name": ""}}


def _in_group(message: Any) -> bool:
    chat = message.get("chat") if isinstance(message, dict) else None
    return isinstance(chat, dict) and chat.get("type") in _GROUPS


def _place(message: Json) -> Json:
    chat = {name: value for name, value in message["chat"].items() if name in _CHAT}
    return {name: message[name] for name in _PLACE if name in message} | {"chat": chat}


def _command(bot: TelegramBot, message: Json) -> Json:
    """The command without its words, where it names us, or is one of ours and names nobody."""
    text = message.get("text")
    if not isinstance(text, str) or not text.startswith("/"):
        return {}
    first = text.split(maxsplit=1)[0]
    command, at, name = first.lower().partition("@")
    if not (name == bot.username.lower() if at else command in _KNOWN):
        return {}
    return {
        "text": first,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(first)}],
    }


def _news(bot: TelegramBot, message: Json) -> Json:
    """That the group moved, was renamed, or that other bots came or went."""
    rest = {name: message[name] for name in _NEWS if name in message}
    came = [one for one in message.get("new_chat_members", ()) if _other_bot(bot, one)]
    gone = message.get("left_chat_member")
    return (
        rest
        | ({"new_chat_members": came} if came else {})
        | ({"left_chat_member": gone} if _other_bot(bot, gone) else {})
    )


def _other_bot(bot: TelegramBot, user: Any) -> bool:
    return isinstance(user, dict) and bool(user.get("is_bot")) and user.get("id") != bot.id
