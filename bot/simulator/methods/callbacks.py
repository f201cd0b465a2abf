"""Answering button presses and reacting to messages."""

from bot.simulator.methods.addressing import chat_of
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

ANSWER_LENGTH = 200


@method
def answer_callback_query(world: World, params: Params) -> bool:
    """Stop the button's spinner and perhaps show a notice of at most 200 characters."""
    text = params.text("text")
    if len(text) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.startswith((f"https://t.me/{world.bot.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    shown = {"text": text, "alert": params.flag("show_alert"), "url": url or None}
    query_id = params.text("callback_query_id")
    press = world.callbacks.answer(query_id, shown)
    if press is not None:
        answer = {"callback_id": query_id} | shown
        world.events.publish(press.person_id, "answer", lambda: answer)
    return True


@method
def set_message_reaction(world: World, params: Params) -> bool:
    """Set the bot's one reaction to a message, or take it back."""
    chat = chat_of(world, params)
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = params.structure("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions = message.reactions | {world.bot.id: reactions}
    world.touch(message)
    return True
