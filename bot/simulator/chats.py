"""A chat: its members, its messages, and what changed in it when."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.messages import Message
from bot.simulator.people import Person
from bot.simulator.signals import Signal

Json = dict[str, Any]


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup. A private chat has the person's id."""

    id: int
    kind: str
    title: str
    members: dict[int, Person] = field(default_factory=dict)
    bot_status: str = "member"
    """The bot's place here: member, administrator, left or kicked (blocked, in private)."""
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    started: bool = False
    """A private chat exists for the bot once the person has written."""
    instance: str = field(default_factory=lambda: str(secrets.randbits(62)))
    messages: dict[int, Message] = field(default_factory=dict)
    changed: Signal = field(default_factory=Signal)
    pinned: Message | None = None
    administrators: set[int] = field(default_factory=set)
    """The people who run a group; the first of its members founded it."""
    _last_id: int = 0
    _by_change: dict[int, Message] = field(default_factory=dict)
    _shape: Json | None = None

    def to_api(self) -> Json:
        """The Bot API's Chat; the same object each time, nobody writes into it."""
        if self._shape is None:
            self._shape = self._draw()
        return self._shape

    def renamed(self) -> None:
        """Forget the remembered shape after a change of name or title."""
        self._shape = None

    def _draw(self) -> Json:
        shape: Json = {"id": self.id, "type": self.kind}
        if self.kind != "private":
            shape["title"] = self.title
            if self.forum:
                shape["is_forum"] = True
            return shape
        person = self.members[self.id]
        shape["first_name"] = person.name
        if person.username:
            shape["username"] = person.username
        return shape

    def add(self, message: Message) -> None:
        """Give the message the chat's next id and keep it."""
        self._last_id += 1
        message.id = self._last_id
        self.messages[message.id] = message

    def mark(self, message: Message, revision: int) -> None:
        """Note that the message changed at `revision`, and wake whoever watches."""
        message.revision = revision
        self._by_change.pop(message.id, None)
        self._by_change[message.id] = message
        self.changed.fire()

    def find(self, message_id: int) -> Message | None:
        """The message unless it is deleted or never was."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def changes_after(self, revision: int) -> Iterator[Message]:
        """Messages new, edited or deleted after `revision`, latest change first."""
        for message in reversed(self._by_change.values()):
            if message.revision <= revision:
                return
            yield message
