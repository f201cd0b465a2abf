"""A second, unrelated library finds the same Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import LogOut
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.simulator.client import Door, Person
from tests.simulator.callers import TOKEN
from tests.simulator.pictures import png


@pytest.fixture
async def aiobot(url: str) -> AsyncIterator[Bot]:
    """A bot of the other library."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(TOKEN, session=session) as bot:
        yield bot


async def test_it_polls_sends_and_edits(aiobot: Bot, anna: Person) -> None:
    talk = Dispatcher()

    async def greet(message: Message) -> None:
        rows = [[InlineKeyboardButton(text="提交", callback_data="submit")]]
        await message.answer(
            "<b>请选择</b>",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
        )

    async def submit(press: CallbackQuery) -> None:
        assert isinstance(press.message, Message)
        await press.message.edit_text("已提交")
        await press.answer("谢谢")

    talk.message.register(greet, F.text == "/start")
    talk.callback_query.register(submit, F.data == "submit")
    polling = asyncio.create_task(talk.start_polling(aiobot, handle_signals=False))
    try:
        assert (await anna.wait("请选择")).html == "<b>请选择</b>"
        query = await anna.press("提交")
        await anna.wait("已提交")
        assert (await anna.answer_to(query)).text == "谢谢"
    finally:
        await talk.stop_polling()
        await polling


async def test_it_sends_and_fetches_files(aiobot: Bot, anna: Person) -> None:
    picture = png(400, 300)
    await anna.send_files([("me.png", picture)])
    heard = (await aiobot.get_updates())[-1].message
    assert heard is not None
    assert heard.photo is not None
    fetched = await aiobot.download(heard.photo[-1])
    assert isinstance(fetched, BytesIO)
    assert fetched.read() == picture
    sent = await aiobot.send_document(anna.id, BufferedInputFile(b"x", "报告.txt"))
    assert sent.document is not None
    assert sent.document.file_name == "报告.txt"
    album = [InputMediaPhoto(media=BufferedInputFile(picture, f"{n}.png")) for n in range(3)]
    assert len(await aiobot.send_media_group(anna.id, album)) == 3  # type: ignore[arg-type]
    assert len(await anna.chat()) == 6


async def test_every_kind_of_error(aiobot: Bot, url: str, door: Door, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aiobot.send_message(99, "x")
    await door.fault("429", times=1, retry_after=3)
    with pytest.raises(TelegramRetryAfter) as flood:
        await aiobot.send_message(anna.id, "x")
    assert flood.value.retry_after == 3
    await door.fault("500", times=1)
    with pytest.raises(TelegramServerError):
        await aiobot.send_message(anna.id, "x")
    await door.fault("drop_after", times=1)
    with pytest.raises(TelegramNetworkError):
        await aiobot.send_message(anna.id, "x")
    group = await door.group("Office", [anna])
    new = (await door.ask("POST", f"/groups/{group}/migrate"))["id"]
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aiobot.send_message(group, "x")
    assert moved.value.migrate_to_chat_id == new
    await anna.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aiobot.send_message(anna.id, "x")
    assert await aiobot(LogOut())
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot("42:stranger", session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_unknown_methods_and_rival_pollers(
    aiobot: Bot, anna: Person, polled: Callable[[], Awaitable[None]]
) -> None:
    with pytest.raises(TelegramNotFound):
        await aiobot.get_sticker_set("x")
    updates = await aiobot.get_updates()
    after = updates[-1].update_id + 1
    first = asyncio.create_task(aiobot.get_updates(offset=after, timeout=50))
    await polled()
    assert await aiobot.get_updates(offset=after, timeout=0) == []
    with pytest.raises(TelegramConflictError):
        await first
    assert anna.id == 31
