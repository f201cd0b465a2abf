"""A small bot of python-telegram-bot alone, for people of the chat page to talk to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

HOSTILE = (
    '&lt;img src=x onerror="window.hurt=1"&gt;&lt;script&gt;window.hurt=1&lt;/script&gt; '
    "\u202eevil\u202c \U0001f469\u200d\U0001f469\u200d\U0001f466 <b>bold</b> " + "W" * 3800
)
BOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Submit", callback_data="submit"),
            InlineKeyboardButton("No change", callback_data="same"),
        ],
        [InlineKeyboardButton("<b>Warn</b>", callback_data="warn")],
    ]
)


async def _start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_html("Welcome. <b>Choose</b> or ask for /help", reply_markup=BOARD)


async def _hostile(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_html(HOSTILE, reply_markup=BOARD)


async def _text(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message
    seen = "edited: " if update.edited_message else "heard: "
    await message.reply_text(seen + (message.text or ""), reply_to_message_id=message.id)


async def _file(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.message
    assert message
    assert message.effective_attachment
    if message.document:
        await message.reply_document(message.document.file_id, caption="your file")
    else:
        await message.reply_photo(message.photo[-1].file_id, caption="your picture")


async def _press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    if query.data == "warn":
        await query.answer("Mind the <b>step</b>", show_alert=True)
        return
    await query.edit_message_text(f"You chose {query.data}", reply_markup=BOARD)
    await query.answer(f"Noted: {query.data}")


@asynccontextmanager
async def talking(base: str) -> AsyncIterator[None]:
    """The bot polls the simulator at `base` until the context ends."""
    token = "42:page"
    app: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(token)
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .build()
    )
    app.add_handler(CommandHandler("start", _start))
    app.add_handler(CommandHandler("hostile", _hostile))
    app.add_handler(CallbackQueryHandler(_press))
    app.add_handler(MessageHandler(filters.Document.ALL | filters.PHOTO, _file))
    app.add_handler(MessageHandler(filters.TEXT, _text))
    async with app:
        await app.bot.set_my_commands([BotCommand("start", "Begin"), BotCommand("help", "Help")])
        await app.start()
        assert app.updater
        await app.updater.start_polling(poll_interval=0)
        yield
        await app.updater.stop()
        await app.stop()
