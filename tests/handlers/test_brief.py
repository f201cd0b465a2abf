"""A leader reads what they answer for, in figures that the facts give, and opens each matter."""

from datetime import date

from models.matters.ledger import State, matter_by_number
from models.matters.side_states import set_aside
from tests.conversation import START, World
from tests.desk import DONE, HALF
from tests.handlers.office import Phones, ask, tap


async def test_the_brief_tells_lights_dates_and_the_month(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        matter_by_number(session, desk.number(0, 0)).due_on = date(2026, 11, 1)
        set_aside(
            session,
            matter_by_number(session, desk.number(0, 2)),
            State.SUSPENDED,
            "文",
            None,
            None,
            START,
        )
    leader = await phones.of(desk.leader)
    brief = await ask(world, leader, "/brief")
    assert "Unit 0" in brief.text
    assert "🔴 1  🟡 1  🟢 0  🔵 0  ⚪ 1" in brief.text
    assert "Overdue 1, due this month 0." in brief.text
    assert "still owed" in brief.text
    desk.hand_in(0, (0, DONE), (1, HALF))
    brief = await ask(world, leader, "/brief")
    assert "🔵 1" in brief.text
    assert "was handed in Wed, 18 Nov, 09:00" in brief.text


async def test_the_worst_come_first_and_each_opens(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        matter_by_number(session, desk.number(0, 2)).due_on = date(2026, 11, 1)
    leader = await phones.of(desk.leader)
    await ask(world, leader, "/brief")
    listed = await tap(world, leader, "Unit 0")
    first = listed.text.splitlines()[1]
    assert first.startswith("🔴 2026-0002")
    assert "red: overdue since 1 Nov 2026" in first
    page = await tap(world, leader, desk.number(0, 2))
    assert "Matter 0.2" in page.text
    assert "Suspend" not in page.labels
    await tap(world, leader, "Back")
    assert "What you answer for" in (await tap(world, leader, "Back")).text


async def test_who_leads_nothing_has_no_brief(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    assert "not for your post" in (await ask(world, lin, "/brief")).text
