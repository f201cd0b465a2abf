"""What a person's client draws: messages, keyboards and media as plain JSON."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.simulator.chats import Chat
from bot.simulator.drawing import to_html
from bot.simulator.messages import Message

if TYPE_CHECKING:
    from bot.simulator.world import World

Json = dict[str, Any]

_MEDIA = ("photo", "animation", "document", "video", "audio", "voice", "video_note", "sticker")
_OTHER = (
    "location",
    "contact",
    "venue",
    "dice",
    "poll",
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
)


def chat_to_door(world: "World", chat: Chat, after: int) -> Json:
    """What changed in a chat after a revision: drawn messages by id, and the deleted ids."""
    changes = sorted(chat.changes_after(after), key=lambda message: message.id)
    return {
        "rev": world.revision,
        "chat": chat.id,
        "messages": [message_to_door(world, message) for message in _present(changes)],
        "deleted": [message.id for message in changes if message.deleted],
    }


def _present(messages: Iterable[Message]) -> Iterable[Message]:
    return (message for message in messages if not message.deleted)


def message_to_door(world: "World", message: Message) -> Json:
    """One message as the person sees it now."""
    content = message.content
    field = "text" if "text" in content else "caption"
    text = content.get(field, "")
    entities = content.get("entities" if field == "text" else "caption_entities", [])
    return {
        "id": message.id,
        "chat": message.chat.id,
        "rev": message.revision,
        "from": {"id": message.sender["id"], "name": message.sender["first_name"]},
        "from_bot": message.by_bot,
        "text": text,
        "entities": entities,
        "html": to_html(text, entities),
        "buttons": [[_button(button) for button in row] for row in message.inline_keyboard],
        "keyboard": None if message.inline_keyboard else message.markup,
        "media": _media(world, content),
        "other": {name: content[name] for name in _OTHER if name in content},
        "album": message.album,
        "reply_to": None if message.reply_to is None else message.reply_to.id,
        "thread": message.thread_id,
        "forwarded": message.origin,
        "reactions": [mark for marks in message.reactions.values() for mark in marks],
        "edited": message.edited is not None,
        "deleted": message.deleted,
        "date": message.date,
    }


def _button(button: Json) -> Json:
    return {
        "label": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copy": button.get("copy_text", {}).get("text"),
        "style": button.get("style"),
    }


def _media(world: "World", content: Json) -> Json | None:
    """The file in a message with the address to fetch it from (the largest size of a photo)."""
    kind = next((name for name in _MEDIA if name in content), None)
    if kind is None:
        return None
    shape = content[kind][-1] if kind == "photo" else content[kind]
    stored = world.files.find(shape["file_id"])
    path = "" if stored is None else stored.path
    return {
        "kind": kind,
        "url": f"/people/files/{path}",
        "file_name": shape.get("file_name"),
        "mime_type": shape.get("mime_type"),
        "size": shape["file_size"],
        "width": shape.get("width"),
        "height": shape.get("height"),
    }
