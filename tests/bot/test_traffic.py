"""How many messages are under way at once: one, unless the line is slow; and one when it is ill."""

import asyncio

import pytest

from bot.outcomes import Outcome, Verdict
from bot.pacing import Pacer
from bot.traffic import Traffic
from models.rules import MessageRules
from tests.virtual_time import in_virtual_time, now

RULES = MessageRules.model_construct(per_second=50.0, per_chat_seconds=0.0, per_group_minute=20)


async def message(traffic: Traffic, number: int, seconds: float) -> None:
    with traffic.under_way(number):
        await asyncio.sleep(seconds)


async def after(taking: float) -> Traffic:
    """Traffic that has seen many messages of that length."""
    traffic = Traffic(Pacer(RULES))
    for number in range(30):
        await message(traffic, number, taking)
    return traffic


async def waited(traffic: Traffic) -> float:
    began = now()
    await traffic.room()
    return now() - began


@in_virtual_time
async def test_one_is_under_way_while_a_message_takes_less_than_a_turn() -> None:
    traffic = await after(0.002)
    assert traffic.allowed == 1
    task = asyncio.create_task(message(traffic, 99, 0.1))
    await asyncio.sleep(0)
    assert await waited(traffic) == pytest.approx(0.1), "the next begins when it has come back"
    await task


@in_virtual_time
async def test_a_slow_line_gets_as_many_as_keep_the_pace_up() -> None:
    traffic = await after(0.07)
    assert traffic.allowed == 3, "0.07 s at 50 a second"
    task = asyncio.create_task(message(traffic, 99, 0.1))
    await asyncio.sleep(0)
    assert await waited(traffic) == 0
    await task


@in_virtual_time
async def test_a_message_that_hangs_keeps_others_back_for_half_a_second_only() -> None:
    traffic = await after(0.002)
    task = asyncio.create_task(message(traffic, 99, 30))
    await asyncio.sleep(0)
    assert await waited(traffic) == pytest.approx(0.5)
    task.cancel()


@in_virtual_time
async def test_an_ill_server_is_asked_less_and_less_often_and_then_by_one() -> None:
    pacer = Pacer(RULES)
    traffic = Traffic(pacer)
    ill = Outcome(Verdict.UNKNOWN, "no answer came back", ailing=True)
    pauses = []
    for _ in range(8):
        traffic.went_badly(ill)
        pauses.append(pacer._paused_until - now())
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert traffic.allowed == 1
    traffic.went_well()
    traffic.went_badly(ill)
    assert traffic._pause == 1, "and after a message that went well it begins anew"
