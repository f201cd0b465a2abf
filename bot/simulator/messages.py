"""One message of one chat, and its shape in the Bot API."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.chats import Chat

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """A message. Its dicts are replaced when it changes, never written into, so that
    what was handed out earlier stays as it was."""

    chat: "Chat"
    sender: Json
    date: int
    content: Json
    """What it says, in the Bot API's own fields: text and entities, photo and caption …"""
    id: int = 0
    markup: Json | None = None
    reply_to: "Message | None" = None
    quote: Json | None = None
    thread_id: int | None = None
    album: str | None = None
    origin: Json | None = None
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    """Reactions by the id of who set them."""
    protected: bool = False
    """Whether it must not be forwarded or saved."""
    edited: int | None = None
    deleted: bool = False
    revision: int = 0

    @property
    def by_bot(self) -> bool:
        """Whether the bot sent it."""
        return bool(self.sender["is_bot"])

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """The rows of buttons under it, empty when there are none."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    def to_api(self) -> Json:
        """The Bot API's Message, with the message it replies to."""
        shape = self._alone()
        if self.reply_to is not None and not self.reply_to.deleted:
            shape["reply_to_message"] = self.reply_to._alone()
        if self.quote is not None:
            shape["quote"] = self.quote
        return shape

    def _alone(self) -> Json:
        shape: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat.to_api(),
            "date": self.date,
        }
        if self.thread_id is not None:
            shape["message_thread_id"] = self.thread_id
            shape["is_topic_message"] = True
        if self.origin is not None:
            shape["forward_origin"] = self.origin
        if self.edited is not None:
            shape["edit_date"] = self.edited
        if self.album is not None:
            shape["media_group_id"] = self.album
        if self.protected:
            shape["has_protected_content"] = True
        shape |= self.content
        if self.inline_keyboard:
            shape["reply_markup"] = self.markup
        return shape
