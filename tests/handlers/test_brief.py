"""A leader reads what they answer for as one picture and five lines, each of which opens."""

from datetime import date

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.briefs.bringing import Edition, bring
from models.calendar import Month
from models.matters.ledger import State, matter_by_number
from models.matters.side_states import set_aside
from models.people.posts import Person, Role, appoint, holders, person_id, step_down
from models.units import Cohort, Unit, add_unit, unit_id
from tests.conversation import START, World
from tests.desk import DONE, HALF, Desk
from tests.handlers.office import Phones, ask, tap, tap_on
from tests.handlers.standings.prepared import published, scored

RED = date(2026, 11, 1)


def make_red(desk: Desk, *matters: tuple[int, int]) -> None:
    """Let some matters be overdue."""
    with desk.store.transaction() as session:
        for unit, matter in matters:
            matter_by_number(session, desk.number(unit, matter)).due_on = RED


async def opened(world: World, leader: Chatter, label: str) -> Message:
    """Press a key below the picture and read the new message."""
    await leader.answer_to(await leader.press(label))
    await world.settle()
    return await leader.last()


async def test_one_picture_and_five_lines(world: World, phones: Phones) -> None:
    desk = phones.desk
    make_red(desk, (0, 0))
    with world.store.transaction() as session:
        aside = matter_by_number(session, desk.number(0, 2))
        set_aside(session, aside, State.SUSPENDED, "文", None, None, START)
    leader = await phones.of(desk.leader)
    brief = await ask(world, leader, "/brief")
    assert brief.media
    assert brief.text.splitlines() == [
        "What you answer for: Unit 0, 18 Nov 2026",
        "🔴 1  🟡 1  🟢 0  🔵 0  ⚪ 1",
        "Moved on last month: 0 of 2",
        "Red 1: 2026-0000 Matter 0.0, red: overdue since 1 Nov 2026",
        "Slips: open 0, overdue 0",
        "No ranking has been published.",
    ]
    assert brief.labels == ["Red 1", "Unit 0"]
    desk.hand_in(0, (0, DONE), (1, HALF))
    brief = await ask(world, leader, "/brief")
    assert "🔴 0  🟡 0  🟢 1  🔵 1  ⚪ 1" in brief.text
    assert "Moved on last month: 2 of 2, 2026-0001 from 0% to 50%" in brief.text


async def test_every_line_opens_and_leads_back(world: World, phones: Phones) -> None:
    desk = phones.desk
    make_red(desk, (0, 2))
    desk.hand_in(0, (1, HALF))
    scored(desk)
    with world.store.transaction() as session:
        published(session)
    leader = await phones.of(desk.leader)
    brief = await ask(world, leader, "/brief")
    assert "Ranking of November 2026: no place: too few items" in brief.text
    red = await opened(world, leader, "Red 1")
    assert red.text.splitlines() == [
        "Red: 1",
        "🔴 2026-0002 Matter 0.2, 0%; red: overdue since 1 Nov 2026",
    ]
    page = await tap_on(world, leader, red, desk.number(0, 2))
    assert "Matter 0.2" in page.text
    assert "Suspend" not in page.labels
    await tap(world, leader, "Back")
    words = await tap(world, leader, "Back")
    assert "What you answer for: Unit 0" in words.text
    moved = await tap_on(world, leader, words, "Moved")
    assert "Matter 0.1, 0% → 50%" in moved.text
    words = await tap(world, leader, "Back")
    places = await tap_on(world, leader, words, "Ranking")
    assert "Unit 0, November 2026" in places.text
    words = await tap(world, leader, "Back")
    unit = await tap_on(world, leader, words, "Unit 0")
    assert "Overdue 1, due this month 0." in unit.text
    assert "was handed in Wed, 18 Nov, 09:00" in unit.text
    assert unit.text.splitlines()[4].startswith("🔴 2026-0002")


