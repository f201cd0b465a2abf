"""A circular before the director: approved, returned, drafted anew, withdrawn."""

from datetime import timedelta

from models.circulars.circulars import CircularState
from models.people.absences import take_leave
from models.people.posts import Person
from models.standings.rules import Mode
from models.standings.runs import newest_run
from models.units import unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR
from tests.handlers.circulars.room import Room, entered
from tests.handlers.office import Phones, ask, tap
from tests.models.circulars.month import NOVEMBER


async def test_the_director_gets_it_approves_it_and_the_office_hears(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "To approval")
    card = await room.qian.last()
    assert "awaiting approval" in card.text
    assert "It waits for Qian." in card.text
    assert not (await room.lin.last()).button("Sign and issue")
    after = await tap(world, room.qian, "Sign and issue")
    assert "改通〔2026〕1号 · issued" in after.text
    told = await room.lin.last()
    assert "It has not been sent yet." in told.text
    assert {row.person_id for row in room.said("circular_approved")} >= {room.desk.lin.id}


async def test_who_stands_in_later_gets_the_card_in_the_morning(world: World) -> None:
    room = await entered(world)
    sun = await Phones(world, room.desk).begun(room.desk.sun)
    await ask(world, room.lin, "/circular submit")
    with world.store.transaction() as session:
        away = session.get_one(Person, room.desk.qian.id)
        day = CALENDAR.today(START + timedelta(days=1))
        take_leave(session, away, day, day, day, START)
    await world.step(START + timedelta(days=1))
    card = await sun.wait("It waits for Sun.")
    await tap(world, sun, "Sign and issue")
    assert card.button("Sign and issue")
    assert room.circular().state is CircularState.ISSUED
    assert room.circular().approved_by == room.desk.sun.id


async def test_a_returned_one_comes_back_with_the_reason(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "To approval")
    await tap(world, room.qian, "Return")
    await ask(world, room.qian, "请补充分析")
    told = await room.lin.last()
    assert "Reason: 请补充分析" in told.text
    assert room.circular().state is CircularState.DRAFT


def shown_as(room: Room, mode: Mode) -> None:
    """The scores are published in another mode."""
    with room.world.store.transaction() as session:
        run = newest_run(session, unit_id(room.desk.office), NOVEMBER)
        assert run
        run.mode = mode


async def test_new_scores_ask_for_new_figures(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    shown_as(room, Mode.BANDS)
    card = await tap(world, room.lin, "To approval")
    assert "The scores have changed since" in card.text
    assert room.circular().state is CircularState.DRAFT
    shown_as(room, Mode.FULL)
    await tap(world, room.lin, "To approval")
    shown_as(room, Mode.BANDS)
    card = await tap(world, room.qian, "Sign and issue")
    assert "The scores have changed since" in card.text
    assert room.circular().state is CircularState.AWAITING_APPROVAL
    await tap(world, room.qian, "Draft anew")
    await tap(world, room.qian, "Draft anew")
    await tap(world, room.qian, "Sign and issue")
    assert room.circular().state is CircularState.ISSUED


async def test_a_withdrawn_one_keeps_its_number(world: World) -> None:
    room = await entered(world)
    for said in ("/circular submit", "/circular approve"):
        await ask(world, room.qian, said)
    await ask(world, room.lin, "/circular withdraw 数据有误")
    assert room.circular().state is CircularState.WITHDRAWN
    await world.step(START + timedelta(minutes=5))
    await ask(world, room.lin, "/circular")
    assert (room.circular().edition, room.circular().number) == (2, None)
