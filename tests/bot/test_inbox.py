"""Durable receive: kept first, handled in order per chat, replayed after a crash, never blocked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select
from telegram import Update

from bot import inbox as door
from bot.clock import SteppedClock
from bot.inbox import IN_HAND, Inbox
from bot.limiter import Limiter
from bot.pacing import Pacer
from bot.settings import load
from bot.telegram_bot import TelegramBot, make_bot
from models import inbox
from models.inbox import Hearing
from models.rules import MessageRules
from models.store import Store
from tests.waiting import PATIENCE, until

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
Raw = dict[str, Any]


def said(update_id: int, text: str, chat: int = 7, kind: str = "message") -> Raw:
    who = {"id": chat, "is_bot": False, "first_name": "Anna"}
    where = {"id": chat, "type": "private", "first_name": "Anna"}
    message = {"message_id": update_id, "date": 1, "chat": where, "from": who, "text": text}
    return {"update_id": update_id, kind: message}


@pytest.fixture
def bot() -> TelegramBot:
    settings = load(_env_file=None, bot_token="1:a")
    return make_bot(settings, Limiter(Pacer(MessageRules())))


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


class Handler:
    """Notes what it is given; does what the text says."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.began = asyncio.Event()
        self.at_once = 0
        self.most_at_once = 0

    async def __call__(self, update: Update) -> None:
        assert update.effective_message
        text = update.effective_message.text or ""
        self.at_once += 1
        self.began.set()
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if text.startswith("wait"):
                await asyncio.sleep(float(text.split()[1]))
            if text == "fail":
                raise ValueError("the secret of Wang")
            self.texts.append(text)
        finally:
            self.at_once -= 1


@asynccontextmanager
async def running(
    store: Store, clock: SteppedClock, bot: TelegramBot, handle: Callable[[Update], Awaitable[None]]
) -> AsyncIterator[Inbox]:
    one = Inbox(store, clock, bot, handle)
    loops = [asyncio.create_task(one.run()), asyncio.create_task(one.tick_off())]
    try:
        yield one
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)


def rows(store: Store) -> dict[int, tuple[Hearing, str]]:
    with store.reading() as session:
        return {row.update_id: (row.state, row.error) for row in session.exec(select(inbox.Inbox))}


