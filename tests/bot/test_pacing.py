"""The pace: even, one a second per chat, answers first, one pause for all."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.limiter import Limiter
from bot.pacing import PACED, SLACK, Pacer, Turn
from models.rules import MessageRules
from tests.virtual_time import VirtualLoop, in_virtual_time, now


def pacer(
    per_second: float = 28, per_chat_seconds: float = 0.2, per_group_minute: int = 20
) -> Pacer:
    return Pacer(
        MessageRules.model_construct(
            per_second=per_second,
            per_chat_seconds=per_chat_seconds,
            per_group_minute=per_group_minute,
        )
    )


async def send(
    limiter: Limiter,
    endpoint: str,
    chat: int,
    act: Callable[[], Awaitable[Any]] | None = None,
    args: Turn | None = None,
) -> Any:
    async def callback(*_: object, **__: object) -> Any:
        return await act() if act else now()

    return await limiter.process_request(callback, (), {}, endpoint, {"chat_id": chat}, args)


async def turns(paced: Pacer, number: int) -> list[float]:
    """Take so many turns; the seconds after which each came."""
    began, times = now(), []
    for _ in range(number):
        await paced.turn(Turn.BULK)
        times.append(now() - began)
    return times


@in_virtual_time
async def test_turns_come_evenly_and_never_in_a_burst() -> None:
    times = await turns(pacer(per_second=100), 50)
    assert times[-1] == pytest.approx(0.49 - SLACK), "49 gaps of 10 ms"
    most = max(sum(at <= other < at + 0.1 for other in times) for at in times)
    assert most <= 13, "ten a tenth of a second, and no more than the slack on top"


@in_virtual_time
async def test_a_turn_that_came_late_is_made_up_for_but_a_long_silence_is_not() -> None:
    paced, loop = pacer(per_second=10), asyncio.get_running_loop()
    await paced.turn(Turn.BULK)
    late = asyncio.create_task(turns(paced, 2))
    await asyncio.sleep(0)
    assert isinstance(loop, VirtualLoop)
    loop.busy(0.1)
    assert await late == pytest.approx([0.1, 0.18]), "due at 0.08, and the next in time again"
    loop.busy(0.5)
    assert await turns(paced, 3) == pytest.approx([0, 0.08, 0.18]), "the silence saved nothing up"


@in_virtual_time
async def test_an_answer_overtakes_what_waits_longer() -> None:
    paced, order = pacer(per_second=50), []

    async def wait(name: str, urgency: Turn) -> None:
        await paced.turn(urgency)
        order.append(name)

    await paced.turn(Turn.BULK)
    bulk = [asyncio.create_task(wait(f"bulk {n}", Turn.BULK)) for n in range(3)]
    await asyncio.sleep(0)
    answer = asyncio.create_task(wait("answer", Turn.ANSWER))
    await asyncio.gather(*bulk, answer)
    assert order == ["answer", "bulk 0", "bulk 1", "bulk 2"]


@in_virtual_time
async def test_who_no_longer_waits_takes_no_turn() -> None:
    paced = pacer(per_second=20)
    await paced.turn(Turn.BULK)
    gone = [asyncio.create_task(paced.turn(Turn.BULK)) for _ in range(20)]
    await asyncio.sleep(0)
    for task in gone:
        task.cancel()
    assert await turns(paced, 1) == pytest.approx([paced.gap - SLACK])


@in_virtual_time
async def test_the_second_of_a_chat_begins_when_telegram_has_answered() -> None:
    limiter = Limiter(pacer(per_second=1000, per_chat_seconds=0.2))

    async def slow() -> tuple[float, float]:
        began = now()
        await asyncio.sleep(0.1)
        return began, now()

    first, second, other = await asyncio.gather(
        send(limiter, "sendMessage", 1, slow),
        send(limiter, "sendPhoto", 1, slow),
        send(limiter, "sendMessage", 2, slow),
    )
    assert second[0] - first[1] == pytest.approx(0.2)
    assert other[0] == first[0], "another chat does not wait"


@in_virtual_time
async def test_a_group_takes_twenty_in_a_minute() -> None:
    paced = pacer(per_second=1000, per_chat_seconds=0, per_group_minute=3)
    for _ in range(3):
        await paced.admit(-100, Turn.BULK)
        paced.end(-100)
    assert paced.free_at(-100) - now() == pytest.approx(60)
    assert paced.free_at(100) <= now()


@in_virtual_time
async def test_edits_and_answers_to_presses_do_not_wait_for_turns() -> None:
    paced = pacer(per_second=1, per_chat_seconds=1)
    limiter, began = Limiter(paced), now()
    await send(limiter, "sendMessage", 1)
    for endpoint in ("editMessageText", "answerCallbackQuery", "sendChatAction", "getFile"):
        await send(limiter, endpoint, 1)
    assert now() == began


@in_virtual_time
async def test_one_pause_holds_everything_and_a_finished_request_does_not_end_it() -> None:
    paced = pacer(per_second=1000, per_chat_seconds=0)
    limiter, refusals = Limiter(paced), [RetryAfter(1)]

    async def refused_once() -> float:
        if refusals:
            raise refusals.pop()
        return now()

    async def slow() -> None:
        await asyncio.sleep(0.1)

    began = now()
    under_way = asyncio.create_task(send(limiter, "editMessageText", 5, slow))
    await asyncio.sleep(0)
    sent = asyncio.create_task(send(limiter, "sendMessage", 1, refused_once))
    await under_way
    edited = await send(limiter, "editMessageText", 2)
    assert edited - began == pytest.approx(1)
    assert await sent - began == pytest.approx(1), "what was refused is repeated after the pause"


@in_virtual_time
async def test_who_has_waited_already_is_let_through_and_hears_the_refusal() -> None:
    limiter = Limiter(pacer(per_second=0.1))

    async def refuse() -> None:
        raise RetryAfter(30)

    for _ in range(3):
        try:
            await send(limiter, "sendMessage", 1, refuse, PACED)
        except RetryAfter:
            continue
        raise AssertionError("the refusal was swallowed")


@in_virtual_time
async def test_chats_of_long_ago_are_forgotten() -> None:
    paced = pacer(per_second=10**6, per_chat_seconds=0)
    for chat in range(5000):
        paced.begin(chat)
        paced.end(chat)
    assert len(paced._chats) < 500


@settings(max_examples=20)
@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=25))
@in_virtual_time
async def test_however_many_ask_at_once_no_chat_is_hurried(asked: list[int]) -> None:
    limiter = Limiter(pacer(per_second=2000, per_chat_seconds=0.01))
    times: dict[int, list[float]] = {}

    async def one(chat: int) -> None:
        times.setdefault(chat, []).append(await send(limiter, "sendMessage", chat))

    await asyncio.gather(*(one(chat) for chat in asked))
    for moments in times.values():
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        assert all(gap >= 0.01 - 1e-9 for gap in gaps)


@in_virtual_time
async def test_an_album_waits_for_the_turns_of_all_its_messages() -> None:
    paced, began = pacer(per_second=10), now()
    await paced.turn(Turn.BULK)
    await paced.room(10)
    album = now() - began
    await paced.turn(Turn.BULK)
    assert album == pytest.approx(0.9), "ten messages at once, where ten would have gone by now"
    assert now() - began == pytest.approx(1.0 - SLACK), "and the next one is the eleventh"
