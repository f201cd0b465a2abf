"""/document: a form by keys or by lines, a preview, and a matter for each unit (DOMAIN §4)."""

from datetime import UTC, date, datetime

from sqlmodel import select

from models.documents.documents import DocumentDuty, Level, Need, SuperiorDocument
from models.matters.ledger import Kind, Matter, milestones_of
from models.outbox import Outbox
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from models.units import unit_id
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap

FORM = """文号：鲁改发〔2026〕3号
标题：关于一窗受理的意见
级别：省
收文日期：2026-11-18
责任单位：Unit 1、Unit 2
是否配套：是
方案报审：否"""


def documents(world: World) -> list[SuperiorDocument]:
    with world.store.reading() as session:
        return list(session.exec(select(SuperiorDocument)))


async def test_by_keys_for_a_cohort(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    form = await ask(world, lin, "/document")
    assert "○ Number: not given yet" in form.text
    assert "Convey by 25 Nov 2026, study and implement by 2 Dec 2026" in form.text
    await tap(world, lin, "Document number")
    await ask(world, lin, "鲁改发〔2026〕3号")
    await tap(world, lin, "Title")
    form = await ask(world, lin, "On one window")
    assert "Number: 鲁改发〔2026〕3号" in form.text
    await tap(world, lin, "Units 0")
    page = await tap(world, lin, "All Departments 2")
    assert "Units 2: Unit 1, Unit 2" in page.text
    await tap(world, lin, "Back")
    form = await tap(world, lin, "Level: provincial")
    assert "Level: city-level" in form.text
    preview = await tap(world, lin, "Preview")
    assert "2 units get a matter each with these steps in the ledger." in preview.text
    assert "Assignment slips are drafted: yes." in preview.text
    registered = await tap(world, lin, "Register it")
    assert "Units: 2" in registered.text
    assert "Unit 1: ○ conveyed · ○ studied · ? local plan" in registered.text
    with world.store.reading() as session:
        matters = session.exec(select(Matter).where(Matter.kind == Kind.DOCUMENT)).all()
        steps = milestones_of(session, [one.id or 0 for one in matters])
        slips = session.exec(select(Slip)).all()
    assert [one.lead_unit_id for one in matters] == [unit_id(desk.units[1]), unit_id(desk.units[2])]
    titles = [[one.title for one in of_matter] for of_matter in steps.values()]
    assert titles == [["传达", "研究贯彻"]] * 2, "in the words of the office"
    assert {(one.kind, one.state) for one in slips} == {
        (SlipKind.ASSIGNMENT, SlipState.AWAITING_SIGNATURE)
    }
    assert slips[0].demand.startswith("现将《On one window》（鲁改发〔2026〕3号）交你单位办理。")


async def test_by_lines_and_words_alone(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    first = await phones.begun(phones.desk.liaisons[1])
    await ask(world, lin, "/document")
    form = await ask(world, lin, FORM)
    assert "Units 2: Unit 1, Unit 2" in form.text
    assert "Local plan: needed." in form.text
    assert "Plans are examined and filed: no." in form.text
    await tap(world, lin, "Slips: yes")
    assert "Preview: register" in (await ask(world, lin, "预览")).text
    page = await ask(world, lin, "登记")
    assert "Unit 2: ○ conveyed · ○ studied · ○ local plan" in page.text
    (document,) = documents(world)
    assert (document.level, document.needs_filing) == (Level.PROVINCIAL, False)
    with world.store.reading() as session:
        told = session.exec(select(Outbox).where(Outbox.kind == "document")).all()
        duties = session.exec(select(DocumentDuty)).all()
    assert len(told) == 2, "without slips each unit is told at once"
    assert {duty.needs_local for duty in duties} == {Need.YES}
    assert "A superior document for your unit" in (await first.last()).text


async def test_what_is_wrong_is_said_and_what_is_right_kept(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/document")
    form = await ask(world, lin, "Number: P 3\nReceived: some day\nLocal plan: 否")
    assert "⚠ “some day” is not a date." in form.text
    assert "Number: P 3" in form.text
    query = await lin.press("Preview")
    assert "Please give the title" in (await lin.answer_to(query)).text
    form = await ask(world, lin, "Title: T\nReceived: 2026-12-31\nConvey by: 2026-12-01")
    assert "received 31 Dec 2026" in form.text
    await ask(world, lin, "Units: Unit 1")
    assert "run backwards" in (await ask(world, lin, "preview")).text
    assert "Please send lines such as" in (await ask(world, lin, "hello")).text
    assert documents(world) == []


async def test_letters_find_units_within_the_office_alone(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/document")
    await tap(world, lin, "Units 0")
    found = await ask(world, lin, "Uni")
    assert {"＋ Unit 0", "＋ Unit 3"} <= set(found.labels)
    page = await tap(world, lin, "＋ Unit 3")
    assert "Units 1: Unit 3" in page.text
    page = await tap(world, lin, "✓ Unit 3")
    assert "○ Units: none yet" in page.text
    await ask(world, lin, "Village")
    assert "Nothing. Please try fewer letters." in (await lin.last()).text


async def test_registered_once_however_often_it_is_pressed(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/document")
    await ask(world, lin, FORM)
    await tap(world, lin, "Preview")
    before = await lin.last()
    pressed = before.button("Register it")
    assert pressed
    assert pressed.data
    await tap(world, lin, "Register it")
    answer = await lin.answer_to(await lin.press_data(before.id, pressed.data))
    assert "decided already" in answer.text
    await ask(world, lin, "/document")
    await ask(world, lin, FORM)
    again = await ask(world, lin, "register")
    assert "registered already" in again.text
    assert len(documents(world)) == 1


async def test_the_list_and_a_document_by_its_number(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    assert "No document is registered yet." in (await ask(world, lin, "/documents")).text
    await ask(world, lin, "/document")
    await ask(world, lin, FORM)
    await ask(world, lin, "登记")
    await world.step(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    page = await ask(world, lin, "/documents")
    assert "🔴 鲁改发〔2026〕3号" in page.text
    assert "Conveyed 0/2, studied 0/2, local plans 0/2, to be decided 0." in page.text
    assert "Overdue: 2." in page.text
    page = await ask(world, lin, "/documents 鲁改发〔2026〕3号")
    assert f"{date(2026, 11, 18).day} Nov 2026" in page.text
    duty = await tap(world, lin, "Unit 1")
    assert "🔴 Convey, by 25 Nov 2026: overdue" in duty.text
    matter = await tap(world, lin, next(x for x in duty.labels if x.startswith("Matter")))
    assert "Superior document: 鲁改发〔2026〕3号 关于一窗受理的意见" in matter.text
    assert "no document X" in (await ask(world, lin, "/documents X")).text
    first = await phones.of(phones.desk.liaisons[1])
    own = await ask(world, first, "/documents")
    assert "Unit 1: ○ conveyed" in own.text
    assert "Unit 2" not in own.text
