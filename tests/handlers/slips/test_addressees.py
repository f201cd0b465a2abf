"""To whom a slip written by hand goes: found, added and taken off, within reach only."""

from handlers.office.buttons import Sure
from handlers.slips.writing.buttons import AddresseePress, Listed, SendPress
from models.units import unit_id
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.manuscripts import paper, pressed, refusal, slips


async def test_a_district_needs_a_basis(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    asked = await ask(world, lin, f"/slip 交办 {desk.number(0, 0)} 请制定方案。")
    assert "Next: send the document on which a slip to a district rests." in asked.text
    assert "Unit 0: a slip to a district" in await pressed(lin, "Preview")
    send = SendPress(paper(world).id or 0, paper(world).revision, Sure.YES)
    assert "Unit 0: a slip to a district" in await refusal(lin, send.pack())
    assert slips(world) == []
    await ask(world, lin, "市委改革办〔2026〕8号")
    assert "Basis: 市委改革办〔2026〕8号" in (await tap(world, lin, "Preview")).text
    await tap(world, lin, "For signature 1")
    assert slips(world)[0].authority_basis == "市委改革办〔2026〕8号"


async def test_a_unit_out_of_reach_cannot_be_added(world: World, phones: Phones) -> None:
    """The village belongs to the district's own office; the office itself gets nothing, either."""
    desk = phones.desk
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/slip")
    number = paper(world).id or 0
    for unit in (desk.village, desk.office, desk.district_office):
        forged = AddresseePress(number, unit_id(unit), Listed.FOUND, 0)
        assert "not for your post" in await refusal(lin, forged.pack())
    assert paper(world).units == []
    await ask(world, lin, "推进公共数据共享")
    assert "no unit Village" in (await ask(world, lin, "Unit 1, Village")).text
    assert "Nothing." in (await ask(world, lin, "illag")).text


async def test_units_are_found_added_and_taken_off_by_taps(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    await ask(world, lin, "推进公共数据共享")
    found = await ask(world, lin, "nit")
    assert {"＋ Unit 0", "＋ Unit 1", "＋ Unit 2", "＋ Unit 3"} <= set(found.labels)
    await tap(world, lin, "＋ Unit 1")
    ticked = await tap(world, lin, "＋ Unit 2")
    assert {"＋ Unit 0", "✓ Unit 1", "✓ Unit 2"} <= set(ticked.labels)
    chosen = await tap(world, lin, "Chosen 2")
    assert "Unit 1, Unit 2" in chosen.text
    left = await tap(world, lin, "✕ Unit 1")
    assert "Units: 1" in left.text
    await tap(world, lin, "All Towns 1")
    assert paper(world).units == [unit_id(phones.desk.units[2]), unit_id(phones.desk.town)]
    cleared = await tap(world, lin, "Take all off")
    assert "Units: 0" in cleared.text
