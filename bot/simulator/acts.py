"""What people do in their chats: write, edit, press, block. Each act becomes an update."""

import secrets
from typing import Any

from bot.simulator import membership
from bot.simulator.chats import Chat
from bot.simulator.entities import format_text
from bot.simulator.messages import Message
from bot.simulator.parameters import Upload
from bot.simulator.people import Person
from bot.simulator.world import World

Json = dict[str, Any]


class NotShownError(LookupError):
    """A person acted on something that their client does not show."""


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
    message = Message(
        chat,
        person.to_api(),
        world.clock.stamp(),
        content,
        reply_to=None if reply_to is None else found(chat, reply_to),
        thread_id=thread_id,
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
        unblock(world, person)
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
    """Send files; several make an album whose first message bears the caption."""
    album = str(secrets.randbits(53)) if len(uploads) > 1 else None
    sent: list[Message] = []
    for upload in uploads:
        kind = "document" if as_document else _kind_of(upload)
        content = {kind: world.files.keep(kind, upload)}
        if not sent:
            content |= format_text(caption).fields("caption")
        sent.append(say(world, person, chat, content, reply_to=reply_to, album=album))
    return sent


def _kind_of(upload: Upload) -> str:
    """Pictures travel as photos, everything else as documents."""
    name = upload.name.lower()
    return "photo" if name.endswith((".png", ".jpg", ".jpeg", ".webp", ".bmp")) else "document"


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
    message = found(chat, message_id)
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


def press(world: World, person: Person, chat: Chat, message_id: int, data: str) -> str:
    """A person presses a button that carries `data`; the id of the query to be answered."""
    message = found(chat, message_id)
    query = world.callbacks.open(person.id)
    world.updates.put(
        "callback_query",
        {
            "id": query.id,
            "from": person.to_api(),
            "message": message.to_api(),
            "chat_instance": chat.instance,
            "data": data,
        },
    )
    return query.id


def react(world: World, person: Person, chat: Chat, message_id: int, emoji: str) -> None:
    """A person sets their one reaction to a message, or takes it back with an empty one."""
    message = found(chat, message_id)
    old = message.reactions.get(person.id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    message.reactions = message.reactions | {person.id: new}
    world.touch(message)
    change = {
        "chat": chat.to_api(),
        "message_id": message.id,
        "user": person.to_api(),
        "date": world.clock.stamp(),
        "old_reaction": old,
        "new_reaction": new,
    }
    world.updates.put("message_reaction", change)


def block(world: World, person: Person) -> None:
    """A person blocks the bot."""
    _set_blocked(world, person, blocked=True)


def unblock(world: World, person: Person) -> None:
    """A person lets the bot write again."""
    _set_blocked(world, person, blocked=False)


def _set_blocked(world: World, person: Person, *, blocked: bool) -> None:
    if person.blocked == blocked:
        return
    person.blocked = blocked
    chat = world.private_chat(person)
    membership.bot_becomes(world, chat, person, "kicked" if blocked else "member")


def data_behind(chat: Chat, message_id: int, button: Json) -> str:
    """What the button with a `label`, or at a `row` and `column`, carries."""
    rows = found(chat, message_id).inline_keyboard
    if "label" in button:
        fitting = [one for row in rows for one in row if one["text"] == button["label"]]
    else:
        row, column = int(button["row"]), int(button.get("column", 0))
        fitting = rows[row][column : column + 1] if 0 <= row < len(rows) else []
    if not fitting or "callback_data" not in fitting[0]:
        raise NotShownError("there is no such button under this message")
    data: str = fitting[0]["callback_data"]
    return data


def found(chat: Chat, message_id: int) -> Message:
    """The message a person means; NotShownError when their client shows none such."""
    message = chat.find(message_id)
    if message is None:
        raise NotShownError(f"there is no message {message_id} in this chat")
    return message


def hears(world: World, message: Message) -> bool:
    """Whether the bot, which keeps privacy mode on, is given a person's message."""
    chat = message.chat
    if chat.kind == "private" or chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member":
        return False
    if message.reply_to is not None and message.reply_to.by_bot:
        return True
    username = world.bot.username.lower()
    text = message.content.get("text") or message.content.get("caption") or ""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    if first.startswith("/"):
        return "@" not in first or first.endswith(f"@{username}")
    return f"@{username}" in text.lower()