async def test_several_units_and_the_leading_groups_head(world: World, phones: Phones) -> None:
    desk = phones.desk
    make_red(desk, (1, 0), (1, 1), (2, 0))
    with world.store.transaction() as session:
        for one in (1, 2):
            unit = session.get_one(Unit, unit_id(desk.units[one]))
            appoint(
                session,
                session.get_one(Person, person_id(desk.leader)),
                unit,
                Role.LEADER,
                None,
                START,
            )
    leader = await phones.of(desk.leader)
    brief = await ask(world, leader, "/brief")
    assert "What you answer for: 3 units" in brief.text
    units = await opened(world, leader, "Units 3")
    assert units.text.splitlines()[1] == "Unit 1"
    assert "🔴 2" in units.text.splitlines()[2]
    assert "Unit 1" in (await tap_on(world, leader, units, "Unit 1")).text
    head = await phones.of(desk.zhou)
    brief = await ask(world, head, "/brief")
    assert brief.media
    assert "What you answer for: 5 units" in brief.text  # not the village, which the district asks
    red = await opened(world, head, "Red 3")
    page = await tap_on(world, head, red, desk.number(1, 0))
    assert "Claim" not in page.labels


async def test_who_leads_nothing_has_no_brief(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    assert "not for your post" in (await ask(world, lin, "/brief")).text
    assert "not for your post" in (await ask(world, lin, "/claim 2026-0001")).text


async def test_the_monthly_brief_comes_once_and_not_for_nothing(
    world: World, phones: Phones
) -> None:
    desk, october = phones.desk, Month(2026, 10)
    leader, head = await phones.begun(desk.leader), await phones.begun(desk.zhou)
    newcomer = await phones.begun(desk.he)
    with world.store.transaction() as session:
        bare = add_unit(session, "N", "New", Cohort.DEPARTMENT, session.get(Unit, 1))
        he = session.get_one(Person, person_id(desk.he))
        appoint(session, he, bare, Role.LEADER, None, START)
        for _ in range(2):
            office = session.get_one(Unit, unit_id(desk.office))
            assert bring(session, office, october, Edition.PLAIN, START.date(), START) == 3
    await world.settle()
    for phone, whose in ((leader, "Unit 0"), (head, "5 units")):
        briefs = [one for one in await phone.chat() if one.media]
        assert len(briefs) == 1
        assert f"What you answer for: {whose}" in briefs[0].text
    assert not [one for one in await newcomer.chat() if one.media]
    await ask(world, newcomer, "/brief")
    assert "No matter and no slip so far." in (await newcomer.last()).text


async def test_keys_of_a_brief_end_with_the_post(world: World, phones: Phones) -> None:
    desk = phones.desk
    make_red(desk, (0, 0))
    leader = await phones.of(desk.leader)
    brief = await ask(world, leader, "/brief")
    with world.store.transaction() as session:
        for post in holders(session, unit_id(desk.units[0]), Role.LEADER):
            step_down(session, post, None, START)
    answer = await leader.answer_to(await leader.press("Red 1"))
    await world.settle()
    assert answer.alert
    assert (await leader.last()).id == brief.id


async def test_of_two_levels_each_office_brings_its_own(world: World, phones: Phones) -> None:
    desk = phones.desk
    leader = await phones.begun(desk.leader)
    with world.store.transaction() as session:
        person = session.get_one(Person, person_id(desk.leader))
        village = session.get_one(Unit, unit_id(desk.village))
        appoint(session, person, village, Role.LEADER, None, START)
        for number in (unit_id(desk.office), unit_id(desk.district_office)):
            office = session.get_one(Unit, number)
            bring(session, office, Month(2026, 10), Edition.PLAIN, START.date(), START)
    await world.settle()
    briefs = [one.text.splitlines()[0] for one in await leader.chat() if one.media]
    assert sorted(briefs) == [
        "What you answer for: Unit 0, 18 Nov 2026",
        "What you answer for: Village, 18 Nov 2026",
    ]
    assert "What you answer for: 2 units" in (await ask(world, leader, "/brief")).text
