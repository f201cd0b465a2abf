"""What people write: messages, files, forwards, edits. The bot gets it as updates."""

import secrets
from typing import Any

from bot.simulator import membership
from bot.simulator.chats import Chat
from bot.simulator.entities import format_text
from bot.simulator.hearing import hears
from bot.simulator.media import photo_refusal
from bot.simulator.messages import Message
from bot.simulator.parameters import Upload
from bot.simulator.people import Person
from bot.simulator.touching import NotShownError, shown
from bot.simulator.world import World

Json = dict[str, Any]


def say(
    world: World,
    person: Person,
    chat: Chat,
    content: Json,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
    album: str | None = None,
    origin: Json | None = None,
) -> Message:
    """A person sends one message; the bot hears it where Telegram would let it hear."""
    _open(world, person, chat)
    answered = None if reply_to is None else shown(chat, reply_to)
    message = Message(
        chat,
        person.to_api(),
        world.clock.stamp(),
        content,
        reply_to=answered,
        thread_id=thread_id or (answered.thread_id if answered else None),
        album=album,
        origin=origin,
    )
    world.post(message)
    if hears(world, message):
        world.updates.put("message", message.to_api())
    return message


def _open(world: World, person: Person, chat: Chat) -> None:
    """Writing to a bot one has blocked restarts it, as the button in the client does."""
    if chat.kind != "private":
        if person.id not in chat.members:
            raise NotShownError(f"{person.name} is not in this group")
        return
    if person.blocked:
        membership.unblock(world, person)
    chat.started = True


def words(text: str) -> Json:
    """The content of a plain text message; it must hold something."""
    formatted = format_text(text)
    if not formatted.text:
        raise ValueError("a message must not be empty")
    return formatted.fields("text")


def send_files(
    world: World,
    person: Person,
    chat: Chat,
    uploads: list[Upload],
    caption: str,
    *,
    as_document: bool = False,
    reply_to: int | None = None,
) -> list[Message]:
    """Send files; several make an album whose first message bears the caption.

    Pictures travel as photos unless `as_document`, everything else as documents.
    """
    album = str(secrets.randbits(53)) if len(uploads) > 1 else None
    sent: list[Message] = []
    for upload in uploads:
        is_photo = not as_document and photo_refusal(upload.content) is None
        kind = "photo" if is_photo else "document"
        content = {kind: world.files.keep(kind, upload)}
        if not sent:
            content |= format_text(caption).fields("caption")
        sent.append(say(world, person, chat, content, reply_to=reply_to, album=album))
    return sent


def forward(world: World, person: Person, chat: Chat, original: Message) -> Message:
    """Forward a message into a chat with the bot."""
    origin = original.origin or forward_origin(original)
    content = {name: value for name, value in original.content.items() if name != "reply_markup"}
    return say(world, person, chat, content, origin=origin)


def forward_origin(original: Message) -> Json:
    """Where a forwarded message comes from."""
    return {"type": "user", "sender_user": original.sender, "date": original.date}


def edit(world: World, person: Person, chat: Chat, message_id: int, text: str) -> Message:
    """A person rewrites a message of their own (the caption, when it has a file)."""
    message = shown(chat, message_id)
    if message.sender["id"] != person.id:
        raise NotShownError("only one's own messages can be edited")
    if "text" in message.content:
        message.content = words(text)
    else:
        kept = {name: value for name, value in message.content.items() if "caption" not in name}
        message.content = kept | format_text(text).fields("caption")
    message.edited = world.clock.stamp()
    world.touch(message)
    if hears(world, message):
        world.updates.put("edited_message", message.to_api())
    return message
