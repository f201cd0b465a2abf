"""Slips stand where people look: the desk, the board, a matter, the brief, the month's card."""

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from models.people.posts import Person, person_id
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id
from tests.conversation import World, opened
from tests.desk import Counted, Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import asked_for, drafted, handed_in, issued, overdue_by


def at_work(desk: Desk) -> list[Slip]:
    """Unit 0 has an overdue reminder, an answered one, one with a request, and drafts wait."""
    late, answered, asking = (issued(desk, 0, matter) for matter in range(3))
    overdue_by(desk, late)
    handed_in(desk, answered)
    asked_for(desk, asking, date(2026, 12, 2))
    with desk.store.transaction() as session:
        drafted(desk, session, 1, 0)
        drafted(desk, session, 1, 1, SlipKind.ORDER)
        drafted(desk, session, 1, 2, SlipKind.ASSIGNMENT).state = SlipState.DRAFT
    return [late, answered, asking]


async def test_the_clerk_s_desk_counts_what_is_to_be_decided(world: World, phones: Phones) -> None:
    at_work(phones.desk)
    lin = await phones.begun(phones.desk.lin)
    shown = await ask(world, lin, "/office")
    for line in ("Extensions: 1, since ", "Slip answers: 1, since ", "Slip drafts: 1"):
        assert line in shown.text
    assert "Awaited from others\n❗ Slips overdue: 1\n" in shown.text
    assert "to sign" not in shown.text
    for label in ("Slip answers 1", "Extensions 1", "Slip drafts 1"):
        await tap(world, lin, label)
        assert "Reform Office" in (await tap(world, lin, "Back")).text
    assert "Slips overdue 1" in shown.labels
    assert not {"To sign 1", "Slips not received 1"} & set(shown.labels)


async def test_the_director_s_and_the_head_s_desk_count_what_waits_for_them(
    world: World, phones: Phones
) -> None:
    at_work(phones.desk)
    qian, zhou = await phones.begun(phones.desk.qian), await phones.begun(phones.desk.zhou)
    shown = await ask(world, qian, "/office")
    assert "To sign: 1" in shown.text
    assert {"To sign 1", "Slip answers 1"} <= set(shown.labels)
    shown = await ask(world, zhou, "/office")
    assert "To sign: 1" in shown.text
    assert "Slip answers 1" not in shown.labels
    assert "Order, draft" in (await tap(world, zhou, "To sign 1")).text


async def test_the_inspector_s_desk_only_reads(world: World, phones: Phones) -> None:
    at_work(phones.desk)
    he = await phones.begun(phones.desk.he)
    shown = await ask(world, he, "/office")
    assert "Nothing waits for you." in shown.text
    assert set(shown.labels) - {"Districts"} == {"Board", "Units owing 5", "Slips overdue 1"}


async def test_a_matter_shows_its_open_slips_and_each_opens(world: World, phones: Phones) -> None:
    desk = phones.desk
    late, *_ = at_work(desk)
    lin = await phones.begun(desk.lin)
    await ask(world, lin, "/find Unit 0")
    unit = await tap(world, lin, "Unit 0")
    assert f"📄 Reminder slip {late.number_text} · issued, not received, overdue" in unit.text
    page = await tap(world, lin, desk.number(0, 0))
    assert f"📄 Reminder slip {late.number_text}" in page.text
    assert "by 17 Nov 2026" in page.text
    assert late.number_text in (await tap(world, lin, late.number_text)).text


async def test_the_board_counts_them_by_unit_and_so_does_its_workbook(
    world: World, phones: Phones
) -> None:
    at_work(phones.desk)
    lin = await phones.begun(phones.desk.lin)
    board = await ask(world, lin, "/board")
    assert "Open slips: 3. Units concerned: 1." in board.text
    listed = await tap(world, lin, "Open slips 1")
    assert "Unit 0: Liaison 0 · 📄3" in listed.text
    await tap(world, lin, "Back")
    await tap(world, lin, "Export")
    sent = await lin.last()
    assert sent.media
    rows = list(load_workbook(io.BytesIO(await world.door.fetch(sent.media.url))).worksheets[0])
    column = [cell.value for cell in rows[0]].index("Open slips")
    assert {str(row[1].value): row[column].value for row in rows[1:]}["Unit 0"] == 3


async def test_the_brief_lists_overdue_and_orders_first(world: World, phones: Phones) -> None:
    desk = phones.desk
    late, answered, asking = at_work(desk)
    order = issued(desk, 0, 0, SlipKind.ORDER)
    leader = await phones.begun(desk.leader)
    brief = await ask(world, leader, "/brief")
    assert "Slips: open 4, overdue 1" in brief.text
    await leader.answer_to(await leader.press("Slips 4"))
    await world.settle()
    slips = await leader.last()
    assert f"Reminder slip {late.number_text} 2026-0000 Matter 0.0 · issued" in slips.text
    places = [slips.text.index(slip.number_text) for slip in (late, order, answered, asking)]
    assert places[:2] == sorted(places)[:2]
    assert order.number_text in (await tap(world, leader, order.number_text)).text


async def test_the_month_s_card_says_that_a_slip_is_open(world: World, phones: Phones) -> None:
    desk = phones.desk
    slip = issued(desk)
    liaison = await phones.begun(desk.liaisons[0])
    card = await ask(world, liaison, "/report")
    assert f"📄 Open on this matter: Reminder slip {slip.number_text}" in card.text
    with world.store.transaction() as session:
        session.get_one(Slip, slip_id(slip)).state = SlipState.ACCEPTED
    await tap(world, liaison, "Next ›")
    assert "Open on this matter" not in (await tap(world, liaison, "‹ Previous")).text


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    at_work(desk)
    with world.store.transaction() as session:
        for person in (desk.lin, desk.leader):
            session.get_one(Person, person_id(person)).language = "zh_CN"
    lin, leader = await phones.begun(desk.lin), await phones.begun(desk.leader)
    shown = await ask(world, lin, "/office")
    assert "延期申请：1，最早11月18日" in shown.text
    assert {"待审回复 1", "三单一书草稿 1"} <= set(shown.labels)
    assert "在办三单一书：3份，涉及1个单位。" in (await ask(world, lin, "/board")).text
    assert "三单一书：在办3件，逾期1件" in (await ask(world, leader, "/brief")).text


async def statements_of(desk: Desk, folder: Path) -> int:
    """How many statements a clerk's desk takes."""
    async with opened(desk.store, folder) as world:
        lin = await Phones(world, desk).begun(desk.lin)
        with Counted(desk.store) as seen:
            await ask(world, lin, "/office")
        return len([one for one in seen.statements if "slip" in one])


async def test_the_desk_takes_the_same_statements_for_any_number_of_slips(
    databases_of_two_sizes: tuple[Desk, Desk], tmp_path: Path
) -> None:
    small, large = databases_of_two_sizes
    at_work(small)
    at_work(large)
    for unit in range(3, 20):
        handed_in(large, issued(large, unit))
    counted = [await statements_of(desk, tmp_path) for desk in (small, large)]
    assert counted[0] == counted[1]
    assert counted[0] < 12
