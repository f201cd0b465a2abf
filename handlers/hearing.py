"""How a command, a text or a file becomes one step in one transaction; answers are outbox rows.

A step is a plain function: it gets a `Turn`, changes facts through models/ and puts its answer
into the outbox. It never awaits and never sends.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackContext, CommandHandler, MessageHandler, filters

from handlers.context import Heard, Office, Turn, take_turn
from handlers.refusals import facts_of
from models import outbox
from models.blank import is_blank
from models.people.posts import by_telegram
from models.refusals import Reason, Refused

log = logging.getLogger(__name__)

LARGEST_FILE = 20_000_000
"""Bytes of the largest file a bot may fetch."""

Context = CallbackContext[Any, Any, Any, Any]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Step = Callable[[Turn], None]
MessageStep = Callable[[Turn, Message], None]


class Unfetched(StrEnum):
    """Why a file was not fetched: it is too large, or Telegram did not hand it over now."""

    TOO_LARGE = "too_large"
    NOT_NOW = "not_now"


R = TypeVar("R")
DocumentStep = Callable[[Turn, Message, R | Unfetched], None]


@dataclass(frozen=True)
class Route:
    """One way into a conversation: it makes the handler once the office is known.

    `code` is that of a button's callback data; empty for whatever else is heard.
    """

    handler: Callable[[Office], BaseHandler[Update, Context, None]]
    code: str = ""


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


def on_document(
    what: filters.BaseFilter,
    read: Callable[[bytes, str], R],
    step: DocumentStep[R],
    wanted: Callable[[Office, Heard], bool] | None = None,
) -> Route:
    """A file in a private chat, fetched and read before its step, outside of any transaction.

    `read` gets the bytes and what the sender calls the file, and never raises. A file is fetched
    for whoever we know only, and up to 20 MB; the step is told when it could not be. One that is
    not `wanted` is not fetched either.
    """
    where = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & what

    def handling(office: Office) -> Callback:
        async def heard(update: Update, _context: Context) -> None:
            message, user = update.effective_message, update.effective_user
            if message and user:
                place = _heard(update, message)
                found = await _fetched(office, message, place, read, wanted or _known)

                def act(turn: Turn, message: Message) -> None:
                    step(turn, message, found)

                await asyncio.to_thread(_hear, office, act, place, message)

        return heard

    return Route(lambda office: MessageHandler(where, handling(office)))


async def _fetched(
    office: Office,
    message: Message,
    place: Heard,
    read: Callable[[bytes, str], R],
    wanted: Callable[[Office, Heard], bool],
) -> R | Unfetched:
    document = message.document
    if document is None or not await asyncio.to_thread(wanted, office, place):
        return Unfetched.NOT_NOW
    if (document.file_size or 0) > LARGEST_FILE:
        return Unfetched.TOO_LARGE
    try:
        content = await (await document.get_file()).download_as_bytearray()
    except TelegramError as error:
        log.warning("a file could not be fetched: %s", error.message)
        return Unfetched.NOT_NOW
    if len(content) > LARGEST_FILE:
        return Unfetched.TOO_LARGE
    return await asyncio.to_thread(read, bytes(content), document.file_name or "")


def _known(office: Office, place: Heard) -> bool:
    with office.store.reading() as session:
        return by_telegram(session, place.user.id) is not None


def _hearing(office: Office, step: MessageStep) -> Callback:
    async def heard(update: Update, _context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message and user:
            await asyncio.to_thread(_hear, office, step, _heard(update, message), message)

    return heard


def _heard(update: Update, message: Message) -> Heard:
    user = update.effective_user
    assert user  # noqa: S101  the caller has looked
    return Heard(
        update_id=update.update_id,
        user=user,
        chat_id=message.chat_id,
        message_id=message.message_id,
        text=_words(message),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def _words(message: Message) -> str:
    """What was written: all of a text or caption, of a command what stands after it, as typed.

    What cannot be seen is nothing at all, wherever it is said.
    """
    words = message.text or message.caption or ""
    if message.text and message.text.startswith("/"):
        words = "".join(message.text.split(maxsplit=1)[1:])
    return "" if is_blank(words) else words


def _hear(office: Office, step: MessageStep, heard: Heard, message: Message) -> None:
    try:
        with office.store.repeatable() as session:
            step(take_turn(office, session, heard), message)
    except Refused as refused:
        with office.store.repeatable() as session:
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
