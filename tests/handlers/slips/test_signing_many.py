"""Much is signed at once after one look: exactly what was listed, or nothing."""

import pytest

from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from tests.conversation import World
from tests.desk import settle
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.drafts import drafted, missed, slip_now, states


@pytest.fixture
def phones(world: World) -> Phones:
    return Phones(world, settle(world.store, units=12))


async def test_twelve_with_one_look(world: World, phones: Phones) -> None:
    desk = phones.desk
    numbers = drafted(desk, SlipKind.REMINDER, *range(8)) + drafted(
        desk, SlipKind.ASSIGNMENT, *range(8, 12), demand="请办理"
    )
    qian = await phones.begun(desk.qian)
    listed = await ask(world, qian, "/sign")
    assert "To sign: 12" in listed.text
    assert "Page 1 of 2" in listed.labels
    assert "Assignment slip, draft 9 Unit 8: Subject 8 · 15 working days" in listed.text
    sure = await tap(world, qian, "Sign all 12")
    assert "Reminder slip: 8, to Unit 0, Unit 1" in sure.text
    assert "Assignment slip: 4, to Unit 8, Unit 9, Unit 10, Unit 11" in sure.text
    assert states(world, numbers) == [SlipState.AWAITING_SIGNATURE] * 12
    done = await tap(world, qian, "Sign 12 slips")
    assert "Signed: 12" in done.text
    assert states(world, numbers) == [SlipState.ISSUED] * 12
    assert [slip_now(world, number).number for number in numbers] == [*range(1, 9), *range(1, 5)]


async def test_of_a_pile_only_what_is_new_is_brought(world: World, phones: Phones) -> None:
    desk = phones.desk
    qian = await phones.begun(desk.qian)
    drafted(desk, SlipKind.ASSIGNMENT, *range(5), demand="请办理")
    await world.settle()
    assert (await qian.last()).text.startswith("To sign: 5\n")
    before = len(await qian.chat())
    drafted(desk, SlipKind.REMINDER, 5, 7, demand="请办理")
    await world.settle()
    assert len(await qian.chat()) == before + 1, "without their pictures"
    new = await qian.last()
    assert new.text.startswith("New to sign: 2, 7 in all\n")
    assert "Unit 5" in new.text
    assert "Unit 0" not in new.text
    assert "To sign: 7" in (await tap(world, qian, "To sign 7")).text


async def test_what_was_changed_meanwhile_is_looked_at_again(world: World, phones: Phones) -> None:
    desk = phones.desk
    numbers = drafted(desk, SlipKind.ASSIGNMENT, 1, 2, 4, demand="请办理")
    qian, sun = await phones.begun(desk.qian), await phones.begun(desk.sun)
    await ask(world, qian, "/sign all")
    await ask(world, sun, f"/change {numbers[1]} limit 3")
    answer = await qian.answer_to(await qian.press("Sign 3 slips"))
    assert "Things have changed since the preview." in answer.text
    await world.settle()
    assert "· 3 working days" in (await qian.last()).text
    assert states(world, numbers) == [SlipState.AWAITING_SIGNATURE] * 3


async def test_what_was_answered_meanwhile_is_not_signed(world: World, phones: Phones) -> None:
    desk = phones.desk
    numbers = [missed(desk, unit, f"2026-90{unit}") for unit in (1, 2, 4)]
    qian = await phones.begun(desk.qian)
    await ask(world, qian, "/sign all")
    with world.store.transaction() as session:
        below = session.get_one(Slip, slip_now(world, numbers[1]).previous_id)
        below.state = SlipState.ANSWERED
    answer = await qian.answer_to(await qian.press("Sign 3 slips"))
    assert "Things have changed since the preview." in answer.text
    await world.settle()
    assert "To sign: 2" in (await qian.last()).text
    refused = await ask(world, qian, f"/sign {numbers[0]} {numbers[1]}")
    answer = await qian.answer_to(await qian.press("Sign 2 slips"))
    assert "There is nothing to sign." in answer.text, refused.text
    assert states(world, numbers) == [SlipState.AWAITING_SIGNATURE] * 3, "all of them or none"
    await ask(world, qian, "/sign all")
    await tap(world, qian, "Sign 2 slips")
    assert [slip_now(world, number).number for number in numbers] == [1, None, 2]


async def test_named_drafts_are_signed_all_or_none(world: World, phones: Phones) -> None:
    desk = phones.desk
    first, second, third = drafted(desk, SlipKind.REMINDER, 1, 2, 4)
    (order,) = drafted(desk, SlipKind.ORDER, 1)
    qian = await phones.begun(desk.qian)
    refused = await ask(world, qian, f"/sign {first} {order}")
    assert "Somebody else signs" in refused.text
    assert "no slip first" in (await ask(world, qian, "/sign first")).text
    sure = await ask(world, qian, f"/sign 草稿{first}、{third}")
    assert "Reminder slip: 2, to Unit 1, Unit 4" in sure.text
    await tap(world, qian, "Sign 2 slips")
    assert states(world, [first, second, third, order]) == [
        SlipState.ISSUED,
        SlipState.AWAITING_SIGNATURE,
        SlipState.ISSUED,
        SlipState.AWAITING_SIGNATURE,
    ]
    assert "decided already" in (await ask(world, qian, f"/sign {first}")).text
