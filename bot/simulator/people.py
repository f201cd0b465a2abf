"""Who lives in the world: people with Telegram accounts, and the one bot."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A human account; it may have blocked the bot or be closed for good."""

    id: int
    name: str
    username: str | None = None
    language_code: str | None = None
    blocked: bool = False
    deactivated: bool = False

    def to_api(self) -> Json:
        """The account as the Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def to_door(self) -> Json:
        """The account as the people's door shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "username": self.username,
            "language_code": self.language_code,
            "blocked": self.blocked,
        }


@dataclass(slots=True)
class BotAccount:
    """The bot; `claimed` once a program has called with its token."""

    id: int
    token: str
    name: str = "Liaison"
    username: str = "liaison_test_bot"
    claimed: bool = False

    def to_api(self) -> Json:
        """The bot as User in messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }

    def to_me(self) -> Json:
        """The bot as getMe answers it: every boolean is there."""
        return self.to_api() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }
