"""Taking messages away."""

from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.messages import Message
from bot.simulator.methods.addressing import chat_of
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

DELETE_WITHIN = 48 * 3600
"""Seconds after which a message stays for good."""


@method
def delete_message(world: World, params: Params) -> bool:
    """Delete one message not older than 48 hours."""
    chat = chat_of(world, params)
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_go(world, chat, message):
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


@method
def delete_messages(world: World, params: Params) -> bool:
    """Delete 1-100 messages; those that cannot be found or deleted are skipped."""
    chat = chat_of(world, params)
    wanted: Any = params.structure("message_ids")
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > 100:
        raise bad_request("too many message identifiers specified")
    for message_id in wanted:
        message = chat.find(int(message_id))
        if message is not None and _may_go(world, chat, message):
            world.delete(message)
    return True


def _may_go(world: World, chat: Chat, message: Message) -> bool:
    """The bot's own and, in private or as administrator, others' messages go while young."""
    if world.clock.now() - message.date > DELETE_WITHIN:
        return False
    return message.by_bot or chat.kind == "private" or chat.bot_status == "administrator"
