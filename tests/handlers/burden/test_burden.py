"""/burden: the office sees what the tool asks of the units, and that no score counts it."""

from tests.conversation import World
from tests.desk import HALF, HARD
from tests.handlers.office import Phones, ask, tap


async def test_this_month_and_the_last_three(world: World, phones: Phones) -> None:
    phones.desk.hand_in(0, (0, HALF), (1, HARD))
    lin = await phones.of(phones.desk.lin)
    page = await ask(world, lin, "/burden")
    assert "Burden on the units, November 2026" in page.text
    assert "Unit 0: messages 0, fields 5, taps and texts 1" in page.text
    assert "Units over a cap: 0." in page.text
    assert "Scores never count any of it." in page.text
    assert "Not kept per person" in page.text
    assert "October 2026" in page.labels
    assert "August 2026" in page.labels
    older = await tap(world, lin, "October 2026")
    assert "Burden on the units, October 2026" in older.text
    assert "Unit 0: messages 0, fields 0" in older.text


async def test_a_unit_may_not_read_it(world: World, phones: Phones) -> None:
    liaison = await phones.of(phones.desk.liaisons[0])
    assert "not for your post" in (await ask(world, liaison, "/burden")).text
