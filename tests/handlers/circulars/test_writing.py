"""The office writes the month's circular in chat: drafts, changes, Word and back, approval."""

import io
from dataclasses import dataclass
from datetime import timedelta

import docx
import pytest
from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from models.circulars.circulars import Circular, CircularState, Origin, Part, text_now
from models.outbox import Outbox
from models.people.absences import take_leave
from models.people.posts import Person
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import newest_run
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR, RULES, Desk, settle
from tests.handlers.office import Phones, ask, tap
from tests.models.circulars.month import NOVEMBER, SCHEME, over


@dataclass
class Room:
    """The clerk and the director with their telephones; November is scored and published."""

    world: World
    desk: Desk
    lin: Chatter
    qian: Chatter

    def circular(self) -> Circular:
        """The newest circular there is."""
        with self.world.store.reading() as session:
            return session.exec(select(Circular).order_by(col(Circular.id).desc())).first() or (
                pytest.fail("there is no circular")
            )

    def words(self) -> dict[Part, str]:
        """Its newest words."""
        with self.world.store.reading() as session:
            return text_now(session, self.circular()).sections

    def origin(self) -> Origin:
        """Where its newest words come from."""
        with self.world.store.reading() as session:
            return text_now(session, self.circular()).origin

    def said(self, kind: str) -> list[Outbox]:
        """The messages of a kind."""
        with self.world.store.reading() as session:
            return list(session.exec(select(Outbox).where(Outbox.kind == kind)))


def score(desk: Desk) -> None:
    """Score November by hand of nobody, and publish it."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        run = compute(session, office, NOVEMBER, SCHEME, RULES.standings, CALENDAR, None, START)
        publish(session, run, Mode.FULL, desk.qian.id or 0, START)
        for row in session.exec(select(Outbox)):
            session.delete(row)  # what publishing says is not the matter here


async def entered(world: World) -> Room:
    """The office in its chats."""
    desk = over(settle(world.store)).desk
    score(desk)
    phones = Phones(world, desk)
    return Room(world, desk, await phones.begun(desk.lin), await phones.begun(desk.qian))


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


async def word_of(room: Room) -> bytes:
    """The Word file as the clerk gets it."""
    await ask(room.world, room.lin, "/circular word")
    message = await room.lin.last()
    assert message.media, message
    return await room.world.door.fetch(message.media.url)


def edited(content: bytes, old: str, new: str) -> bytes:
    """The file after somebody has changed its words and a figure in a table in Word."""
    document = docx.Document(io.BytesIO(content))
    paragraph = next(one for one in document.paragraphs if old in one.text)
    paragraph.runs[0].text = new
    for run in paragraph.runs[1:]:
        run.text = ""
    table = document.tables[0]
    table.rows[1].cells[1].paragraphs[0].runs[0].text = "Somebody else"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


async def test_a_word_file_is_edited_and_sent_back(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    before = room.words()
    opening = before[Part.OPENING]
    came = edited(await word_of(room), opening[:20], "现通报如下。")
    await room.lin.send_files([("edited.docx", came)], as_document=True)
    await world.settle()
    answer = await room.lin.last()
    assert "What the file changes" in answer.text
    assert "+ 现通报如下。" in answer.text
    assert "Not taken" in answer.text
    assert "Somebody else" in answer.text
    assert room.words() == before, "nothing is changed before it is confirmed"
    await tap(world, room.lin, "Take over")
    assert room.words() == {**before, Part.OPENING: "现通报如下。"}
    assert room.origin() is Origin.FILE


async def test_a_file_that_came_back_untouched_changes_nothing(world: World) -> None:
    room = await entered(world)
    content = await word_of(room)
    await room.lin.send_files([("same.docx", content)], as_document=True)
    await world.settle()
    answer = await room.lin.last()
    assert "The file changes no words." in answer.text
    assert "Not taken" not in answer.text
    assert not answer.button("Take over")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK no zip", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "older or protected"),
        ("a.docx", b" ", "damaged"),
    ],
)
async def test_what_is_no_word_file_is_refused_in_words(
    world: World, name: str, content: bytes, said: str
) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await room.lin.send_files([(name, content)], as_document=True)
    await world.settle()
    assert said in (await room.lin.last()).text


async def test_the_director_gets_it_approves_it_and_the_office_hears(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "To approval")
    card = await room.qian.last()
    assert "awaiting approval" in card.text
    assert "It waits for Qian." in card.text
    assert not (await room.lin.last()).button("Sign and issue")
    after = await tap(world, room.qian, "Sign and issue")
    assert "改通〔2026〕1号 · issued" in after.text
    told = await room.lin.last()
    assert "It has not been sent yet." in told.text
    assert {row.person_id for row in room.said("circular_approved")} >= {room.desk.lin.id}


async def test_who_stands_in_later_gets_the_card_in_the_morning(world: World) -> None:
    room = await entered(world)
    sun = await Phones(world, room.desk).begun(room.desk.sun)
    await ask(world, room.lin, "/circular submit")
    with world.store.transaction() as session:
        away = session.get_one(Person, room.desk.qian.id)
        day = CALENDAR.today(START + timedelta(days=1))
        take_leave(session, away, day, day, day, START)
    await world.step(START + timedelta(days=1))
    card = await sun.wait("It waits for Sun.")
    await tap(world, sun, "Sign and issue")
    assert card.button("Sign and issue")
    assert room.circular().state is CircularState.ISSUED
    assert room.circular().approved_by == room.desk.sun.id


async def test_a_returned_one_comes_back_with_the_reason(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "To approval")
    await tap(world, room.qian, "Return")
    await ask(world, room.qian, "请补充分析")
    told = await room.lin.last()
    assert "Reason: 请补充分析" in told.text
    assert room.circular().state is CircularState.DRAFT


async def test_new_scores_ask_for_new_figures(world: World) -> None:
    room = await entered(world)
    await ask(world, room.lin, "/circular")
    with world.store.transaction() as session:
        run = newest_run(session, unit_id(room.desk.office), NOVEMBER)
        assert run
        run.mode = Mode.BANDS
    await tap(world, room.lin, "To approval")
    card = await room.qian.last()
    assert "The scores have changed since" in card.text
    await tap(world, room.qian, "Sign and issue")
    assert room.circular().state is CircularState.AWAITING_APPROVAL
    await tap(world, room.qian, "Draft anew")
    await tap(world, room.qian, "Draft anew")
    await tap(world, room.qian, "Sign and issue")
    assert room.circular().state is CircularState.ISSUED


async def test_a_withdrawn_one_keeps_its_number(world: World) -> None:
    room = await entered(world)
    for said in ("/circular submit", "/circular approve"):
        await ask(world, room.qian, said)
    await ask(world, room.lin, "/circular withdraw 数据有误")
    assert room.circular().state is CircularState.WITHDRAWN
    await world.step(START + timedelta(minutes=5))
    await ask(world, room.lin, "/circular")
    assert (room.circular().edition, room.circular().number) == (2, None)
