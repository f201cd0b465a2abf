"""Reasons are read as they were written: why a unit appeals, and why it is decided so (§6)."""

from tests.conversation import World
from tests.handlers.office import Phones, ask
from tests.handlers.standings.city import city, score

END = "the end"


async def test_the_reviewer_reads_all_of_it_and_so_does_the_unit(world: World) -> None:
    desk = city(world)
    score(desk)
    phones = Phones(world, desk)
    liaison, sun = await phones.begun(desk.liaisons[0]), await phones.begun(desk.sun)
    await ask(world, liaison, f"/appeal 1 {'长' * 1990} {END}")
    await ask(world, sun, "/assign 1 Sun")
    card = await ask(world, sun, "/appeals 1")
    assert END in card.text
    await ask(world, sun, f"/decide 1 on_time {'因' * 1990} {END}")
    decided = await liaison.last()
    assert END in decided.text
    assert "→ 100.00" in decided.text
