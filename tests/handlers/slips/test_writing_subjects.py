"""What a slip written by hand is about: a matter, or a subject of its own."""

from tests.conversation import World
from tests.desk import add_matter
from tests.handlers.office import Phones, ask, tap


async def test_what_was_begun_is_offered_again(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    await ask(world, lin, "推进公共数据共享")
    offered = await ask(world, lin, "/slip")
    assert "推进公共数据共享" in offered.text
    again = await tap(world, lin, "Go on writing")
    assert "✓ About: 推进公共数据共享" in again.text
    await tap(world, lin, "Throw away")
    gone = await tap(world, lin, "Confirm")
    assert "Thrown away." in gone.text
    begun = await ask(world, lin, "/slip")
    assert "○ About: not named yet" in begun.text


async def test_from_a_matter_s_page(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    await ask(world, lin, f"/find {desk.number(1, 1)}")
    await tap(world, lin, desk.number(1, 1))
    form = await tap(world, lin, "Slip")
    assert f"✓ About: {desk.number(1, 1)} Matter 1.1" in form.text
    assert "✓ To 1: Unit 1" in form.text
    he = await phones.of(desk.he)
    await ask(world, he, f"/find {desk.number(1, 1)}")
    page = await tap(world, he, desk.number(1, 1))
    assert "Slip" not in page.labels


async def test_letters_offer_matters_and_a_subject_of_its_own(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    found = await ask(world, lin, "Matter 2")
    assert phones.desk.number(2, 1) in found.labels
    own = await tap(world, lin, "As a subject of its own")
    assert "✓ About: Matter 2" in own.text
    await tap(world, lin, "About")
    taken = await ask(world, lin, phones.desk.number(2, 1))
    assert "Matter 2.1" in taken.text
    assert "✓ To 1: Unit 2" in taken.text


async def test_a_number_is_meant_exactly(world: World, phones: Phones) -> None:
    """Many numbers hold another one; one out of reach is not known."""
    desk = phones.desk
    with world.store.transaction() as session:
        for n in range(12):
            add_matter(session, f"2026-9{n:02d}", desk.units[1])
        add_matter(session, "2026-9", desk.units[2], "The short one")
    lin, ma = await phones.of(desk.lin), await phones.of(desk.ma)
    assert "The short one" in (await ask(world, lin, "/slip 交办 2026-9 x")).text
    assert "no matter 2026-9" in (await ask(world, ma, "/slip 交办 2026-9 x")).text
