"""四级: a district's office beside the city's, and a person who has to do with both."""

import pytest

from models.calendar import Month
from models.dispatch.opening import open_cycle
from models.people.posts import Person, Role, appoint, person_id
from models.units import Unit
from tests.conversation import START, World
from tests.desk import CALENDAR, RULES, Desk
from tests.desk import settle as found_city
from tests.handlers.office import Phones, ask, tap

MONTH = Month(2026, 11)


@pytest.fixture
def desk(world: World) -> Desk:
    """The city at work; the district's office has opened its month, and Ma has two posts."""
    desk = found_city(world.store)
    with world.store.transaction() as session:
        office = session.get_one(Unit, desk.district_office.id)
        opened = open_cycle(session, office, MONTH, CALENDAR, RULES.dispatch, START)
        assert opened
        ma = session.get_one(Person, person_id(desk.ma))
        district = session.get_one(Unit, office.parent_id)
        appoint(session, ma, district, Role.LIAISON, None, START)
    return desk


async def test_the_city_reads_a_district_s_round_and_changes_nothing(
    world: World, desk: Desk
) -> None:
    lin = await Phones(world, desk).begun(desk.lin)
    assert "Village" not in (await ask(world, lin, "/board")).text
    await ask(world, lin, "/switch")
    await tap(world, lin, "Districts")
    there = await tap(world, lin, "District Office")
    assert "You are now at: District Office" in there.text
    board = await tap(world, lin, "Board")
    assert "Owing 1" in board.labels, "the one town of the district"
    assert not any(label.startswith("Remind") for label in board.labels), board.labels
    below = await ask(world, lin, "/office")
    assert below.text.startswith("District Office, ")
    assert "You read here; nothing can be changed." in below.text
    assert "Waits for you" not in below.text
    assert "answered 0 of 1" in below.text
    found = await ask(world, lin, "/find Village")
    assert "Village" in found.text
    back = await tap(world, lin, "Village")
    assert not {"Remind", "Type in a paper reply"} & set(back.labels), back.labels
    here = await ask(world, lin, "/switch O")
    assert "Reform Office" in here.text


async def test_a_person_with_two_posts_switches_with_one_tap(world: World, desk: Desk) -> None:
    ma = await Phones(world, desk).begun(desk.ma)
    home = await ask(world, ma, "/start")
    switch = next(label for label in home.labels if label.startswith("Switch to"))
    moved = await tap(world, ma, switch)
    assert "You are now at" in moved.text
    other = next(label for label in moved.labels if label.startswith("Switch to"))
    assert other != switch
    assert (await tap(world, ma, other)).labels


async def test_nobody_switches_to_what_is_not_theirs(world: World, desk: Desk) -> None:
    phones = Phones(world, desk)
    villager = await phones.begun(desk.villager)
    refused = await ask(world, villager, "/switch Reform Office")
    assert "You are now at" not in refused.text
    assert not [one for one in (await ask(world, villager, "/start")).labels if "Switch" in one]
