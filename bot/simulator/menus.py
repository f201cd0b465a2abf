"""Command menus: what the bot set for which scope and language, and what a chat shows."""

import re
from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.people import Person
from bot.simulator.refusals import bad_request

Json = dict[str, Any]

_NAME = re.compile(r"^[a-z0-9_]{1,32}$")
_WITH_CHAT = {"chat", "chat_administrators", "chat_member"}
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


class Menus:
    """The command lists by scope and two-letter language ("" is any language)."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], list[Json]] = {}

    def set(self, scope: str, language: str, commands: Any) -> None:
        """Set the list of a scope; an empty list removes it. Bad commands are refused with 400."""
        kept = [_checked(command) for command in _listed(commands)]
        if len(kept) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if kept:
            self._lists[scope, language] = kept
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: str, language: str) -> list[Json]:
        """Exactly the list that was set for scope and language."""
        return self._lists.get((scope, language), [])

    def shown(self, chat: Chat, person: Person) -> list[Json]:
        """The menu a person sees in a chat: the narrowest scope wins, in it the own language."""
        language = (person.language_code or "").split("-")[0].lower()
        for scope in _scopes(chat, person):
            for wanted in (language, ""):
                if (scope, wanted) in self._lists:
                    return self._lists[scope, wanted]
        return []


def _scopes(chat: Chat, person: Person) -> list[str]:
    """The scopes that concern a person in a chat, narrowest first, as Telegram documents them."""
    if chat.kind == "private":
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    runs_it = person.id in chat.administrators
    admins = [f"chat_administrators:{chat.id}"] if runs_it else []
    everywhere = ["all_chat_administrators"] if runs_it else []
    member = f"chat_member:{chat.id}:{person.id}"
    return [member, *admins, f"chat:{chat.id}", *everywhere, "all_group_chats", "default"]


def scope_key(scope: Any) -> str:
    """A BotCommandScope as one word; 400 when it is none."""
    if not scope:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _SCOPES:
        return str(kind)
    if kind not in _WITH_CHAT:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not scope.get("chat_id"):
        raise bad_request("chat_id is empty")
    return ":".join(str(scope[part]) for part in ("type", "chat_id", "user_id") if part in scope)


def language_key(code: str) -> str:
    """A two-letter language code in lower case or nothing; 400 for anything longer."""
    if code and (len(code) != 2 or not code.isalpha()):
        raise bad_request("invalid language code specified")
    return code.lower()


def _listed(commands: Any) -> list[Any]:
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    return commands


def _checked(command: Any) -> Json:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    if not _NAME.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
