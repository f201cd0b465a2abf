"""Changing messages the bot has sent."""

from typing import Any

from bot.simulator import keyboards
from bot.simulator.media import KINDS
from bot.simulator.messages import Message
from bot.simulator.methods.addressing import chat_of, formatted
from bot.simulator.methods.albums import media_content
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import text_content
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]


@method
def edit_message_text(world: World, params: Params) -> Json:
    """New text; without a keyboard in the call the old one goes."""
    message = _editable(world, params)
    content = text_content(world, params, "MESSAGE_TOO_LONG")
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, content, keyboards.inline_from_params(params))


@method
def edit_message_caption(world: World, params: Params) -> Json:
    """New caption of a file; an empty one removes it."""
    message = _editable(world, params)
    if not any(kind in message.content for kind in KINDS):
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if "caption" not in name}
    content = kept | formatted(world, params, "caption").fields("caption")
    return _change(world, message, content, keyboards.inline_from_params(params))


@method
def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Another keyboard, or none."""
    message = _editable(world, params)
    return _change(world, message, message.content, keyboards.inline_from_params(params))


@method
def edit_message_media(world: World, params: Params) -> Json:
    """Another file with its caption; a text message takes none."""
    message = _editable(world, params)
    item = params.structure("media")
    if not isinstance(item, dict) or item.get("type") not in KINDS:
        raise bad_request('can\'t parse InputMedia: Field "type" must be valid')
    if not any(kind in message.content for kind in KINDS):
        raise bad_request("message can't be edited")
    if message.album is not None and item["type"] not in {"photo", "video", *message.content}:
        raise bad_request("can't use the media of the specified type in the album")
    content = media_content(world, params, item)
    return _change(world, message, content, keyboards.inline_from_params(params))


def _editable(world: World, params: Params) -> Message:
    if params.given("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_of(world, params)
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    other_markup = message.markup is not None and "inline_keyboard" not in message.markup
    if not message.by_bot or message.origin is not None or other_markup:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> Json:
    if content == message.content and markup == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.content, message.markup = content, markup
    message.edited = world.clock.stamp()
    world.touch(message)
    return message.to_api()
