"""A leader claims a matter: it stands first in the brief, marked there and in the board's file."""

import io

import openpyxl

from bot.simulator.client import Person as Chatter
from models.people.posts import Person, Role, appoint, holders, person_id, step_down
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.handlers.office import Phones, ask, tap, tap_on
from tests.handlers.test_brief import make_red, opened


async def exported(world: World, clerk: Chatter) -> dict[object, object]:
    """Whom the board's workbook names as having claimed which matter."""
    await ask(world, clerk, "/board")
    await tap(world, clerk, "Export")
    file = (await clerk.last()).media
    assert file
    book = openpyxl.load_workbook(io.BytesIO(await world.door.fetch(file.url)))
    head, *rows = book["Matters"].iter_rows(values_only=True)
    at = head.index("Claimed by")
    return {row[1]: row[at] for row in rows if row[at]}


async def test_a_claim_is_listed_first_and_given_up(world: World, phones: Phones) -> None:
    desk = phones.desk
    make_red(desk, (0, 0))
    leader = await phones.of(desk.leader)
    assert "2026-9999" in (await ask(world, leader, "/claim 2026-9999")).text
    assert "There is no matter" in (await ask(world, leader, f"/claim {desk.number(1, 0)}")).text
    page = await ask(world, leader, f"/claim {desk.number(0, 2)}")
    assert "★ Claimed by Leader on 18 Nov 2026." in page.text
    brief = await ask(world, leader, "/brief")
    assert brief.text.splitlines()[1].startswith("Claimed 1: ★2026-0002 Matter 0.2")
    assert await exported(world, await phones.of(desk.lin)) == {desk.number(0, 2): "Leader"}
    unit = await opened(world, leader, "Unit 0")
    assert "★2026-0002" in unit.text.splitlines()[4]
    assert "🔴" in unit.text.splitlines()[5]
    page = await tap_on(world, leader, unit, "★2026-0002")
    page = await tap(world, leader, "Give up the claim")
    assert "Claimed by" not in page.text
    assert "Claim" in page.labels
    assert "not claimed by you" in (await ask(world, leader, f"/unclaim {desk.number(0, 2)}")).text


async def test_a_claim_ends_with_the_tenure_and_the_successor_sees_it(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    leader = await phones.of(desk.leader)
    page = await ask(world, leader, f"/claim {desk.number(0, 1)}")
    with world.store.transaction() as session:
        unit = session.get_one(Unit, unit_id(desk.units[0]))
        for post in holders(session, unit_id(unit), Role.LEADER):
            step_down(session, post, None, START)
        sun = session.get_one(Person, person_id(desk.sun))
        appoint(session, sun, unit, Role.LEADER, None, START)
    answer = await leader.answer_to(await leader.press("Give up the claim"))
    assert answer.alert
    successor = await phones.of(desk.sun)
    brief = await ask(world, successor, "/brief")
    assert "Claimed 1: ☆2026-0001" in brief.text
    page = await ask(world, successor, f"/claim {desk.number(0, 1)}")
    assert "★ Claimed by Sun" in page.text
