"""A slip is written by hand: page by page, in one go, by text; looked at and sent."""

import pytest
from sqlmodel import col, select

from handlers.office.buttons import Sure
from handlers.slips.writing.buttons import SendPress
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.manuscripts import Manuscript
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.units import Cohort, Unit, add_unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.manuscripts import paper, pressed, refusal, slips, written


@pytest.fixture
def third(world: World, phones: Phones) -> None:
    """A third department."""
    with world.store.transaction() as session:
        city = session.get(Unit, phones.desk.office.parent_id)
        add_unit(session, "U9", "Unit 9", Cohort.DEPARTMENT, city)


@pytest.mark.usefixtures("third")
async def test_to_a_cohort_about_a_free_subject(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    begun = await ask(world, lin, "/slip")
    assert "Writing: Assignment slip" in begun.text
    assert "○ About: not named yet" in begun.text
    preview = await written(world, lin)
    assert "Preview, as Unit 1 gets it if it goes out today" in preview.text
    assert "Subject: 推进公共数据共享" in preview.text
    assert "Answer due by 9 Dec 2026." in preview.text
    assert "3 slips: Unit 1, Unit 2, Unit 9" in preview.text
    assert "Signs: Sun (deputy director) or Qian (director)" in preview.text
    sent = await tap(world, lin, "For signature 3")
    assert "3 slips wait for a signature." in sent.text
    with world.store.transaction() as session:
        waiting = session.exec(select(Slip)).all()
        assert {slip.state for slip in waiting} == {SlipState.AWAITING_SIGNATURE}
        looked_at = {slip_id(slip): slip.revision for slip in waiting}
        sun = session.get_one(Person, person_id(phones.desk.sun))
        sign(session, looked_at, sun, RULES.slips, CALENDAR, OPENED)
    assert [slip.number_text for slip in slips(world)] == [f"改交〔2026〕{n}号" for n in (1, 2, 3)]
    assert {slip.demand for slip in slips(world)} == {"请制定工作方案。\n明确责任人和时间表。"}
    assert {slip.answer_days for slip in slips(world)} == {15}


async def test_what_is_missing_is_asked_for_one_after_the_other(
    world: World, phones: Phones
) -> None:
    lin = await phones.of(phones.desk.lin)
    begun = await ask(world, lin, "/slip")
    assert "Next: send the number or letters of a matter" in begun.text
    assert "name a matter or a subject" in await pressed(lin, "Preview")
    about = await ask(world, lin, "推进公共数据共享")
    assert "Next: choose the units" in about.text
    assert "choose at least one unit" in await pressed(lin, "Preview")
    units = await ask(world, lin, "Unit 1, U2")
    assert "✓ To 2: Unit 1, Unit 2" in units.text
    assert "Next: send what is demanded." in units.text
    assert "write what is demanded" in await pressed(lin, "Preview")
    number = paper(world).id
    assert "write what is demanded" in await refusal(
        lin, SendPress(number or 0, paper(world).revision, Sure.YES).pack()
    )
    assert slips(world) == []
    demand = await ask(world, lin, "请制定方案。")
    assert "Nothing is missing." in demand.text


async def test_by_text_alone(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slip")
    await ask(world, lin, "推进公共数据共享")
    await ask(world, lin, "Departments")
    await ask(world, lin, "请制定方案。")
    preview = await ask(world, lin, "preview")
    assert "Preview, as Unit 1 gets it" in preview.text
    done = await ask(world, lin, "send")
    assert "2 slips wait for a signature." in done.text
    assert len(slips(world)) == 2
    assert "decided already" in (await ask(world, lin, "send")).text
    assert len(slips(world)) == 2


async def test_in_one_go_about_a_matter(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    preview = await ask(world, lin, f"/slip 催办 {desk.number(1, 0)} 请于月底前印发文件。")
    assert "Reminder slip" in preview.text
    assert f"{desk.number(1, 0)} Matter 1.0" in preview.text
    assert "Signs: Qian (director)" in preview.text
    await tap(world, lin, "For signature 1")
    (slip,) = slips(world)
    assert slip.kind is SlipKind.REMINDER
    assert slip.unit_id == unit_id(desk.units[1])
    assert slip.matter_number == desk.number(1, 0)
    broken = await ask(
        world, lin, f"/slip 催办　{desk.number(1, 1)}\n请于月底前印发文件。\n并报送。"
    )
    assert "Demanded: 请于月底前印发文件。 并报送。" in broken.text
    unknown = await ask(world, lin, "/slip 交办 2099-1 x")
    assert "no matter 2099-1" in unknown.text
    half = await ask(world, lin, f"/slip {desk.number(2, 0)}")
    assert "Next: send what is demanded." in half.text


async def test_another_s_manuscript_is_not_touched(world: World, phones: Phones) -> None:
    lin, sun = await phones.of(phones.desk.lin), await phones.begun(phones.desk.sun)
    await ask(world, lin, "/slip")
    forged = f"wp:{paper(world).id}:f:0"
    assert "not for your post" in await refusal(sun, forged)


async def test_a_preview_that_was_changed_meanwhile_sends_nothing(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    await ask(world, lin, f"/slip 交办 {desk.number(1, 0)} 请制定方案。")
    stale = SendPress(paper(world).id or 0, paper(world).revision, Sure.YES)
    await tap(world, lin, "Back")
    await tap(world, lin, "Reminder slip")
    assert "changed since the preview" in await refusal(lin, stale.pack())
    assert slips(world) == []


async def test_the_document_comes_as_it_would_be_printed(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    await ask(world, lin, f"/slip 交办 {desk.number(1, 0)} 请制定方案。")
    await tap(world, lin, "Document (PDF)")
    sent = await lin.last()
    assert sent.media
    assert (await world.door.fetch(sent.media.url)).startswith(b"%PDF")
    await tap(world, lin, "Document (Word)")
    sent = await lin.last()
    assert sent.media
    assert (await world.door.fetch(sent.media.url)).startswith(b"PK")


async def test_the_command_twice_begins_nothing_twice(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await world.door.fault("duplicate", times=1)
    await ask(world, lin, f"/slip 交办 {phones.desk.number(1, 0)} 请制定方案。")
    await world.settle()
    with world.store.reading() as session:
        assert len(session.exec(select(Manuscript)).all()) == 1
        ours = col(Outbox.kind).startswith("manuscript")
        assert len(session.exec(select(Outbox).where(ours)).all()) == 1


async def test_who_may_not_write_is_told_so(world: World, phones: Phones) -> None:
    for person in (phones.desk.he, phones.desk.zhou, phones.desk.liaisons[0]):
        phone = await phones.of(person)
        assert "not for your post" in (await ask(world, phone, "/slip")).text


@pytest.mark.usefixtures("third")
async def test_in_chinese(world: World, phones: Phones) -> None:
    with world.store.transaction() as session:
        session.get_one(Person, person_id(phones.desk.lin)).language = "zh_CN"
    lin = await phones.of(phones.desk.lin)
    begun = await ask(world, lin, "/slip")
    assert {"● 交办单", "提示单", "催办单", "责令书", "事由", "预览", "作废"} <= set(begun.labels)
    await ask(world, lin, "推进公共数据共享")
    units = await ask(world, lin, "市直部门")
    assert "主送3个单位" in units.text
    await ask(world, lin, "请制定方案。")
    preview = await ask(world, lin, "预览")
    assert "签发：Sun（副主任）或Qian（主任）" in preview.text
    assert "送签3份" in preview.labels
    done = await ask(world, lin, "送签")
    assert "3份已送签，待签发。" in done.text
