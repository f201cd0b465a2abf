"""The office writes the month's circular in chat: drafted from the figures, and changed."""

from sqlmodel import select

from models.circulars.circulars import Circular, CircularState, Part
from tests.conversation import World
from tests.desk import settle
from tests.handlers.circulars.room import entered
from tests.handlers.office import Phones, ask, tap


async def test_the_draft_comes_with_one_word_and_is_written_once(world: World) -> None:
    room = await entered(world)
    answer = await ask(world, room.lin, "/circular")
    assert "Circular of November 2026 · draft" in answer.text
    assert "Version 1, drafted from the figures: Lin" in answer.text
    await ask(world, room.lin, "/circular 2026-11")
    with world.store.reading() as session:
        assert len(session.exec(select(Circular)).all()) == 1
    assert "17项" in room.words()[Part.OVERALL], "in the office's language"


async def test_there_is_none_before_the_scores(world: World) -> None:
    desk = settle(world.store)
    lin = await Phones(world, desk).begun(desk.lin)
    answer = await ask(world, lin, "/circular")
    assert "The scores of November 2026 are not computed yet" in answer.text


async def test_a_section_is_changed_added_to_and_left_out(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "Arrangements for the next month")
    await tap(world, room.lin, "Change")
    await ask(world, room.lin, "请各单位<抓好>落实。\n\n  及时报送。")
    assert room.words()[Part.NEXT] == "请各单位<抓好>落实。\n及时报送。"
    await tap(world, room.lin, "Add a paragraph")
    answer = await ask(world, room.lin, "特此通报。")
    assert "特此通报。" in answer.text
    assert room.words()[Part.NEXT].endswith("及时报送。\n特此通报。")
    answer = await tap(world, room.lin, "Leave out")
    assert "Left out." in answer.text
    assert room.words()[Part.NEXT] == ""
    assert room.circular().version == 4


async def test_what_the_buttons_do_can_be_typed(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular text 0 特此通报。")
    assert room.words()[Part.OPENING] == "特此通报。"
    await ask(world, room.lin, "/circular 补充 0 请周知。")
    assert room.words()[Part.OPENING] == "特此通报。\n请周知。"
    await ask(world, room.lin, "/circular anew")
    assert room.words()[Part.OPENING].startswith("现将2026年11月改革工作推进情况通报如下。")
    await ask(world, room.lin, "/circular 报批")
    assert room.circular().state is CircularState.AWAITING_APPROVAL
    await ask(world, room.qian, "/circular return 请补充分析")
    assert room.circular().reason == "请补充分析"
    await ask(world, room.lin, "/circular submit")
    await ask(world, room.qian, "/circular approve")
    assert room.circular().number_text == "改通〔2026〕1号"
    await ask(world, room.lin, "/circular send")
    assert room.circular().broadcast_at is not None
    answer = await ask(world, room.lin, "/circular dance")
    assert "Please write what to do: /circular submit" in answer.text


async def test_somebody_elses_change_is_not_overwritten(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "Opening")
    await tap(world, room.lin, "Change")
    await ask(world, room.qian, "/circular text 0 局长改过。")
    answer = await ask(world, room.lin, "科员又改。")
    assert "changed since the preview" in answer.text
    assert room.words()[Part.OPENING] == "局长改过。"
