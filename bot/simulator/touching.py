"""What people do to messages without a word: press a button, react. And finding the message."""

from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.messages import Message
from bot.simulator.people import Person
from bot.simulator.world import World

Json = dict[str, Any]


class NotShownError(LookupError):
    """A person acted on something that their client does not show."""


def shown(chat: Chat, message_id: int) -> Message:
    """The message a person means; NotShownError when their client shows none such."""
    message = chat.find(message_id)
    if message is None:
        raise NotShownError(f"there is no message {message_id} in this chat")
    return message


def press(world: World, person: Person, chat: Chat, message_id: int, data: str) -> str:
    """A person presses a button that carries `data`; the id of the query to be answered."""
    message = shown(chat, message_id)
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


def data_behind(chat: Chat, message_id: int, button: Json) -> str:
    """What the button with a `label`, or at a `row` and `column`, carries."""
    rows = shown(chat, message_id).inline_keyboard
    if "label" in button:
        fitting = [one for row in rows for one in row if one["text"] == button["label"]]
    else:
        row, column = int(button["row"]), int(button.get("column", 0))
        fitting = rows[row][column : column + 1] if 0 <= row < len(rows) else []
    if not fitting or "callback_data" not in fitting[0]:
        raise NotShownError("there is no such button under this message")
    data: str = fitting[0]["callback_data"]
    return data


def react(world: World, person: Person, chat: Chat, message_id: int, emoji: str) -> None:
    """A person sets their one reaction to a message, or takes it back with an empty one."""
    message = shown(chat, message_id)
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
