"""What the office's page of a month names: the consultation, the most improved, a group's month."""

from decimal import Decimal

import pytest
from sqlmodel import col, select
from telegram import User

from handlers.context import Heard, take_turn
from handlers.standings.card_figures import unit_month
from handlers.standings.seen import Seen
from models.matters.ledger import Matter, matter_by_number
from models.standings.runs import Run, Standing, run_id, standing_of
from models.units import Cohort, Unit, unit_id
from tests.conversation import World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.standings.city import city, score
from tests.handlers.standings.prepared import scored


@pytest.fixture
def phones(world: World) -> Phones:
    return Phones(world, city(world))


def give(desk: Desk, run: int, unit: int, total: str) -> None:
    """Let a unit have that score in a run, whatever was computed."""
    with desk.store.transaction() as session:
        wanted = unit_id(desk.units[unit])
        found = select(Standing).where(Standing.run_id == run, Standing.unit_id == wanted)
        session.exec(found).one().total = Decimal(total)


def heard(account: int) -> Heard:
    """A word of somebody."""
    return Heard(1, User(account, "Somebody", is_bot=False), account, 1, "/rank")


def nothing_red(desk: Desk, unit: int) -> None:
    """All dates of a unit's matters lie ahead."""
    with desk.store.transaction() as session:
        later = matter_by_number(session, desk.number(1, 2)).due_on
        for matter in session.exec(
            select(Matter).where(col(Matter.lead_unit_id) == unit_id(desk.units[unit]))
        ):
            matter.due_on = later


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("85.00", "Consultation: waived for Unit 3 (85.00, nothing red)."),
        ("84.99", "Consultation proposed: Unit 3 (84.99, red 0)."),
    ],
)
async def test_from_a_score_on_and_with_nothing_red_it_is_waived(
    world: World, phones: Phones, total: str, said: str
) -> None:
    run = run_id(score(phones.desk))
    nothing_red(phones.desk, 3)
    give(phones.desk, run, 3, total)
    page = await ask(world, await phones.of(phones.desk.lin), "/rank")
    assert said in page.text


async def test_with_a_red_matter_a_high_score_waives_nothing(world: World, phones: Phones) -> None:
    run = run_id(score(phones.desk))
    give(phones.desk, run, 3, "99.00")
    page = await ask(world, await phones.of(phones.desk.lin), "/rank")
    assert "Consultation proposed: Unit 3 (99.00, red 1)." in page.text


async def test_the_unit_whose_score_rose_most_is_named(world: World, phones: Phones) -> None:
    ids = scored(phones.desk)
    lin = await phones.of(phones.desk.lin)
    assert "Most improved" not in (await ask(world, lin, "/rank 2026-11")).text
    for unit, before, now in ((0, "90.00", "94.00"), (1, "60.00", "75.50"), (3, "80.00", "70.00")):
        give(phones.desk, ids["run_2"], unit, before)
        give(phones.desk, ids["run"], unit, now)
    page = await ask(world, lin, "/rank 2026-11")
    assert "Most improved: Unit 1, 60.00 → 75.50." in page.text


async def test_a_groups_card_shows_its_field(world: World, phones: Phones) -> None:
    desk = phones.desk
    with desk.store.transaction() as session:
        session.get_one(Unit, unit_id(desk.units[1])).cohort = Cohort.GROUP
        matter_by_number(session, desk.number(0, 0)).group_name = "Unit 1"
        matter_by_number(session, desk.number(3, 1)).group_name = "Unit 1"
    run = run_id(score(desk))
    liaison = await phones.of(desk.liaisons[1])
    page = await ask(world, liaison, "/rank")
    assert "Matters of the field: 90.00 (share 60%)" in page.text
    await tap(world, liaison, "As a picture")
    sent = await liaison.last()
    assert sent.media
    assert (await world.door.fetch(sent.media.url)).startswith(b"\x89PNG")
    with world.store.reading() as session:
        unit = session.get_one(Unit, unit_id(desk.units[1]))
        of_month = session.get_one(Run, run)
        standing = standing_of(session, of_month, unit_id(unit))
        assert standing
        turn = take_turn(world.app.office, session, heard(desk.liaisons[1].telegram_id or 0))
        first, *_ = unit_month(turn, Seen(standing, of_month, unit)).parts
    assert (first.name, first.value) == ("Matters of the field", Decimal("90.00"))
