"""Forwarding and copying messages from one chat to another."""

from typing import Any

from bot.simulator import keyboards
from bot.simulator.messages import Message
from bot.simulator.methods.addressing import chat_of, formatted, post, recipient
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World
from bot.simulator.writing import forward_origin

Json = dict[str, Any]

_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


@method
def forward_message(world: World, params: Params) -> Json:
    """Show a message in another chat with where it comes from."""
    original = _original(world, params, "forward")
    return _forward(world, params, original).to_api()


@method
def forward_messages(world: World, params: Params) -> list[Json]:
    """Forward 1-100 messages; those not found are skipped."""
    originals = _originals(world, params)
    return [{"message_id": _forward(world, params, one).id} for one in originals]


@method
def copy_message(world: World, params: Params) -> Json:
    """Send a message's content again as the bot's own, with another caption if one is given."""
    original = _original(world, params, "copy")
    content = original.content
    if params.given("caption") and "text" not in content:
        content = {name: value for name, value in content.items() if "caption" not in name}
        content |= formatted(world, params, "caption").fields("caption")
    return {"message_id": post(world, params, content).id}


@method
def copy_messages(world: World, params: Params) -> list[Json]:
    """Copy 1-100 messages; those not found are skipped."""
    return [
        {"message_id": post(world, params, one.content).id} for one in _originals(world, params)
    ]


def _forward(world: World, params: Params, original: Message) -> Message:
    keyboards.from_params(params)
    chat = recipient(world, params)
    origin = original.origin or forward_origin(original)
    return world.post(
        Message(chat, world.bot.to_api(), world.clock.stamp(), original.content, origin=origin)
    )


def _original(world: World, params: Params, verb: str) -> Message:
    source = chat_of(world, params, "from_chat_id")
    message = source.find(params.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if any(name in message.content for name in _SERVICE):
        raise bad_request(f"the message can't be {'forwarded' if verb == 'forward' else 'copied'}")
    return message


def _originals(world: World, params: Params) -> list[Message]:
    source = chat_of(world, params, "from_chat_id")
    wanted = params.structure("message_ids")
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > 100:
        raise bad_request("too many messages to forward")
    found = [source.find(int(message_id)) for message_id in wanted]
    return [message for message in found if message is not None]
