"""What happens to the bot in group chats: it comes and goes, may write or not, the group moves."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from handlers.context import Heard, Office, Turn, take_turn
from handlers.hearing import Callback, Context, Route
from models.authority import Act
from models.groups import (
    GroupChat,
    allow_writing,
    come_in,
    group_at,
    leave,
    meet_bots,
    move,
    rename,
)
from models.outbox import Message as OutboxMessage
from models.outbox import Urgency, put

T = TypeVar("T")


def changed(turn: Turn, change: ChatMemberUpdated) -> None:
    """The bot was added, removed, restricted or promoted; said to nobody but staff who added it."""
    member = change.new_chat_member
    if not _is_in(member):
        return leave(turn.session, turn.chat_id, turn.now)
    before = group_at(turn.session, turn.chat_id)
    fresh = before is None or before.left_at is not None
    by, title = turn.actor.id if turn.actor else None, change.chat.title or ""
    group = come_in(turn.session, turn.chat_id, title, by, turn.now)
    group.channel = change.chat.type == "channel"
    allow_writing(turn.session, group, turn.now, may=_may_write(member))
    if fresh and turn.actor and turn.me.may(Act.BIND_GROUP):
        ask_whether_to_bind(turn, group)
    return None


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}


def _may_write(member: ChatMember) -> bool:
    return not isinstance(member, ChatMemberRestricted) or member.can_send_messages


def ask_whether_to_bind(turn: Turn, group: GroupChat) -> None:
    """Tell a member of an office's staff about a group in private, with the key that binds it."""
    if group.office_id is None:
        group.asked_by = turn.me.id
    turn.session.flush()
    told = OutboxMessage(
        kind="group_asked",
        key=f"group_asked:{turn.update_id}",
        person_id=turn.me.id,
        subject_id=group.id,
        urgency=Urgency.ANSWER,
    )
    put(turn.session, turn.now, told)


def noted(turn: Turn, message: Message) -> None:
    """The group became a supergroup, was renamed, or other bots came or went."""
    session, chat, now = turn.session, turn.chat_id, turn.now
    if message.migrate_to_chat_id:
        move(session, chat, message.migrate_to_chat_id, now)
    if message.migrate_from_chat_id:
        move(session, message.migrate_from_chat_id, chat, now)
    if message.new_chat_title:
        rename(session, chat, message.new_chat_title, now)
    came = [one.id for one in message.new_chat_members]
    gone = [message.left_chat_member.id] if message.left_chat_member else []
    if came or gone:
        meet_bots(session, chat, came, gone)


class _InGroups(ChatMemberHandler[Context, None]):
    """Hears of the bot in groups and channels only: in a private chat it is a matter of blocks."""

    def check_update(self, update: object) -> bool:
        """Whether it is about the bot in a chat of several."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and change.chat.type != "private"


def _on_membership(office: Office) -> Callback:
    async def heard(update: Update, _context: Context) -> None:
        change = update.my_chat_member
        if change:
            await asyncio.to_thread(_step, office, update, change, changed)

    return heard


def in_groups(what: filters.BaseFilter, step: Callable[[Turn, Message], None]) -> Route:
    """A message of some sort in a group; its step says nothing there but by the gate's list."""

    def handling(office: Office) -> Callback:
        async def heard(update: Update, _context: Context) -> None:
            if update.message:
                await asyncio.to_thread(_step, office, update, update.message, step)

        return heard

    where = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & what
    return Route(lambda office: MessageHandler(where, handling(office)))


def _step(office: Office, update: Update, heard: T, step: Callable[[Turn, T], None]) -> None:
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return
    place = Heard(update_id=update.update_id, user=user, chat_id=chat.id, message_id=0)
    with office.store.repeatable() as session:
        step(take_turn(office, session, place), heard)


_NEWS = (
    filters.StatusUpdate.MIGRATE
    | filters.StatusUpdate.NEW_CHAT_TITLE
    | filters.StatusUpdate.NEW_CHAT_MEMBERS
    | filters.StatusUpdate.LEFT_CHAT_MEMBER
)
ROUTES: tuple[Route, ...] = (
    Route(lambda office: _InGroups(_on_membership(office), ChatMemberHandler.MY_CHAT_MEMBER)),
    in_groups(_NEWS, noted),
)
