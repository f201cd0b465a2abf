"""Reminders name only what is owed, go to who answers now, and stop at the answer."""

import pytest

from tests.conversation import World
from tests.handlers.month import Cast, at, meet


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


def reminded(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith("Reminder")]


async def texts(cast: Cast, who: str) -> list[str]:
    return [message.text for message in await getattr(cast, who).chat()]


async def test_only_what_is_owed_is_named(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-001 50%\n2026-002 50%")
    await cast.world.step(at("2026-11-25 09:00"))
    await cast.settle()
    (told,) = reminded(await texts(cast, "wang"))
    assert "Please submit by Mon, 30 Nov, 18:00." in told
    assert "2 matters are without an answer:" in told
    assert "2026-003" in told
    assert "2026-001" not in told
    await cast.taps(cast.wang, "No change for the other 2", "Confirm and submit")
    assert "Receipt 2026-11-001" in (await cast.wang.last()).text


async def test_nobody_is_reminded_after_the_answer(cast: Cast) -> None:
    await cast.taps(cast.sun, "No change at all", "Confirm and submit")
    await cast.world.step(at("2026-12-02 10:00"))
    await cast.settle()
    assert reminded(await texts(cast, "sun")) == []
    assert len(reminded(await texts(cast, "wang"))) == 3
    assert "Overdue since Mon, 30 Nov, 18:00." in reminded(await texts(cast, "wang"))[-1]


async def test_on_leave_the_deputy_is_reminded(cast: Cast) -> None:
    await cast.says(cast.wang, "/leave 11-24 11-26")
    await cast.world.step(at("2026-11-25 09:30"))
    await cast.settle()
    assert reminded(await texts(cast, "wang")) == []
    (told,) = reminded(await texts(cast, "zhao"))
    assert "4 matters are without an answer:" in told


async def test_all_filled_in_but_not_submitted_is_said(cast: Cast) -> None:
    await cast.says(cast.sun, "2026-901 50%")
    await cast.world.step(at("2026-11-25 09:00"))
    await cast.settle()
    (told,) = reminded(await texts(cast, "sun"))
    assert "All is filled in. Please submit." in told
    await cast.taps(cast.sun, "Overview", "Submit")
    assert "Receipt" in (await cast.sun.last()).text
