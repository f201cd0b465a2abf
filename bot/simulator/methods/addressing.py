"""To whom a call is addressed, and how a bot's new message is put there."""

from typing import Any

from bot.simulator import keyboards
from bot.simulator.chats import Chat
from bot.simulator.entities import Formatted, from_params
from bot.simulator.messages import Message
from bot.simulator.parameters import Params
from bot.simulator.refusals import ApiError, bad_request, forbidden, migrated
from bot.simulator.world import World

Json = dict[str, Any]

TEXT_LENGTH, CAPTION_LENGTH = 4096, 1024
"""Characters after entity parsing."""


def chat_of(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names; a person who never wrote has none."""
    value = params.text(name).strip()
    if not value:
        raise bad_request(f"{name} is empty")
    chat = world.chats.get(params.integer(name))
    if chat is None or (chat.kind == "private" and not chat.started):
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    return chat


def recipient(world: World, params: Params, messages: int = 1) -> Chat:
    """The chat that is to get new messages: it must let the bot write, and not too fast."""
    chat = chat_of(world, params)
    world.limits.count(chat.id, messages)
    refusal = _closed(chat)
    if refusal is not None:
        raise refusal
    return chat


def _closed(chat: Chat) -> ApiError | None:
    if chat.kind == "private":
        person = chat.members[chat.id]
        if person.deactivated:
            return forbidden("user is deactivated")
        return forbidden("bot was blocked by the user") if person.blocked else None
    if chat.bot_status == "kicked":
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        return forbidden(f"bot is not a member of the {chat.kind} chat")
    return None


def formatted(world: World, params: Params, field: str) -> Formatted:
    """The text or caption of a call, with the people it mentions by id filled in."""
    text = from_params(params, field)
    if any(entity["type"] == "text_mention" for entity in text.entities):
        known = [_mention(world, entity) for entity in text.entities]
        text = Formatted(text.text, [entity for entity in known if entity is not None])
    if field == "caption" and len(text.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return text


def _mention(world: World, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    person = world.people.get(entity["user"]["id"])
    return None if person is None else entity | {"user": person.to_api()}


def post(world: World, params: Params, content: Json, *, album: str | None = None) -> Message:
    """Send a new message of the bot, with the call's keyboard, reply and thread."""
    markup = None if album else keyboards.from_params(params)
    chat = chat_of(world, params) if album else recipient(world, params)
    reply_to, quote = _reply(chat, params)
    return world.post(
        Message(
            chat,
            world.bot.to_api(),
            world.clock.stamp(),
            content,
            markup=markup,
            reply_to=reply_to,
            quote=quote,
            thread_id=_thread(chat, params, reply_to),
            album=album,
            protected=params.flag("protect_content"),
        )
    )


def _reply(chat: Chat, params: Params) -> tuple[Message | None, Json | None]:
    reply = params.structure("reply_parameters") or {}
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return None, None
    message = chat.find(int(message_id))
    if message is not None:
        return message, _quote(message, reply)
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None, None
    raise bad_request("message to be replied not found")


def _quote(message: Message, reply: Json) -> Json | None:
    quote = reply.get("quote")
    if not quote:
        return None
    text = message.content.get("text") or message.content.get("caption") or ""
    if quote not in text:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(text[: text.index(quote)].encode("utf-16-le")) // 2
    return {"text": quote, "position": position, "is_manual": True}


def _thread(chat: Chat, params: Params, reply_to: Message | None) -> int | None:
    thread_id = params.integer("message_thread_id")
    if not thread_id:
        return None if reply_to is None else reply_to.thread_id
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    return thread_id
