"""Coming and going: the bot and people in groups, and what the bot is told of it."""

import secrets
from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.messages import Message
from bot.simulator.people import Person
from bot.simulator.world import World

Json = dict[str, Any]

RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_pin_messages",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
)
"""What an administrator may be allowed to do."""

_DENIED = {"can_be_edited", "can_promote_members", "is_anonymous"}


def member_shape(user: Json, status: str) -> Json:
    """A ChatMember of the Bot API."""
    shape: Json = {"user": user, "status": status}
    if status == "administrator":
        shape |= {right: right not in _DENIED for right in RIGHTS}
    if status == "creator":
        shape["is_anonymous"] = False
    if status == "kicked":
        shape["until_date"] = 0
    return shape


def status_of(chat: Chat, person_id: int) -> str:
    """A person's status in a chat: the first member of a group owns it."""
    if person_id not in chat.members:
        return "left"
    if chat.kind == "private":
        return "member"
    if person_id == next(iter(chat.members)):
        return "creator"
    return "administrator" if person_id in chat.administrators else "member"


def bot_becomes(world: World, chat: Chat, by: Person, status: str) -> None:
    """The bot's own status in a chat changes: a my_chat_member update."""
    old, chat.bot_status = chat.bot_status, status
    world.updates.put("my_chat_member", _change(world, chat, by, world.bot.to_api(), old, status))


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
    bot_becomes(world, chat, person, "kicked" if blocked else "member")


def _change(world: World, chat: Chat, by: Person, user: Json, old: str, new: str) -> Json:
    return {
        "chat": chat.to_api(),
        "from": by.to_api(),
        "date": world.clock.stamp(),
        "old_chat_member": member_shape(user, old),
        "new_chat_member": member_shape(user, new),
    }


def found_group(
    world: World, title: str, members: list[Person], *, kind: str = "group", forum: bool = False
) -> Chat:
    """The first member makes a group with the others and adds the bot to it."""
    if not members:
        raise ValueError("a group needs at least one member")
    chat = Chat(
        _group_id(world, kind),
        kind,
        title,
        {person.id: person for person in members},
        bot_status="left",
        forum=forum,
        administrators={members[0].id},
    )
    world.chats[chat.id] = chat
    bot_becomes(world, chat, members[0], "member")
    announce(world, chat, members[0], {"group_chat_created": True})
    return chat


def _group_id(world: World, kind: str) -> int:
    while True:
        number = 10**8 + secrets.randbelow(9 * 10**8)
        chat_id = -number if kind == "group" else -(10**12 + number)
        if chat_id not in world.chats:
            return chat_id


def announce(world: World, chat: Chat, by: Person, content: Json) -> Message:
    """A service message; the bot hears every one while it is in the chat."""
    message = world.post(Message(chat, by.to_api(), world.clock.stamp(), content))
    if chat.bot_status in {"member", "administrator"}:
        world.updates.put("message", message.to_api())
    return message


def join(world: World, chat: Chat, person: Person, by: Person) -> None:
    """A person is added to a group by somebody (or comes by themselves)."""
    chat.members[person.id] = person
    _tell_member(world, chat, by, person, "left", "member")
    announce(world, chat, by, {"new_chat_members": [person.to_api()]})


def leave(world: World, chat: Chat, person: Person) -> None:
    """A person leaves a group."""
    announce(world, chat, person, {"left_chat_member": person.to_api()})
    _tell_member(world, chat, person, person, status_of(chat, person.id), "left")
    del chat.members[person.id]


def _tell_member(world: World, chat: Chat, by: Person, person: Person, old: str, new: str) -> None:
    """Only an administrating bot is told of other members."""
    if chat.bot_status == "administrator":
        world.updates.put("chat_member", _change(world, chat, by, person.to_api(), old, new))


def remove_bot(world: World, chat: Chat, by: Person) -> None:
    """The bot is thrown out of a group."""
    bot = world.bot.to_api()
    announce(world, chat, by, {"left_chat_member": bot})
    bot_becomes(world, chat, by, "kicked")


def migrate(world: World, chat: Chat) -> Chat:
    """A group becomes a supergroup with a new id; the old one refuses from now on."""
    if chat.migrated_to is not None:
        return world.chats[chat.migrated_to]
    owner = next(iter(chat.members.values()))
    new = Chat(
        _group_id(world, "supergroup"),
        "supergroup",
        chat.title,
        dict(chat.members),
        bot_status=chat.bot_status,
        administrators=set(chat.administrators),
    )
    world.chats[new.id] = new
    announce(world, chat, owner, {"migrate_to_chat_id": new.id})
    announce(world, new, owner, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = new.id
    return new
