"""When a slip written by hand has to be answered: by text, by keys, or not at all."""

import pytest

from tests.conversation import World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.manuscripts import slips


@pytest.mark.parametrize(
    ("text", "line"),
    [("20", "20 working days"), ("2026-12-31", "31 Dec 2026"), ("12月31日", "31 Dec 2026")],
)
async def test_the_limit_by_text(world: World, phones: Phones, text: str, line: str) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    await tap(world, lin, "Limit")
    assert line in (await ask(world, lin, text)).text


async def test_the_limit_by_keys_and_what_is_refused(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    await tap(world, lin, "Limit")
    assert "over already" in (await ask(world, lin, "2026-11-01")).text
    assert "not clear" in (await ask(world, lin, "soon")).text
    page = await tap(world, lin, "10 working days")
    assert "✓ Limit: 10 working days from the day it goes out" in page.text
    await tap(world, lin, "Limit")
    usual = await tap(world, lin, "As usual: 15 days")
    assert "15 working days from the day it goes out, as usual" in usual.text


async def test_a_prompt_by_hand_goes_out_after_one_more_look(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, liaison = await phones.of(desk.lin), await phones.begun(desk.liaisons[1])
    await ask(world, lin, f"/slip 提示 {desk.number(1, 0)}")
    preview = await tap(world, lin, "Preview")
    assert "A prompt is not signed" in preview.text
    sure = await tap(world, lin, "Send out 1")
    assert "goes out without a signature" in sure.text
    assert slips(world) == []
    done = await tap(world, lin, "Confirm")
    assert "1 prompt goes out." in done.text
    (slip,) = slips(world)
    assert slip.number_text == "改提〔2026〕1号"
    assert slip.signed_as is None
    assert "改提〔2026〕1号" in await liaison.told()
