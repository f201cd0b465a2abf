"""Card by card: taps, words, difficulties, milestones, files, two people, and late presses."""

import pytest
from sqlmodel import select

from bot.simulator.client import Message
from handlers.dispatch import cards
from models.dispatch.attachments import attachments
from models.dispatch.progress import Saying
from models.dispatch.returns import Mark
from models.dispatch.reviews import send_back
from models.inbox import Hearing, Inbox
from models.matters.ledger import State, matter_by_number
from models.matters.side_states import set_aside
from tests.conversation import World
from tests.handlers.month import Cast, at, meet


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


def data(message: Message, label: str) -> str:
    button = message.button(label)
    assert button, message.text
    assert button.data
    return button.data


async def test_a_card_shows_the_matter_and_last_month(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "Next ›")
    card = (await cast.wang.last()).text
    assert card.startswith("(2/4) 🟡 2026-001 · 张店区\nReform of service 1\nMeasure: One window")
    assert "Milestone: Plan issued, Wed, 25 Nov" in card
    assert "Due: 27 Nov 2026" in card
    assert "Last month: 40%" in card
    assert "This month: not filled in yet" in card


async def test_last_months_words_stand_there(cast: Cast) -> None:
    text = "2026-001 75% Plan issued\n2026-002 50%\n2026-003 50%\n2026-004 50%"
    await cast.says(cast.wang, text)
    await cast.taps(cast.wang, "Submit")
    await cast.world.step(at("2026-12-21 09:00"))
    await cast.settle()
    await cast.taps(cast.wang, "All matters", "· 2026-001")
    assert "Last month: 75%: Plan issued" in (await cast.wang.last()).text


async def test_one_tap_answers_and_goes_on(cast: Cast) -> None:
    assert await cast.taps(cast.wang, "Begin", "+10 → 50%") == "2026-002: 50%"
    assert "(2/4)" in (await cast.wang.last()).text
    assert await cast.taps(cast.wang, "+25 → 65%") == "2026-001: 65%"
    assert await cast.taps(cast.wang, "No change") == "2026-003: No change"
    assert await cast.taps(cast.wang, "Done, apply to close") == "2026-004: Done, apply to close"
    whole = await cast.wang.last()
    assert "All is filled in. Please submit." in whole.text
    assert whole.button("Submit")
    assert cast.newest("2026-004").percent == 100
    assert cast.item("2026-004").mark is Mark.DRAFTED


