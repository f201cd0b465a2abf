"""A command written in a group: one short word that the bot answers in private, or /bind."""

from collections.abc import Callable, Mapping

from telegram import Message
from telegram.ext import filters

from handlers.context import Scene, Turn
from handlers.groups.coming import ask_whether_to_bind, in_groups
from handlers.groups.gate import IN_PRIVATE
from handlers.hearing import Route
from handlers.view import Key, View
from models.authority import Act
from models.groups import answers_now, come_in, group_at
from models.outbox import Message as OutboxMessage
from models.outbox import Outbox, Urgency, put

BIND = "/bind"


def commanded(turn: Turn, message: Message) -> None:
    """`/bind` of an office's staff is answered in private; anything else at most once an hour.

    Nothing is said where another bot may be meant, nor in a group that nobody we know has to do
    with.
    """
    name, addressed = (message.text or "").split(maxsplit=1)[0].partition("@")[:2]
    group = group_at(turn.session, turn.chat_id)
    if group and group.other_bots and not addressed:
        return
    if name.lower() == BIND and turn.actor and turn.me.may(Act.BIND_GROUP):
        title = message.chat.title or ""
        known = group or come_in(turn.session, turn.chat_id, title, None, turn.now)
        ask_whether_to_bind(turn, known)
    elif group and group.ours and answers_now(turn.session, group, turn.now):
        _answer(turn)


def _answer(turn: Turn) -> None:
    said = OutboxMessage(
        kind=IN_PRIVATE,
        key=f"{IN_PRIVATE}:{turn.update_id}",
        chat_id=turn.chat_id,
        urgency=Urgency.ANSWER,
    )
    put(turn.session, turn.now, said)


def in_private(scene: Scene, _row: Outbox) -> View:
    """The same to everybody: whoever asked, and whatever for."""
    tr = scene.tr
    there = f"https://t.me/{scene.office.bot_username}"
    key = Key(tr.plain("Open the private chat"), url=there)
    return View(tr("I answer in private only."), [[key]])


ROUTES: tuple[Route, ...] = (in_groups(filters.COMMAND, commanded),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {IN_PRIVATE: in_private}
