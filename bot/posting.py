"""One request for one message, whatever it is: text, paper, file, album, poll, edit or deletion."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import (
    InputFile,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.error import BadRequest

from bot.pacing import PACED
from bot.telegram_bot import TelegramBot
from handlers.view import Change, Medium, Paper, Poll, Removal, Said, View

_IN_ALBUM = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "animation": InputMediaAnimation,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
_SENDERS: dict[str, Any] = {
    "photo": TelegramBot.send_photo,
    "video": TelegramBot.send_video,
    "animation": TelegramBot.send_animation,
    "document": TelegramBot.send_document,
    "audio": TelegramBot.send_audio,
    "voice": TelegramBot.send_voice,
}
_DONE_BEFORE = ("message is not modified", "message to delete not found")
"""How Telegram words that an edit or a deletion has been carried out already."""


@dataclass(frozen=True)
class Posted:
    """The ids of the new messages, none for an edit or a deletion; and Telegram's id of a poll."""

    messages: Sequence[int] = ()
    poll_id: str = ""


async def post(bot: TelegramBot, chat: int, said: Said) -> Posted:
    """Make the request; what is there now.

    Raises TelegramError; a second time, an edit or a deletion does nothing and raises nothing.
    """
    if isinstance(said, View):
        return _posted(await _send(bot, chat, said))
    try:
        if isinstance(said, Change):
            await _change(bot, chat, said)
        else:
            await _remove(bot, chat, said)
    except BadRequest as refused:
        if not refused.message.lower().startswith(_DONE_BEFORE):
            raise
    return Posted()


def _posted(messages: Sequence[Message]) -> Posted:
    poll = next((message.poll.id for message in messages if message.poll), "")
    return Posted([message.message_id for message in messages], poll)


async def _send(bot: TelegramBot, chat: int, view: View) -> Sequence[Message]:
    if view.poll:
        return [await _poll(bot, chat, view, view.poll)]
    if view.paper:
        return [await _paper(bot, chat, view, view.paper)]
    if len(view.media) > 1:
        album = [_in_album(one, str(one.caption)) for one in view.media]
        return await bot.send_media_group(chat, album, rate_limit_args=PACED)
    if view.media:
        return [await _medium(bot, chat, view, view.media[0])]
    text = bot.send_message(chat, view.html(), reply_markup=view.markup(), rate_limit_args=PACED)
    return [await text]


async def _poll(bot: TelegramBot, chat: int, view: View, poll: Poll) -> Message:
    return await bot.send_poll(
        chat,
        poll.question,
        list(poll.options),
        is_anonymous=poll.anonymous,
        allows_multiple_answers=poll.multiple,
        reply_markup=view.markup(),
        rate_limit_args=PACED,
    )


async def _paper(bot: TelegramBot, chat: int, view: View, paper: Paper) -> Message:
    file = paper.file_id or InputFile(paper.content, filename=paper.name)
    send = bot.send_photo if paper.photo else bot.send_document
    return await send(
        chat, file, caption=view.html(), reply_markup=view.markup(), rate_limit_args=PACED
    )


async def _medium(bot: TelegramBot, chat: int, view: View, medium: Medium) -> Message:
    send: Callable[..., Awaitable[Message]] = _SENDERS[medium.shown]
    return await send(
        bot,
        chat,
        medium.file_id,
        caption=view.html(),
        reply_markup=view.markup(),
        rate_limit_args=PACED,
    )


def _in_album(medium: Medium, caption: str) -> Any:
    make: Any = _IN_ALBUM[medium.shown]
    return make(medium.file_id, caption=caption)


async def _change(bot: TelegramBot, chat: int, change: Change) -> None:
    view, place = change.view, change.message_id
    if change.file:
        media = _in_album(view.media[0], view.html())
        await bot.edit_message_media(media, chat, place, reply_markup=view.markup())
    elif view.media:
        await bot.edit_message_caption(chat, place, caption=view.html(), reply_markup=view.markup())
    else:
        await bot.edit_message_text(view.html(), chat, place, reply_markup=view.markup())


async def _remove(bot: TelegramBot, chat: int, removal: Removal) -> None:
    if len(removal.message_ids) == 1:  # only this way Telegram says why it could not
        await bot.delete_message(chat, removal.message_ids[0])
    else:
        await bot.delete_messages(chat, list(removal.message_ids))