async def test_a_double_tap_counts_once(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    message = await cast.wang.last()
    tap = data(message, "+10 → 50%")
    queries = [await cast.wang.press_data(message.id, tap) for _ in range(3)]
    await cast.settle()
    assert [one.percent for one in cast.progress("2026-002")] == [50]
    assert not any([(await cast.wang.answer_to(query)).alert for query in queries])
    assert cast.progress("2026-001") == []
    assert "(2/4)" in (await cast.wang.last()).text


async def test_presses_out_of_order_each_count_for_their_card(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    message = await cast.wang.last()
    first = data(message, "+10 → 50%")
    await cast.taps(cast.wang, "Next ›")
    second = data(await cast.wang.last(), "+25 → 65%")
    await cast.wang.press_data(message.id, second)
    await cast.wang.press_data(message.id, first)
    await cast.settle()
    assert cast.newest("2026-002").percent == 50
    assert cast.newest("2026-001").percent == 65


async def test_figures_by_pad_and_by_text(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "Percentage")
    assert "How far is it?" in (await cast.wang.last()).text
    assert await cast.taps(cast.wang, "70%") == "2026-002: 70%"
    await cast.taps(cast.wang, "Percentage")
    assert "Please send one number from 0 to 100." in await cast.says(cast.wang, "140")
    await cast.taps(cast.wang, "Percentage")
    assert "Recorded: 2026-001: 85%" in await cast.says(cast.wang, "85 plan issued")
    assert cast.newest("2026-001").note == "plan issued"
    assert "2026-003" in (await cast.wang.last()).text


async def test_a_difficulty_is_told_in_words(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "Difficulty")
    assert "Who can help?" in await cast.says(cast.wang, "No budget yet")
    assert "2026-001" in await cast.says(cast.wang, "Finance Bureau")
    hard = cast.newest("2026-002")
    assert (hard.saying, hard.note, hard.help_wanted) == (
        Saying.DIFFICULTY,
        "No budget yet",
        "Finance Bureau",
    )
    await cast.taps(cast.wang, "Difficulty")
    await cast.says(cast.wang, "No staff")
    await cast.taps(cast.wang, "Skip")
    assert cast.newest("2026-001").help_wanted == ""
    assert "2026-003" in (await cast.wang.last()).text


async def test_a_note_leaves_the_card_open_for_the_figure(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    told = await cast.says(cast.wang, "Plan is with the county")
    assert "This month: 40%: Plan is with the county" in told
    await cast.taps(cast.wang, "+10 → 50%")
    now = cast.newest("2026-002")
    assert (now.percent, now.note) == (50, "Plan is with the county")


async def test_a_milestone_is_reported_and_taken_back(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "Next ›", "✓ Reached: Plan issued")
    card = (await cast.wang.last()).text
    assert "Reported as reached: Plan issued" in card
    assert cast.newest("2026-001").reaches
    await cast.taps(cast.wang, "Take back: Plan issued")
    assert not cast.newest("2026-001").reaches
    await cast.taps(cast.wang, "✓ Reached: Plan issued", "+25 → 65%")
    assert cast.newest("2026-001").milestones
    assert cast.newest("2026-001").percent == 65


async def test_courtesies_are_no_report(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    assert "Thank you" in await cast.says(cast.wang, "好的，收到")
    assert cast.progress("2026-002") == []


async def test_words_in_reply_to_a_card_are_about_that_card(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    card = await cast.wang.last()
    await cast.says(cast.wang, "/report")
    await cast.taps(cast.wang, "Next ›")
    await cast.says(cast.wang, "60% agreed", reply_to=card.id)
    assert cast.newest("2026-002").percent == 60


async def test_liaison_and_deputy_see_the_same_drafts(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "+10 → 50%")
    assert "1 of 4 matters filled in" in await cast.says(cast.zhao, "/tasks")
    await cast.taps(cast.zhao, "Go on")
    assert "2026-001" in (await cast.zhao.last()).text
    stale = data(await cast.wang.last(), "No change")
    await cast.taps(cast.zhao, "+25 → 65%")
    query = await cast.wang.press_data((await cast.wang.last()).id, stale)
    answer = await cast.wang.answer_to(query)
    assert answer.alert
    assert answer.text == "赵敏 has entered 65% for 2026-001 meanwhile. Please look again."
    await cast.settle()
    assert cast.newest("2026-001").percent == 65
    assert "This month: 65%" in (await cast.wang.last()).text


async def test_a_matter_that_was_set_aside_is_only_shown(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin", "+10 → 50%")
    with cast.world.store.transaction() as session:
        matter = matter_by_number(session, "2026-001")
        set_aside(session, matter, State.SUSPENDED, "Notice 1", None, None, at("2026-11-20 10:00"))
    query = await cast.wang.press("No change")
    assert (await cast.wang.answer_to(query)).alert
    await cast.settle()
    assert cast.progress("2026-001") == []
    assert "1 of 3 matters filled in" in (await cast.wang.last()).text


async def test_a_returned_card_comes_back_with_the_reason(cast: Cast) -> None:
    await cast.says(cast.wang, "2026-001 50%\n2026-002 50%\n2026-003 50%\n2026-004 50%")
    await cast.taps(cast.wang, "Submit")
    item = cast.item("2026-003")
    with cast.world.store.transaction() as session:
        matter = matter_by_number(session, "2026-003")
        stored = session.get_one(type(item), item.id)
        clerk = 4
        now = cast.world.clock.now()
        send_back(session, stored, matter, "Figures do not fit", clerk, now)
    cast.world.app.delivery.wake()
    await cast.settle()
    card = await cast.wang.wait("The reform office has returned this matter")
    assert "Returned by the reform office: Figures do not fit" in card.text
    toast = await cast.taps(cast.wang, "+25 → 75%")
    assert toast == "2026-003: 75%. Counts at once."
    assert cast.item("2026-003").mark is Mark.SUBMITTED
    assert "Receipt 2026-11-001" in (await cast.wang.last()).text


async def test_photos_and_files_belong_to_the_open_card(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    picture = ("site.png", PNG)
    await cast.wang.send_files([picture], caption="50% on site")
    await cast.settle()
    card = await cast.wang.last()
    assert "Attached to 2026-002." in card.text
    assert "1 file" in card.text
    assert "This month: 50%: on site" in card.text
    before = len(await cast.wang.chat())
    await cast.wang.send_files([picture, ("b.png", PNG + b"1"), ("c.png", PNG + b"2")])
    await cast.settle()
    assert len(await cast.wang.chat()) == before + 3 + 1  # three pictures, one answer
    await cast.wang.send_files([("minutes.pdf", b"%PDF-1.4")], caption="2026-003 60%")
    await cast.settle()
    assert "Attached to 2026-003." in (await cast.wang.last()).text
    assert cast.newest("2026-003").percent == 60
    with cast.world.store.reading() as session:
        item = cast.item("2026-003").id or 0
        (paper,) = attachments(session, [item])[item]
    assert (paper.name, paper.photo) == ("minutes.pdf", False)


async def test_a_caption_about_another_matter_does_not_land_on_the_open_card(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    one, two = ("a.png", PNG + b"a"), ("b.png", PNG + b"b")
    for files in ([("minutes.pdf", b"%PDF-1.4")], [one, two]):
        await cast.wang.send_files(files, caption="2026-901 60% of another unit")
        await cast.settle()
        assert "Which matter does it belong to?" in (await cast.wang.last()).text
    assert not cast.progress("2026-002")
    with cast.world.store.reading() as session:
        assert not attachments(session, [cast.item("2026-002").id or 0])


async def test_a_caption_that_is_not_clear_says_so(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    await cast.wang.send_files([("a.png", PNG + b"a")], caption="150% on site")
    await cast.settle()
    assert "Please send one number from 0 to 100." in await cast.wang.told()
    await cast.wang.send_files([("b.png", PNG + b"b")], caption="2026-003 60%\n2026-004 120%")
    await cast.settle()
    assert "“2026-004 120%”: please give one figure from 0 to 100." in await cast.wang.told()
    assert cast.newest("2026-003").percent == 60


async def test_a_forged_version_is_refused(cast: Cast) -> None:
    await cast.taps(cast.wang, "Begin")
    data = f"pc:{cast.item('2026-003').id}:5:50"
    query = await cast.wang.press_data((await cast.wang.last()).id, data)
    assert "no longer there" in (await cast.wang.answer_to(query)).text


async def test_a_press_that_goes_wrong_is_answered_and_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cast.taps(cast.wang, "Begin")

    def broken(*_: object) -> None:
        raise ValueError("a fault of the program")

    monkeypatch.setattr(cards, "record", broken)
    query = await cast.wang.press("No change")
    answer = await cast.wang.answer_to(query)
    assert answer.alert
    assert "could not be done just now" in answer.text
    await cast.settle()
    with cast.world.store.reading() as session:
        assert session.exec(select(Inbox).where(Inbox.state == Hearing.FAILED)).one()


async def test_a_file_without_a_card_asks_which(cast: Cast) -> None:
    await cast.sun.send_files([("minutes.pdf", b"%PDF-1.4")])
    await cast.settle()
    assert "Which matter does it belong to?" in (await cast.sun.last()).text
    await cast.sun.send_files([("voice.ogg", b"OggS")], caption="")
    await cast.settle()


async def test_forty_matters_with_endless_names_stay_readable(world: World) -> None:
    cast = await meet(world, matters=40)
    with world.store.transaction() as session:
        for number in range(1, 41):
            matter = matter_by_number(session, f"2026-{number:03d}")
            matter.title, matter.measure = "<b>名</b>" * 60, "=cmd()" * 600
            session.add(matter)
    await cast.says(cast.wang, "/tasks")
    await cast.taps(cast.wang, "All matters", "▶", "▶", "Overview", "Begin")
    card = await cast.wang.last()
    assert len(card.text) < 1200
    assert "<b>名</b>" in card.text
    await cast.says(cast.wang, "\n".join(f"2026-{n:03d} 50% {'长' * 300}" for n in range(1, 11)))
    assert "Recorded for 10 matters" in (await cast.wang.last()).text


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15"
    b"\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00"
    b"IEND\xaeB`\x82"
)


async def test_after_the_form_words_still_find_their_matter(cast: Cast) -> None:
    await cast.taps(cast.wang, "Form (.xlsx)")
    assert "Which matter is it about?" in await cast.says(cast.wang, "方案已印发")
    assert "please answer them one by one" in (await cast.says(cast.wang, "全部无变化")).lower()


async def test_what_nobody_knows_is_answered_kindly(cast: Cast) -> None:
    assert "this was not understood" in await cast.says(cast.wang, "/nonsense")
    await cast.wang.send_files([("voice.ogg", b"OggS")])
    await cast.settle()
    assert "(1/4)" not in (await cast.wang.last()).text
