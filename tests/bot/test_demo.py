"""The demo as a newcomer meets it: the page's stage, the city's people, one month in a minute."""

import asyncio
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.demo.names import Names
from bot.demo.play import DemoError, opening_moment, play
from bot.simulator.client import Door
from models.calendar import Calendar
from tests.demo import person, playing, told

pytestmark = pytest.mark.long

CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"))


async def test_a_month_is_played_on_the_page() -> None:
    async with playing(0, "zh_CN") as page, Door(str(page.base_url)) as door:
        state = (await page.get("/stage/state")).json()
        label = state["next"]["label"]
        assert (label["zh_CN"], label["en"]) == ("一月一调度", "Monthly dispatch")
        assert [one["role"]["en"] for one in state["people"][:3]] == [
            "Liaison",
            "Clerk",
            "Director",
        ]
        others = [one["role"]["zh_CN"] for one in state["people"][3:]]
        assert {"副主任", "领导小组组长", "督察员"} < set(others)
        state = await told(page, "duty")
        assert state["deadline"] == "2026-11-30T10:00:00+00:00"
        liaison = person(door, state, 0)
        prompt = await liaison.wait("2026年11月")
        assert "11月30日" in prompt.text
        answered = (await page.post("/stage/others", json={"share": 0.1})).json()["answered"]
        assert answered == 9  # a tenth of those whom the page does not play
        state = await told(page, "deadline")
        assert state["now"].startswith("2026-11-30T09:55")
        state = await told(page, "month_end")
        label = state["next"]["label"]
        assert (label["zh_CN"], label["en"]) == ("申诉期满", "End of the appeals")
        assert state["deadline"] is None
        assert [row["text"]["en"].split(",")[0] for row in state["log"]][-3:] == [
            "Reminders",
            "Cut-off",
            "Preview of the scores",
        ]
        assert (await told(page, "duty"))["next"]["name"] == "dispatch"
        # Not one of those who answered was reminded, everybody else was.
        told_texts = [message.text for message in await liaison.chat() if message.from_bot]
        assert len(told_texts) >= 4


async def test_the_stage_refuses_what_it_cannot_do_in_words() -> None:
    async with playing(0, "en") as page:
        answer = await page.post("/stage/step", json={"to": "yesterday"})
        assert answer.status_code == 400
        assert answer.json()["error"]["zh_CN"] == "没有这一步。"
        first, second = await asyncio.gather(
            page.post("/stage/step", json={"to": "duty"}),
            page.post("/stage/step", json={"to": "duty"}),
        )
        assert sorted([first.status_code, second.status_code]) == [200, 409]


async def test_a_taken_port_is_said_clearly() -> None:
    async with playing(0, "en") as page:
        with pytest.raises(DemoError, match=str(page.base_url.port)):
            await play(page.base_url.port or 0, "en", None, lambda _page: None)


def test_the_city_opens_on_the_afternoon_before_the_prompt() -> None:
    assert opening_moment(date(2026, 11, 25), CALENDAR) == datetime(2026, 11, 19, 8, 30, tzinfo=UTC)


def test_in_a_year_without_a_notice_the_city_lives_in_one_that_has_it() -> None:
    assert opening_moment(date(2031, 3, 3), CALENDAR).month == 3
    assert opening_moment(date(2031, 3, 3), CALENDAR).year <= 2026


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nobody_has_the_same_name(language: str) -> None:
    names = [Names(language).person(number) for number in range(200)]
    assert len(set(names)) == 200
