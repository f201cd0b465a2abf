"""Facts about chats and their members, pinning, and topics."""

from typing import Any

from bot.simulator import membership
from bot.simulator.messages import Message
from bot.simulator.methods.addressing import chat_of, recipient
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method
def get_chat(world: World, params: Params) -> Json:
    """Everything about a chat."""
    chat = chat_of(world, params)
    shape = chat.to_api() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, chat.kind == "private"),
    }
    if chat.kind != "private":
        shape["permissions"] = {"can_send_messages": True}
    if chat.pinned is not None and not chat.pinned.deleted:
        shape["pinned_message"] = chat.pinned.to_api()
    return shape


@method
def get_chat_member(world: World, params: Params) -> Json:
    """A member of a chat, the bot included."""
    chat = chat_of(world, params)
    user_id = params.integer("user_id")
    if user_id == world.bot.id:
        return membership.member_shape(world.bot.to_api(), chat.bot_status)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified" if not user_id else "PARTICIPANT_ID_INVALID")
    return membership.member_shape(person.to_api(), membership.status_of(chat, user_id))


@method
def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in a chat, the bot included."""
    chat = chat_of(world, params)
    return len(chat.members) + (chat.bot_status in {"member", "administrator"})


@method
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """The people who run a group; a private chat has none."""
    chat = chat_of(world, params)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    statuses = {person: membership.status_of(chat, person) for person in chat.members}
    return [
        membership.member_shape(chat.members[person].to_api(), status)
        for person, status in statuses.items()
        if status in {"creator", "administrator"}
    ]


@method
def get_user_profile_photos(world: World, params: Params) -> Json:
    """Nobody here shows a face."""
    if params.integer("user_id") not in world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


@method
def leave_chat(world: World, params: Params) -> bool:
    """The bot leaves a group by itself."""
    chat = chat_of(world, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


@method
def pin_chat_message(world: World, params: Params) -> bool:
    """Pin a message; the chat shows a service message about it."""
    chat = recipient(world, params, messages=0)
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if chat.kind != "private" and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = message
    notice = {"pinned_message": message.to_api()}
    world.post(Message(chat, world.bot.to_api(), world.clock.stamp(), notice))
    return True


@method
def unpin_chat_message(world: World, params: Params) -> bool:
    """Unpin the pinned message."""
    chat = chat_of(world, params)
    if chat.pinned is None:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    return True


@method
def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """Unpin whatever is pinned."""
    chat_of(world, params).pinned = None
    return True


@method
def create_forum_topic(world: World, params: Params) -> Json:
    """Open a thread of a forum group."""
    chat = recipient(world, params)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    name = params.text("name")
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_INVALID")
    facts = {"name": name, "icon_color": params.integer("icon_color", 0x6FB9F0)}
    notice = Message(chat, world.bot.to_api(), world.clock.stamp(), {"forum_topic_created": facts})
    world.post(notice)
    notice.thread_id = notice.id
    chat.topics[notice.id] = name
    return {"message_thread_id": notice.id} | facts
