"""The register: shelves, filters, pages, one unit, one number, and the whole as a workbook."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, col, select

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from handlers.slips.buttons import OfficeSlipPress
from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id
from models.slips.answers import AnswerKind, draft_of, submit_answer, write_answer
from models.slips.extensions import ask_extension
from models.slips.manuscript_sending import send
from models.slips.manuscripts import begin
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.writing import about_subject, add_units, write_basis, write_demand
from models.units import unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES, Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued

TODAY = date(2026, 11, 18)
SIXTY = 60


def write_many(session: Session, desk: Desk, count: int) -> list[Slip]:
    """Assignments to units 0 to 3 in turn, each about a subject of its own, before the signer."""
    office, clerk = unit_id(desk.office), person_id(desk.lin)
    slips: list[Slip] = []
    for n in range(count):
        paper = begin(session, office, clerk, SlipKind.ASSIGNMENT, OPENED)
        about_subject(session, paper, f"Subject {n}")
        add_units(session, paper, [unit_id(desk.units[n % 4])])
        write_demand(session, paper, "=HYPERLINK(1)")
        write_basis(session, paper, "市委改革办〔2026〕8号")
        slips += send(session, paper, RULES.slips, CALENDAR, clerk, OPENED)
    return slips


@pytest.fixture
def sixty(world: World, phones: Phones) -> list[int]:
    """Sixty slips: ten in each of six places."""
    with world.store.transaction() as session:
        slips = write_many(session, phones.desk, SIXTY)
        sun = session.get_one(Person, person_id(phones.desk.sun))
        signed = {slip_id(slip): slip.revision for slip in slips[10:]}
        sign(session, signed, sun, RULES.slips, CALENDAR, OPENED)
        for slip in slips[10:20]:
            slip.state, slip.due_on = SlipState.RECEIVED, TODAY - timedelta(days=2)
        for slip in slips[20:30]:
            slip.receipt_due_on = TODAY - timedelta(days=1)
        for slip in slips[30:40]:
            slip.state = SlipState.ANSWERED
        for slip in slips[40:50]:
            slip.state = SlipState.ACCEPTED
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("slip"))):
            row.state = Sending.SENT
        return [slip_id(slip) for slip in slips]


@pytest.mark.usefixtures("sixty")
async def test_the_shelves_count_and_open(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    shelves = await ask(world, lin, "/slips")
    assert "Register of slips" in shelves.text
    assert {
        "Overdue 10",
        "Not received 10",
        "To sign 10",
        "Answers to judge 10",
        "All open 40",
        "Done with 10",
        "All 60",
    } <= set(shelves.labels)
    assert not any(label.startswith("Drafts") for label in shelves.labels)
    late = await tap(world, lin, "Overdue 10")
    assert "Overdue · 10" in late.text
    assert late.text.count("received, overdue") == 10
    assert "Page" not in " ".join(late.labels)


@pytest.mark.usefixtures("sixty")
async def test_all_in_pages_the_overdue_ones_first(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slips")
    first = await tap(world, lin, "All 60")
    assert first.text.count("overdue") == 10
    assert "Page 1 of 6" in first.labels
    last = await tap(world, lin, "◀")
    assert "Page 6 of 6" in last.labels
    assert len(last.text) < 4096
    none = await tap(world, lin, "Reminder slip")
    assert "Nothing stands here." in none.text
    assert "● Reminder slip" in none.labels
    kind = await tap(world, lin, "Assignment slip")
    assert "Page 1 of 6" in kind.labels


@pytest.mark.usefixtures("sixty")
async def test_the_slips_of_one_unit_and_one_slip_by_its_number(
    world: World, phones: Phones
) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slips")
    await tap(world, lin, "By unit or number")
    await ask(world, lin, "nit 2")
    unit = await tap(world, lin, "Unit 2")
    assert "Unit 2 · All · 15" in unit.text
    everything = await tap(world, lin, "All units")
    assert "All · 60" in everything.text
    await tap(world, lin, "Shelves")
    await tap(world, lin, "By unit or number")
    await ask(world, lin, "改交[2026]7号")
    page = await tap(world, lin, "改交〔2026〕7号")
    assert "Assignment slip 改交〔2026〕7号 · " in page.text


@pytest.mark.usefixtures("sixty")
async def test_from_a_unit_s_page(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/find Unit 1")
    await tap(world, lin, "Unit 1")
    shown = await tap(world, lin, "Slips")
    assert "Unit 1 · All · 15" in shown.text


@pytest.mark.usefixtures("sixty")
async def test_the_workbook_of_a_look(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slips")
    await tap(world, lin, "Overdue 10")
    await tap(world, lin, "As a workbook")
    sent = await lin.last()
    assert sent.media
    content = await world.door.fetch(sent.media.url)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [dict(zip(_heads(sheet), row, strict=True)) for row in _values(sheet)]
    assert len(rows) == 10
    assert {row["State"] for row in rows} == {"received, overdue, extended"}
    assert {row["Signed by"] for row in rows} == {"Sun"}
    assert {row["Signed as"] for row in rows} == {"deputy director"}
    assert {row["Limit"].date() for row in rows} == {TODAY - timedelta(days=2)}
    assert rows[0]["First limit"].date() == date(2026, 12, 9)
    assert rows[0]["Signed at"].isoformat() == "2026-11-18T09:00:00"
    assert {row["Demand"] for row in rows} == {"=HYPERLINK(1)"}
    demand = _heads(sheet).index("Demand") + 1
    assert sheet.cell(2, demand).data_type == "s", "a formula would run in the reader's program"


def _heads(sheet: Any) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def _values(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.usefixtures("sixty")
async def test_inspector_and_head_read_and_do_not_write(world: World, phones: Phones) -> None:
    for person in (phones.desk.he, phones.desk.zhou):
        phone = await phones.of(person)
        await ask(world, phone, "/slips")
        await tap(world, phone, "Not received 10")
        page = await tap(world, phone, "改交〔2026〕20号")
        assert "Withdraw" not in page.labels
        told = await ask(world, phone, "/withdraw 改交〔2026〕20号 why")
        assert "not for your post" in told.text


async def test_from_a_slip_to_what_is_to_be_decided_about_it(
    world: World, phones: Phones, sixty: list[int]
) -> None:
    """The draft for its signer, the answer and the request for the staff, and the rungs."""
    desk, unit = phones.desk, person_id(phones.desk.liaisons[0])
    with world.store.transaction() as session:
        answered, asked, above = (session.get_one(Slip, sixty[n]) for n in (20, 21, 22))
        draft = draft_of(session, answered, AnswerKind.ANSWER, unit, OPENED)
        write_answer(session, draft, "已办结", unit)
        submit_answer(session, draft, unit, OPENED)
        ask_extension(session, asked, date(2026, 12, 31), "等待批复", unit, TODAY, OPENED)
        above.previous_id = asked.id
    lin = await phones.begun(desk.lin)
    page = await opened_slip(lin, world, sixty[20])
    assert "Answer 1 by Liaison 0, 18 Nov 2026: waits for a verdict" in page.text
    assert "已办结" in (await tap(world, lin, "To the answer")).text
    page = await opened_slip(lin, world, sixty[21])
    assert "Extension asked from 9 Dec 2026 to 31 Dec 2026: 等待批复" in page.text
    assert "Above: Assignment slip 改交〔2026〕13号" in page.text
    assert "31 Dec 2026" in (await tap(world, lin, "To the extension")).text
    await opened_slip(lin, world, sixty[21])
    upper = await tap(world, lin, "改交〔2026〕13号")
    assert "Below: Assignment slip 改交〔2026〕12号" in upper.text
    await opened_slip(lin, world, sixty[0])
    draft_page = await tap(world, lin, "To the draft")
    assert "Assignment slip, draft" in draft_page.text


async def opened_slip(phone: Chatter, world: World, number: int) -> Message:
    """The page of a slip in the newest message."""
    last = (await phone.last()).id
    await phone.answer_to(await phone.press_data(last, OfficeSlipPress(number, 0).pack()))
    await world.settle()
    return next(message for message in await phone.chat() if message.id == last)


async def test_about_a_matter_its_light_and_the_way_to_its_page(
    world: World, phones: Phones
) -> None:
    slip = issued(phones.desk, 1, 0)
    lin = await phones.begun(phones.desk.lin)
    page = await opened_slip(lin, world, slip_id(slip))
    assert "The matter: " in page.text
    assert f"About: {phones.desk.number(1, 0)} Matter 1.0" in page.text
    matter = await tap(world, lin, "Matter")
    assert "Lead unit: Unit 1" in matter.text
    await opened_slip(lin, world, slip_id(slip))
    await tap(world, lin, "Document (PDF)")
    sent = await lin.last()
    assert sent.media
    assert (await world.door.fetch(sent.media.url)).startswith(b"%PDF")


async def test_an_empty_register_and_a_neighbour_s(world: World, phones: Phones) -> None:
    with world.store.transaction() as session:
        write_many(session, phones.desk, 1)
    ma = await phones.of(phones.desk.ma)
    shelves = await ask(world, ma, "/slips")
    assert "All: 0" in shelves.text
    answer = await ma.answer_to(await ma.press_data(shelves.id, "gs:1:0"))
    assert "not for your post" in answer.text


async def test_in_chinese(world: World, phones: Phones, sixty: list[int]) -> None:
    with world.store.transaction() as session:
        session.get_one(Person, person_id(phones.desk.lin)).language = "zh_CN"
    lin = await phones.of(phones.desk.lin)
    shelves = await ask(world, lin, "/slips")
    assert {"已逾期 10", "未签收 10", "待签发 10", "待审核回复 10"} <= set(shelves.labels)
    late = await tap(world, lin, "已逾期 10")
    assert "● 全部种类" in late.labels
    page = await tap(world, lin, "改交〔2026〕1号")
    assert "2026年11月18日印发，签发：Sun（副主任）" in page.text
    assert "回复时限：2026年11月16日（原定2026年12月9日）" in page.text
    assert {"文件（PDF）", "撤回", "登记簿"} <= set(page.labels)
    assert len(sixty) == SIXTY