async def test_an_update_is_safe_before_anything_is_done_with_it(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    one = Inbox(store, clock, bot, Handler())
    await one.keep([said(1, "hello"), said(2, "again")])
    assert rows(store) == {1: (Hearing.NEW, ""), 2: (Hearing.NEW, "")}


async def test_what_was_kept_before_a_crash_is_handled_after_it_and_only_once(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    await Inbox(store, clock, bot, Handler()).keep([said(n, f"text {n}") for n in range(1, 6)])
    handler = Handler()
    async with running(store, clock, bot, handler) as after:
        await after.keep([said(n, f"text {n}") for n in range(4, 8)])  # Telegram repeats some
        await after.drained()
    assert handler.texts == [f"text {n}" for n in range(1, 8)]
    assert set(rows(store).values()) == {(Hearing.DONE, "")}
    async with running(store, clock, bot, handler) as third:
        await third.keep([said(7, "text 7")])
        await third.drained()
    assert len(handler.texts) == 7


async def test_more_than_can_be_in_hand_at_once_is_handled_to_the_last(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    many = 2 * IN_HAND
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(n, f"text {n}") for n in range(1, many + 1)])
        await one.drained()
        assert len(handler.texts) == many


async def test_characters_no_database_takes_are_left_out_and_stop_nobody(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        hostile = ["a\x00\x00b", "half \ud83d of a pair", "only letters: \\u0000", "\\\x00."]
        await one.keep([said(n, text) for n, text in enumerate([*hostile, "the next"], 1)])
        await one.drained()
    assert handler.texts == ["ab", "half ? of a pair", "only letters: \\u0000", "\\.", "the next"]


async def test_one_chat_keeps_its_order_while_others_go_on(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep(
            [
                said(1, "wait 0.2", chat=7),
                said(2, "typed", chat=7),
                said(3, "edited", chat=7, kind="edited_message"),
                said(4, "from somebody else", chat=8),
            ]
        )
        await one.drained()
    assert handler.texts == ["from somebody else", "wait 0.2", "typed", "edited"]


async def test_sixteen_are_handled_at_once(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(n, "wait 0.05", chat=n) for n in range(1, 41)])
        await one.drained()
    assert handler.most_at_once == 16
    assert len(handler.texts) == 40


async def test_more_than_fit_in_the_hand_wait_in_the_table(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    in_hand: list[int] = []

    async def handle(_update: Update) -> None:
        in_hand.append(len(one._taken))

    async with running(store, clock, bot, handle) as one:
        await one.keep([said(n, f"{n}", chat=n % 50 + 1) for n in range(1, 1001)])
        await until(lambda: len(in_hand) == 1000)
        await one.drained()
    assert max(in_hand) <= 2 * door.IN_HAND
    assert set(rows(store).values()) == {(Hearing.DONE, "")}


async def test_what_fails_is_kept_with_kind_and_place_and_blocks_nobody(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(1, "fail"), said(2, "next")])
        await one.drained()
    state, error = rows(store)[1]
    assert state is Hearing.FAILED
    assert error.startswith("ValueError at bot/test_inbox.py:")
    assert "Wang" not in error
    assert handler.texts == ["next"]


async def test_what_cannot_be_read_is_set_aside(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([{"update_id": 1, "message": {"text": "no date, no chat"}}, said(2, "fine")])
        await one.drained()
    assert rows(store)[1][0] is Hearing.QUARANTINED
    assert handler.texts == ["fine"]
    with store.reading() as session:
        kept = session.get(inbox.Inbox, 1)
        assert kept
        assert json.loads(kept.raw)["message"] == {"text": "no date, no chat"}


async def test_a_press_is_handed_on_without_the_looks_of_its_message(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    pressed: list[Update] = []

    async def handle(update: Update) -> None:
        pressed.append(update)

    message = said(1, "a card")["message"] | {"message_id": 44}
    query = {"id": "9", "from": message["from"], "chat_instance": "1", "data": "cd:1"}
    raw = {"update_id": 1, "callback_query": query | {"message": message}}
    async with running(store, clock, bot, handle) as one:
        await one.keep([raw])
        await one.drained()
    query_seen = pressed[0].callback_query
    assert query_seen
    assert query_seen.data == "cd:1"
    assert query_seen.message
    assert (query_seen.message.message_id, query_seen.message.chat.id) == (44, 7)
    with store.reading() as session:
        kept = session.get(inbox.Inbox, 1)
        assert kept
        assert json.loads(kept.raw) == raw, "it is kept whole"


async def test_a_handler_that_hangs_does_not_keep_its_chat_for_ever(
    store: Store, clock: SteppedClock, bot: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LONGEST", 0.1)
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(1, "wait 60"), said(2, "next")])
        await one.drained()
    assert rows(store)[1][0] is Hearing.FAILED
    assert handler.texts == ["next"]


async def test_stopping_finishes_what_is_in_hand_and_leaves_the_rest(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(1, "wait 0.2"), said(2, "later")])
        await handler.began.wait()
        await one.stop(grace=PATIENCE)
    assert handler.texts == ["wait 0.2"]
    assert {key: state for key, (state, _) in rows(store).items()} == {
        1: Hearing.DONE,
        2: Hearing.NEW,
    }


async def test_the_grace_of_a_stop_is_bounded(
    store: Store, clock: SteppedClock, bot: TelegramBot
) -> None:
    handler = Handler()
    async with running(store, clock, bot, handler) as one:
        await one.keep([said(1, "wait 600")])
        await handler.began.wait()
        await one.stop(grace=0.1)
    assert rows(store)[1][0] is Hearing.NEW, "it was not waited for"


async def test_a_lost_database_is_waited_for_and_nothing_is_forgotten(
    store: Store, clock: SteppedClock, bot: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Inbox(store, clock, bot, Handler())
    await one.keep([said(1, "hello")])
    taking = asyncio.create_task(one.run())
    monkeypatch.setattr(inbox, "finish", _raise)
    with pytest.raises(RuntimeError):
        await one.tick_off()
    monkeypatch.undo()
    ticking = asyncio.create_task(one.tick_off())
    one._moved.set()
    await one.drained()
    assert rows(store)[1][0] is Hearing.DONE
    for loop in (taking, ticking):
        loop.cancel()


def _raise(*_: object) -> None:
    raise RuntimeError("the database is away")
