"""Lines of text at any time: several at once, corrected by a tap, edited, late, about others."""

import pytest

from models.dispatch.progress import Saying
from models.dispatch.returns import Mark
from models.matters.ledger import State, matter_by_number
from models.matters.side_states import set_aside
from tests.conversation import World
from tests.handlers.month import Cast, at, meet


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


async def test_what_was_understood_is_shown_line_by_line(cast: Cast) -> None:
    told = await cast.says(
        cast.wang,
        "2026-001 75% 方案已印发,下一步报审\n2026-2 有困难：资金未到位，请市财政局协调\n"
        "2026003 无变化",
    )
    assert "Recorded for 3 matters:" in told
    assert "✓ 2026-001 Reform of service 1 · 75%: 方案已印发,下一步报审" in told
    assert "Difficulty (40%): 资金未到位，请市财政局协调" in told
    assert "Help wanted from: 市财政局" in told
    assert "✓ 2026-003 Reform of service 3 · No change" in told
    assert "Not submitted yet; 1 matter is left." in told
    answer = await cast.wang.last()
    assert answer.button("Change 2026-001")
    await cast.taps(cast.wang, "No change for the other 1, submit")
    assert "Changed 2 (closing 0, difficulties 1), no change 2." in (await cast.wang.last()).text


async def test_the_rest_is_offered_only_where_it_is_allowed(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-003 50%")
    answer = await cast.wang.last()
    assert answer.button("Answer the other 3")
    assert "submit" not in " ".join(one.label for row in answer.buttons for one in row)


async def test_a_line_is_corrected_with_a_tap(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-003 35%")
    await cast.taps(cast.wang, "Change 2026-003", "+25 → 60%")
    assert [one.percent for one in cast.progress("2026-003")] == [35, 60]


async def test_other_units_matters_are_not_touched_nor_told_of(cast: Cast) -> None:
    told = await cast.says(cast.wang, "2026-901 90%\n2026-555 90%\n2026-003 50%")
    assert "“2026-901 90%”: this is not a matter you answer for." in told
    assert "“2026-555 90%”: this is not a matter you answer for." in told
    assert "service 901" not in told
    assert cast.progress("2026-901") == []
    assert cast.newest("2026-003").percent == 50


async def test_what_is_not_understood_is_said_with_an_example(cast: Cast) -> None:
    told = await cast.says(cast.wang, "2026-003 130%\n2026-004")
    assert "Not recorded:" in told
    assert "“2026-003 130%”: please give one figure from 0 to 100." in told
    assert "“2026-004”: nothing is said about it yet." in told
    assert "For example: 2026-003 75% plan issued" in told
    assert cast.progress("2026-003") == []


async def test_words_without_a_number_ask_which_matter(cast: Cast) -> None:
    told = await cast.says(cast.wang, "方案已印发")
    assert "Which matter is it about?" in told
    assert cast.progress("2026-001") == []


async def test_a_matter_named_twice_is_one_answer(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-003 50% 初稿\n2026-003 60% 二稿")
    (one,) = cast.progress("2026-003")
    assert (one.percent, one.note) == (60, "初稿\n二稿")


async def test_an_edited_message_makes_new_versions(cast: Cast) -> None:
    message = await cast.wang.send("2026-003 50% draft\n2026-004 60%")
    await cast.settle()
    await cast.wang.edit(message, "2026-003 70% second draft")
    await cast.settle()
    told = (await cast.wang.last()).text
    assert "2026-003 Reform of service 3 · 70%: second draft" in told
    assert "2026-004: the line was taken out of your message; what was recorded stays." in told
    assert [one.percent for one in cast.progress("2026-003")] == [50, 70]
    assert [one.percent for one in cast.progress("2026-004")] == [60]


async def test_edited_words_of_a_card_stay_with_the_card(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    message = await cast.wang.send("50% first words")
    await cast.settle()
    await cast.wang.edit(message, "60% other words")
    await cast.settle()
    now = cast.newest("2026-002")
    assert (now.percent, now.note, now.version) == (60, "other words", 2)


async def test_an_edited_difficulty_stays_one(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "Difficulty")
    what = await cast.wang.send("No budget")
    await cast.settle()
    who = await cast.wang.send("Finance")
    await cast.settle()
    await cast.wang.edit(what, "No budget and no staff")
    await cast.wang.edit(who, "Finance Bureau")
    await cast.settle()
    now = cast.newest("2026-002")
    assert (now.saying, now.note) == (Saying.DIFFICULTY, "No budget and no staff")
    assert now.help_wanted == "Finance Bureau"


async def test_after_submitting_a_line_counts_at_once_by_the_date(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-001 50%\n2026-002 50%\n2026-003 50%\n2026-004 50%")
    await cast.taps(cast.wang, "Submit")
    message = await cast.wang.send("2026-001 60%")
    await cast.settle()
    assert "Receipt 2026-11-001. Counts at once." in (await cast.wang.last()).text
    assert cast.item("2026-001").mark is Mark.SUBMITTED
    await cast.world.step(at("2026-12-01 10:00"))
    await cast.wang.edit(message, "2026-001 70%")
    await cast.settle()
    assert "Counts as late." in (await cast.wang.last()).text
    assert cast.newest("2026-001").submitted_at
    await cast.world.step(at("2026-12-04 10:00"))
    await cast.wang.edit(message, "2026-001 80%")
    await cast.settle()
    assert "Counts as a correction" in (await cast.wang.last()).text
    assert cast.item("2026-001").mark is Mark.CORRECTION


async def test_a_repeated_update_says_and_records_nothing_twice(cast: Cast) -> None:
    await cast.world.door.fault("duplicate", times=3)
    before = len(await cast.wang.chat())
    await cast.says(cast.wang, "2026-003 +10")
    assert [one.percent for one in cast.progress("2026-003")] == [50]
    assert len(await cast.wang.chat()) == before + 2


async def test_a_matter_of_ones_own_that_is_not_asked_about(cast: Cast) -> None:
    with cast.world.store.transaction() as session:
        matter = matter_by_number(session, "2026-004")
        set_aside(session, matter, State.SUSPENDED, "Notice 1", None, None, at("2026-11-20 10:00"))
    told = await cast.says(cast.wang, "2026-004 50%")
    assert "nothing is asked about this matter this month" in told


async def test_a_leave_is_no_matter(cast: Cast) -> None:
    await cast.says(cast.wang, "/leave")
    await cast.says(cast.wang, "2026-11-23 2026-11-27")
    assert cast.progress("2026-001") == []
    assert "Not recorded" not in await cast.wang.told()
