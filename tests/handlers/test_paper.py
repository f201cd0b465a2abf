"""A reply on paper: the deputy or the office types it in, it counts the same, the unit is told."""

import pytest
from sqlmodel import select

from models.dispatch.progress import Saying, Way
from models.dispatch.returns import Return
from tests.conversation import World
from tests.handlers.month import Cast, meet


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


async def test_the_clerk_types_in_a_paper(cast: Cast) -> None:
    assert "Whose reply came on paper?" in await cast.says(cast.li, "/paper")
    await cast.taps(cast.li, "· 淄川区")
    chosen = (await cast.li.last()).text
    assert "Dispatch of November 2026 · 淄川区" in chosen
    assert "2026-901" in chosen
    assert "75%: rules issued" in await cast.says(cast.li, "2026-901 75% rules issued")
    assert await cast.taps(cast.li, "Submit") == "Submitted."
    assert "Receipt 2026-11-001" in (await cast.li.last()).text
    version = cast.newest("2026-901")
    assert (version.way, version.percent) == (Way.PAPER, 75)
    assert version.submitted_at
    with cast.world.store.reading() as session:
        (one,) = session.exec(select(Return).where(Return.sequence == 1)).all()
    assert one.on_paper
    assert not one.late
    told = await cast.sun.wait("李静 has typed in your reply that came on paper")
    assert "Receipt 2026-11-001" in told.text
    assert "75%: rules issued" in told.text


async def test_units_are_found_by_letters_and_others_unchanged(cast: Cast) -> None:
    await cast.says(cast.li, "/paper 张店")
    answer = await cast.li.last()
    assert [one.label for row in answer.buttons for one in row] == ["· 张店区"]
    await cast.taps(cast.li, "· 张店区")
    await cast.says(cast.li, "2026-001 50%\n2026-002 no change")
    await cast.taps(cast.li, "No change for the other 2, submit")
    assert cast.newest("2026-004").saying is Saying.NO_CHANGE
    assert cast.newest("2026-004").way is Way.PAPER
    assert "No unit with these letters" in await cast.says(cast.li, "/paper 桓台")


async def test_a_line_of_another_unit_is_not_taken_over(cast: Cast) -> None:
    await cast.says(cast.li, "/paper 淄川")
    await cast.taps(cast.li, "· 淄川区")
    told = await cast.says(cast.li, "2026-001 50%")
    assert "this is not a matter you answer for" in told
    assert cast.progress("2026-001") == []


async def test_an_edited_paper_line_is_a_new_version_on_paper(cast: Cast) -> None:
    await cast.says(cast.li, "/paper 淄川")
    await cast.taps(cast.li, "· 淄川区")
    message = await cast.li.send("2026-901 75%")
    await cast.settle()
    await cast.li.edit(message, "2026-901 80%")
    await cast.settle()
    assert [(one.percent, one.way) for one in cast.progress("2026-901")] == [
        (75, Way.PAPER),
        (80, Way.PAPER),
    ]


async def test_the_deputy_may_and_the_liaison_need_not(cast: Cast) -> None:
    await cast.says(cast.zhao, "/paper")
    answer = await cast.zhao.last()
    assert [one.label for row in answer.buttons for one in row] == ["· 张店区"]
    assert "not for your post" in await cast.says(cast.wang, "/paper")
    query = await cast.wang.press_data((await cast.wang.last()).id, "pp:1")
    assert "not for your post" in (await cast.wang.answer_to(query)).text


async def test_a_double_tap_on_submit_tells_the_unit_once(cast: Cast) -> None:
    await cast.says(cast.li, "/paper 淄川")
    await cast.taps(cast.li, "· 淄川区")
    await cast.says(cast.li, "2026-901 75%")
    message = await cast.li.last()
    button = message.button("Submit")
    assert button
    assert button.data
    for _ in range(3):
        await cast.li.press_data(message.id, button.data)
    await cast.settle()
    told = [m for m in await cast.sun.chat() if "typed in your reply" in m.text]
    assert len(told) == 1
