"""/burden: the office sees what the tool asks of the units, and that no score counts it."""

import io

from openpyxl import load_workbook

from tests.conversation import World
from tests.desk import HALF, HARD, settle
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
    assert (await ask(world, lin, "/burden 2026年10月")).text == older.text


async def test_many_units_are_in_pages_the_heaviest_first_and_all_in_a_file(world: World) -> None:
    desk = settle(world.store, units=12, matters=1)
    desk.hand_in(9, (0, HALF))
    lin = await Phones(world, desk).of(desk.lin)
    page, shown = await ask(world, lin, "/burden"), list[str]()
    for number in ("1", "2"):
        assert f"Page {number} of 2" in page.labels
        shown += [line for line in page.text.splitlines() if ": messages " in line]
        page = await tap(world, lin, "▶")
    units = [line.partition(":")[0] for line in shown if ": messages 0, fields" in line]
    assert units[0] == "Unit 9"
    assert {one.name for one in desk.units} < set(units)
    await tap(world, lin, "Workbook")
    sent = await lin.last()
    assert sent.media
    table, notes = load_workbook(io.BytesIO(await world.door.fetch(sent.media.url)))
    rows = list(table.iter_rows(min_row=2, max_col=2, values_only=True))
    assert rows[0] == ("2026-11", "Unit 9")
    assert len(rows) == 4 * len(units) == 4 * len(set(units))
    assert "Scores never" in str(list(notes.values))


async def test_a_unit_may_not_read_it(world: World, phones: Phones) -> None:
    liaison = await phones.of(phones.desk.liaisons[0])
    assert "not for your post" in (await ask(world, liaison, "/burden")).text
