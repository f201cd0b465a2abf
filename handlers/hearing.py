"""How a command, a text or a file becomes one step in one transaction; answers are outbox rows.

A step is a plain function: it gets a `Turn`, changes facts through models/ and puts its answer
into the outbox. It never awaits and never sends.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackContext, CommandHandler, MessageHandler, filters

from handlers.context import Heard, Office, Turn, take_turn
from handlers.refusals import facts_of
from models import outbox
from models.refusals import Reason, Refused

Context = CallbackContext[Any, Any, Any, Any]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Step = Callable[[Turn], None]
MessageStep = Callable[[Turn, Message], None]


@dataclass(frozen=True)
class Route:
    """One way into a conversation: it makes the handler once the office is known."""

    handler: Callable[[Office], BaseHandler[Update, Context, None]]


def on_command(name: str, step: Step) -> Route:
    """`/name` in a private chat; `turn.text` is what stands after it."""
    where = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

    def bare(turn: Turn, _message: Message) -> None:
        step(turn)

    return Route(lambda office: CommandHandler(name, _hearing(office, bare), filters=where))


def on_message(what: filters.BaseFilter, step: MessageStep) -> Route:
    """A message of some sort in a private chat: text, photo, document, an edit."""
    where = filters.ChatType.PRIVATE & what
    return Route(lambda office: MessageHandler(where, _hearing(office, step)))


def _hearing(office: Office, step: MessageStep) -> Callback:
    async def heard(update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message and user:
            words = " ".join(context.args) if context.args else ""
            where = _heard(update, message, words)
            await asyncio.to_thread(_hear, office, step, where, message)

    return heard


def _heard(update: Update, message: Message, words: str) -> Heard:
    user = update.effective_user
    assert user  # noqa: S101  the caller has looked
    is_command = bool(message.text and message.text.startswith("/"))
    return Heard(
        update_id=update.update_id,
        user=user,
        chat_id=message.chat_id,
        message_id=message.message_id,
        text=words if is_command else (message.text or message.caption or ""),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def _hear(office: Office, step: MessageStep, heard: Heard, message: Message) -> None:
    try:
        with office.store.transaction() as session:
            step(take_turn(office, session, heard), message)
    except Refused as refused:
        with office.store.transaction() as session:
            _say_refusal(take_turn(office, session, heard), refused)


def _say_refusal(turn: Turn, refused: Refused) -> None:
    if turn.actor is None and refused.reason is Reason.NOT_ALLOWED:
        say_to_stranger(turn)
    else:
        turn.say("refused", params={"reason": refused.reason.value, "facts": facts_of(refused)})


def say_to_stranger(turn: Turn) -> None:
    """One polite sentence that tells nothing; once an hour, however often a stranger tries."""
    message = outbox.Message(
        kind="stranger",
        key=f"stranger:{turn.chat_id}:{turn.now:%Y%m%d%H}",
        chat_id=turn.chat_id,
        params={"language": turn.tr.language},
        urgency=outbox.Urgency.ANSWER,
    )
    outbox.put(turn.session, turn.now, message)
