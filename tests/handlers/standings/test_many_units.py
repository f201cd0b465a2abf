"""/rank of a leader over many units: pages with names, each of which opens."""

from collections.abc import Iterator

import pytest

from models.people.posts import Person, Role, appoint, person_id
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import Desk, settle
from tests.handlers.office import Phones, ask, tap
from tests.handlers.standings.city import score

LONG = "Municipal Bureau of Natural Resources and of Very Long Names"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """On one database, for it is about pages."""
    made = Store(sqlite_url)
    yield made
    made.close()


def led(store: Store) -> Desk:
    """A scored city in which one leader answers for every unit."""
    desk = settle(store, units=27, matters=1, names=[f"{n}. {LONG}" for n in range(27)])
    with store.transaction() as session:
        leader = session.get_one(Person, person_id(desk.leader))
        for unit in desk.units[1:]:
            appoint(session, leader, session.get_one(Unit, unit_id(unit)), Role.LEADER, None, START)
    score(desk)
    return desk


async def test_every_unit_is_on_a_page_and_opens(world: World, store: Store) -> None:
    desk = led(store)
    phones = Phones(world, desk)
    leader = await phones.begun(desk.leader)
    page, named = await ask(world, leader, "/rank 2026-11"), list[str]()
    assert "Page 1 of 3" in page.labels
    for _ in range(3):
        assert len(page.text) < 4096
        named += page.text.splitlines()[1:]
        assert len(page.labels) <= 15
        page = await tap(world, leader, "▶")
    assert len(named) == len(set(named)) == 27
    assert "Page 1 of 3" in page.labels, "round and round"
    unit = await tap(world, leader, page.labels[0])
    assert "November 2026" in unit.text
    assert "Page 1 of 3" in (await tap(world, leader, "My units")).labels
    with store.transaction() as session:
        publish(session, session.get_one(Run, 1), Mode.FULL, person_id(desk.qian), START)
    await world.settle()
    assert len((await leader.last()).text) <= 1024
    await leader.answer_to(await leader.press("My units"))
    await world.settle()
    assert "Page 1 of 3" in (await leader.last()).labels
