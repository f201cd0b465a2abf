"""Leave: the deputy answers meanwhile, both are told, and coming back undoes it."""

from datetime import date, timedelta

import pytest

from models.people.absences import Absence, leaves_of
from models.people.answering import answerers
from models.people.posts import Person, Role, holders, person_id, step_down
from models.units import unit_id
from tests.conversation import START, World
from tests.handlers.town import Town, settle_town

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.fixture
async def town(world: World) -> Town:
    """Wang and his deputy Zhao have their phones linked and have written to the bot before."""
    made = settle_town(world.store, START)
    for somebody, number in ((made.wang, 7001), (made.zhao, 7002), (made.sun, 7003)):
        phone = await world.person(somebody.name, id=number, language_code="en", started=True)
        made.join(somebody, phone.id)
    return made


def leaves(town: Town, person: Person) -> list[tuple[date, date]]:
    with town.store.reading() as session:
        found = leaves_of(session, person_id(person), TODAY)
        return [(one.first_day, one.last_day) for one in found]


def who_answers(town: Town, day: date) -> str | None:
    with town.store.reading() as session:
        found = answerers(session, [unit_id(town.zhangdian)], day)
    one = found.get(unit_id(town.zhangdian))
    return one.person.name if one else None


async def test_a_leave_from_today_hands_over_and_tells_both(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    zhao = await world.person("赵敏", id=7002)
    await wang.send("/leave 11-18 11-20")
    told = await wang.wait("On leave: Wed, 18 Nov to Fri, 20 Nov")
    assert "赵敏 answers meanwhile" in told.text
    begins = await zhao.wait("You answer for 张店区 meanwhile")
    assert "王建国" in begins.text
    assert who_answers(town, TODAY) == "赵敏"


async def test_an_announced_leave_begins_and_ends_by_itself(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    zhao = await world.person("赵敏", id=7002)
    await wang.send("/leave 11月23日-24日")
    await wang.wait("Mon, 23 Nov to Tue, 24 Nov")
    await zhao.wait("On these days you answer for 张店区")
    assert who_answers(town, TODAY) == "王建国"
    await world.step(START + timedelta(days=5))
    await zhao.wait("You answer for 张店区 meanwhile")
    await world.step(START + timedelta(days=7))
    await wang.wait("Your leave is over")
    await zhao.wait("Thank you for standing in")
    assert who_answers(town, date(2026, 11, 25)) == "王建国"


async def test_days_as_free_text_after_the_question(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave")
    asked = await wang.wait("No leave is entered")
    await wang.send("明天", reply_to=asked.id)
    await wang.wait("On leave: Thu, 19 Nov")
    assert leaves(town, town.wang) == [(date(2026, 11, 19), date(2026, 11, 19))]


async def test_buttons_enter_and_end_a_leave_in_one_message(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    zhao = await world.person("赵敏", id=7002)
    await wang.send("/leave")
    await wang.wait("No leave is entered")
    await wang.press("This week")
    await wang.wait("Wed, 18 Nov to Sun, 22 Nov")
    await wang.press("I'm back")
    await wang.wait("No leave is entered")
    await zhao.wait("Thank you for standing in")
    assert len([one for one in await wang.chat() if one.from_bot]) == 1
    assert who_answers(town, TODAY) == "王建国"


@pytest.mark.usefixtures("town")
async def test_back_by_text_and_twice(world: World) -> None:
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave today")
    shown = await wang.wait("On leave")
    await wang.send("/leave 回来了")
    await wang.wait("No leave is entered")
    query = await wang.press_data(shown.id, "lb")
    assert "No leave is entered" in (await wang.answer_to(query)).text


@pytest.mark.usefixtures("town")
async def test_an_announced_leave_is_called_off(world: World) -> None:
    wang = await world.person("王建国", id=7001)
    zhao = await world.person("赵敏", id=7002)
    await wang.send("/leave 11-25")
    await wang.wait("On leave")
    await zhao.wait("On these days")
    await wang.press("Call off the leave")
    await zhao.wait("The leave of 王建国 was called off")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("12-05 12-01", "before the first"),
        ("11-01 11-03", "over already"),
        ("13-45", "not clear"),
        ("回老家", "not clear"),
    ],
)
async def test_days_that_do_not_hold(world: World, town: Town, said: str, answered: str) -> None:
    wang = await world.person("王建国", id=7001)
    await wang.send(f"/leave {said}")
    await wang.wait(answered)
    assert leaves(town, town.wang) == []


async def test_an_overlapping_leave_replaces_and_another_stands_beside(
    world: World, town: Town
) -> None:
    wang = await world.person("王建国", id=7001)
    for days in ("11-25 11-27", "12-20 12-25", "11-26 11-30"):
        await wang.send(f"/leave {days}")
    await wang.wait("Thu, 26 Nov to Mon, 30 Nov")
    assert leaves(town, town.wang) == [
        (date(2026, 11, 26), date(2026, 11, 30)),
        (date(2026, 12, 20), date(2026, 12, 25)),
    ]


@pytest.mark.usefixtures("town")
async def test_without_a_deputy_it_is_said_clearly(world: World) -> None:
    sun = await world.person("孙伟", id=7003)
    await sun.send("/leave today")
    await sun.wait("淄川区 has no deputy: nobody answers")


async def test_a_deputy_who_is_away_too_is_named(world: World, town: Town) -> None:
    zhao = await world.person("赵敏", id=7002)
    await zhao.send("/leave today")
    await zhao.wait("On leave")
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave this week")
    told = await wang.wait("On leave")
    assert "赵敏, the deputy, is on leave on some of these days too" in told.text
    assert who_answers(town, TODAY) is None


@pytest.mark.usefixtures("town")
async def test_a_leave_taken_back_before_morning_is_not_announced(world: World) -> None:
    night = START + timedelta(hours=10)  # 20:00, after working hours
    await world.step(night)
    wang = await world.person("王建国", id=7001)
    zhao = await world.person("赵敏", id=7002)
    await wang.send("/leave 11-18 11-20")
    await wang.wait("On leave")
    await wang.press("I'm back")
    await wang.wait("No leave is entered")
    await world.step(START + timedelta(days=1))
    said = [one.text for one in await zhao.chat() if one.from_bot]
    assert not any("You answer for" in text for text in said)


async def test_a_new_deputy_is_the_one_told(world: World, town: Town) -> None:
    with town.store.transaction() as session:
        (post,) = holders(session, unit_id(town.zhangdian), Role.DEPUTY)
        step_down(session, post, None, START)
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave today")
    await wang.wait("张店区 has no deputy")
    with town.store.reading() as session:
        assert session.get(Absence, 1) is not None


async def test_a_slip_of_the_year_is_no_leave_for_ever(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave 2026-11-18 9999-12-31")
    await wang.wait("These days are not clear")
    assert leaves(town, town.wang) == []


async def test_a_day_of_another_year_is_told_with_its_year(world: World, town: Town) -> None:
    wang = await world.person("王建国", id=7001)
    await wang.send("/leave 2026-12-28 2027-01-05")
    await wang.wait("On leave: Mon, 28 Dec to 5 Jan 2027")
    assert leaves(town, town.wang) == [(date(2026, 12, 28), date(2027, 1, 5))]
