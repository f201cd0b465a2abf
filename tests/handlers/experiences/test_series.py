"""The month's series: chosen, put in order, one a working day to everybody once, stopped."""

from datetime import timedelta

from sqlmodel import col, select

from models.experiences.experiences import Experience
from models.outbox import Outbox, Sending
from tests.conversation import World
from tests.handlers.experiences.prepared import taken
from tests.handlers.office import Phones, ask, tap


def told(world: World) -> list[tuple[int | None, int | None]]:
    """Which part went to whom."""
    with world.store.reading() as session:
        rows = session.exec(
            select(Outbox)
            .where(Outbox.kind == "experience_told", Outbox.state == Sending.SENT)
            .order_by(col(Outbox.id))
        )
        return [(row.subject_id, row.person_id) for row in rows]


async def test_one_a_working_day_to_everybody_once_until_it_is_stopped(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    office, unit = await phones.begun(desk.lin), await phones.begun(desk.liaisons[0])
    for person in (*desk.liaisons[1:], desk.town_liaison, desk.deputy):
        await phones.begun(person)
    with desk.store.transaction() as session:
        for title in ("First", "Second", "Third"):
            taken(session, desk, 0, title)
    await ask(world, office, "/series")
    await tap(world, office, "+ 2")
    await tap(world, office, "+ 1")
    page = await tap(world, office, "↑ 1")
    assert page.text.index("1. First") < page.text.index("2. Second"), page.text
    await tap(world, office, "✕ 1")
    assert "chosen 0" in (await tap(world, office, "✕ 2")).text
    await ask(world, office, "/series 2 3 1")
    look = await tap(world, office, "Look at it and send")
    assert "one experience a working day at 10:00" in look.text
    assert "Thu" in look.text, "today's hour is over"
    await tap(world, office, "Send the series")
    assert told(world) == [], "the hour has not come"

    await world.step(world.clock.now() + timedelta(days=1))
    first = told(world)
    people = {person for _, person in first}
    readers = {one.id for one in (*desk.liaisons, desk.town_liaison)}
    assert people == readers, "who answers for the units the office asks itself"
    assert len(first) == len(people), "each person once"
    arrived = [one for one in await unit.chat() if "Experiences of the month, 1 of 3" in one.text]
    assert "The text of Second." in arrived[0].text

    await world.step(world.clock.now() + timedelta(days=1))
    assert len(told(world)) == 2 * len(first)
    refused = await ask(world, office, "/series 2")
    assert "was not sent before" in refused.text
    await ask(world, office, "/series")
    await tap(world, office, "Stop what has not gone")
    page = await tap(world, office, "Stop it")
    assert "1. First" in page.text, "what has not gone can be chosen again"
    await world.step(world.clock.now() + timedelta(days=5))
    assert len(told(world)) == 2 * len(first), "stopped"
    with world.store.reading() as session:
        went = [bool(one.told_at) for one in session.exec(select(Experience).order_by("id"))]
    assert went == [False, True, True]
    assert "📣" in (await ask(world, unit, "/experiences")).text
