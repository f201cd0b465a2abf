"""A slip is written by hand: page by page, in one go, from a matter; looked at and sent."""

import pytest
from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from handlers.office.buttons import Sure
from handlers.slips.writing.buttons import AddresseePress, Listed, SendPress
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.manuscripts import Manuscript
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.units import Cohort, Unit, add_unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES, add_matter
from tests.handlers.office import Phones, ask, tap


def slips(world: World) -> list[Slip]:
    """Every slip there is, in order."""
    with world.store.reading() as session:
        return list(session.exec(select(Slip).order_by(col(Slip.id))))


def paper(world: World) -> Manuscript:
    """The manuscript that was begun last."""
    with world.store.reading() as session:
        newest = select(Manuscript).order_by(col(Manuscript.id).desc())
        return session.exec(newest).all()[0]


async def refusal(phone: Chatter, data: str) -> str:
    """What pops up when data is pressed on the newest message."""
    answer = await phone.answer_to(await phone.press_data((await phone.last()).id, data))
    assert answer.alert, data
    return str(answer.text)


async def written(world: World, lin: Chatter) -> Message:
    """An assignment to every department about a subject of its own, at its preview."""
    await ask(world, lin, "/slip")
    await ask(world, lin, "推进公共数据共享")
    await tap(world, lin, "Units 0")
    await tap(world, lin, "All Departments 3")
    await tap(world, lin, "Back")
    await ask(world, lin, "请制定工作方案。\n明确责任人和时间表。")
    return await tap(world, lin, "Preview")


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


async def pressed(phone: Chatter, label: str) -> str:
    """What pops up when a key is pressed that is refused."""
    answer = await phone.answer_to(await phone.press(label))
    assert answer.alert, label
    return str(answer.text)


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


async def test_another_s_manuscript_is_not_touched(world: World, phones: Phones) -> None:
    lin, sun = await phones.of(phones.desk.lin), await phones.begun(phones.desk.sun)
    await ask(world, lin, "/slip")
    forged = f"wp:{paper(world).id}:f:0"
    assert "not for your post" in await refusal(sun, forged)


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
