"""Ordered failures: refusals, floods, silence, and connections that break."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.simulator.client import Door, Person
from bot.simulator.limits import Limits
from bot.simulator.refusals import ApiError
from tests.simulator.callers import caller
from tests.virtual_time import Hands

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The seconds by which the limits go."""
    shown = Hands()
    monkeypatch.setattr("bot.simulator.limits.time", shown)
    return shown


async def test_each_refusal_is_ordered_by_kind(bot: Bot, door: Door, anna: Person) -> None:
    await door.fault("429", method="sendMessage", times=1, retry_after=7)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(anna.id, "a")
    assert int(caught.value.retry_after) == 7  # type: ignore[arg-type]
    await door.fault("blocked", chat=anna.id, times=1)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "b")
    await door.fault("500", times=1)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(anna.id, "c")
    assert (await bot.send_message(anna.id, "d")).message_id == 2
    codes = [call["code"] for call in await door.journal() if call["method"] == "sendMessage"]
    assert codes == [429, 403, 500, 200]


async def test_a_lost_call_is_not_carried_out_and_a_lost_answer_is(
    bot: Bot, door: Door, anna: Person
) -> None:
    await door.fault("drop_before", method="sendMessage", times=1)
    with pytest.raises(NetworkError, match="Server disconnected"):
        await bot.send_message(anna.id, "before")
    await door.fault("drop_after", method="sendMessage", times=1)
    with pytest.raises(NetworkError, match="Server disconnected"):
        await bot.send_message(anna.id, "after")
    assert [message.text for message in await anna.chat()] == ["/start", "after"]
    lost = [call for call in await door.journal() if call["code"] == 0]
    assert [call["method"] for call in lost] == ["sendMessage", "sendMessage"]


async def test_silence_leaves_open_whether_it_arrived(url: str, door: Door, anna: Person) -> None:
    async with caller(url, read_timeout=0.3) as bot:
        await door.fault("hang", method="sendMessage", times=1, seconds=600)
        with pytest.raises(TimedOut):
            await bot.send_message(anna.id, "slow")
        await anna.wait("slow")


async def test_faults_hit_a_share_and_can_be_removed(bot: Bot, door: Door, anna: Person) -> None:
    await door.fault("500", method="sendMessage", share=0.5, seed=1)
    results = await asyncio.gather(
        *(bot.send_message(anna.id, str(n)) for n in range(40)), return_exceptions=True
    )
    assert 10 < sum(isinstance(one, NetworkError) for one in results) < 30
    await door.no_faults()
    assert (await bot.send_message(anna.id, "well")).text == "well"
    with pytest.raises(ValueError, match="unknown kind of fault"):
        await door.fault("earthquake")


async def test_latency_delays_every_call(bot: Bot, door: Door, anna: Person) -> None:
    await door.latency(0.2)
    began = time.monotonic()
    await bot.send_message(anna.id, "x")
    assert time.monotonic() - began >= 0.2


async def test_the_31st_message_in_a_second_is_refused(
    bot: Bot, door: Door, anna: Person, hands: Hands
) -> None:
    await door.limits(per_second=30)
    results = await asyncio.gather(
        *(bot.send_message(anna.id, str(n)) for n in range(40)), return_exceptions=True
    )
    assert sum(isinstance(one, RetryAfter) for one in results) == 10
    await bot.edit_message_text("edits do not count", anna.id, 2)
    hands.shows += 1.001
    await bot.send_message(anna.id, "again")
    await door.limits()
    await asyncio.gather(*(bot.send_message(anna.id, str(n)) for n in range(40)))


async def test_one_message_a_second_in_one_chat(
    bot: Bot, door: Door, anna: Person, hands: Hands
) -> None:
    boris = await door.person("Boris")
    await boris.send("hi")
    await door.limits(per_chat_seconds=1)
    await bot.send_message(anna.id, "a")
    await bot.send_message(boris.id, "b")
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "c")
    hands.shows += 1
    await bot.send_message(anna.id, "d")
    with pytest.raises(BadRequest):
        await bot.send_message(99, "a stranger is no flood")


def test_a_group_takes_twenty_a_minute(hands: Hands) -> None:
    limits = Limits(per_group_minute=20)
    limits.count(-7, 10)
    hands.shows += 30
    limits.count(-7, 10)
    with pytest.raises(ApiError) as caught:
        limits.count(-7)
    assert caught.value.parameters == {"retry_after": 30}
    limits.count(7)
    limits.count(-8)
    hands.shows += 30.001
    limits.count(-7, 10)
    with pytest.raises(ApiError):
        limits.count(-7)


@pytest.mark.usefixtures("hands")
def test_albums_count_every_picture() -> None:
    limits = Limits(per_second=30)
    for _ in range(3):
        limits.count(7, 10)
    with pytest.raises(ApiError):
        limits.count(8)
