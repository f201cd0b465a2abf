"""The clerk sees the month at a glance, who owes, whom to call, and reminds them in two taps."""

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from sqlmodel import select

from handlers.board.picture import board_month
from handlers.context import Scene
from models.dispatch.cycles import Cycle
from models.dispatch.opening import close_cycle
from models.matters.ledger import State
from models.matters.side_states import set_aside
from models.outbox import Message, Outbox, Sending, put
from models.people.absences import take_leave
from models.people.posts import Person, person_id
from models.store import Store
from tests.conversation import START, World, opened
from tests.desk import DONE, HALF, HARD, OPENED, Counted, Desk, settle
from tests.handlers.office import Phones, ask, tap, tap_on

LAST_MINUTES = datetime(2026, 11, 30, 9, 55, tzinfo=UTC)
"""Monday 17:55 on the office's clock, five minutes before the month is due."""

EVENING = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
"""Wednesday 20:00: outside working hours."""


async def test_the_month_at_a_glance(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE), (1, HARD))
    desk.hand_in(1, at=datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
    lin = await phones.of(desk.lin)
    board = await ask(world, lin, "/board")
    assert "Dispatch of November 2026" in board.text
    assert "Due Mon, 30 Nov, 18:00, cut-off Thu, 3 Dec, 18:00." in board.text
    assert "Answered 2 of 5  ▓▓▓▓░░░░░░ 40%" in board.text
    assert "Districts and counties: 1/2" in board.text
    assert "Owing 3, late 1, with difficulties 1." in board.text
    assert "To review 2, of these closings 1." in board.text
    assert {"Owing 3", "Late 1", "Difficulties 1", "Departments", "Remind all who owe"} <= set(
        board.labels
    )


async def test_a_list_shows_whom_to_call_and_opens_a_unit(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, HALF))
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[1])).telegram_id = None
        away = session.get_one(Person, person_id(desk.liaisons[2]))
        today = world.app.office.calendar.today(START)
        take_leave(session, away, today, today, today, START)
    await phones.of(desk.liaisons[3])  # Telegram links only to accounts that there are
    lin = await phones.of(desk.lin)
    board = await ask(world, lin, "/board")
    owing = await tap_on(world, lin, board, "Owing")
    assert owing.id == board.id  # one message, edited
    assert "… Unit 1: Liaison 1 (not linked yet)" in owing.text
    assert "… Unit 2: Liaison 2 (on leave)" in owing.text
    assert "… Unit 3: Liaison 3" in owing.text
    assert "Unit 0" not in owing.text
    assert f"tg://user?id={desk.liaisons[3].telegram_id}" in owing.html
    unit = await tap_on(world, lin, owing, "… Unit 3")
    assert "Owes its answer" in unit.text
    assert "Remind" in unit.labels
    assert (await tap(world, lin, "Back")).text == owing.text
    await tap(world, lin, "Back")
    districts = await tap(world, lin, "Districts and counties")
    assert "✓ Unit 0" in districts.text
    unit = await tap_on(world, lin, districts, "✓ Unit 0")
    assert "✓ Handed in on time" in unit.text
    assert "receipt 2026-11-001, by Liaison 0." in unit.text
    assert "0% → 50% · Progress · handed in" in unit.text
    assert "方案已报审" in unit.text
    assert "deputy: Deputy" in unit.text


async def test_twelve_missing_five_minutes_before_due(sqlite_url: str, tmp_path: Path) -> None:
    store = Store(sqlite_url)
    desk = settle(store, units=12)
    async with opened(store, tmp_path, LAST_MINUTES) as world:
        desk.hand_in(0, at=LAST_MINUTES)
        phones = Phones(world, desk)
        lin = await phones.of(desk.lin)
        for person in (*desk.liaisons, desk.town_liaison):
            await phones.begun(person)
        board = await ask(world, lin, "/board")
        assert "Owing 12" in board.text
        look = await tap(world, lin, "Remind all who owe")
        assert "12 units owe." in look.text
        assert "12 people would be told:" in look.text
        assert "Liaison 11" in look.text
        done = await tap(world, lin, "Remind now")
        assert "Reminded: 12 people." in done.text
        again = await tap(world, lin, "Back to the board")
        again = await tap(world, lin, "Remind all who owe")
        assert "at most once a day: 12 people." in again.text
        assert "Remind now" not in again.labels
        with store.reading() as session:
            rows = session.exec(select(Outbox).where(Outbox.kind == "reminder")).all()
        assert len(rows) == 12
        assert {row.state for row in rows} == {Sending.SENT}
        assert desk.liaisons[0].id not in {row.person_id for row in rows}
    store.close()


async def test_outside_working_hours_it_goes_out_at_the_next_opening(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = Store(sqlite_url)
    desk = settle(store)
    with store.transaction() as session:
        key = f"reminder:{desk.liaisons[0].id}:2026-11-25"  # told in the morning
        put(session, EVENING, Message(kind="reminder", key=key, person_id=desk.liaisons[0].id))
        session.exec(select(Outbox).where(Outbox.dedupe_key == key)).one().state = Sending.SENT
    async with opened(store, tmp_path, EVENING) as world:
        lin = await Phones(world, desk).of(desk.lin)
        await ask(world, lin, "/nudge")
        done = await tap(world, lin, "Remind now")
        assert "Reminded: 5 people." in done.text
        assert "Outside working hours: it goes out Thu, 26 Nov, 08:30." in done.text
        with store.reading() as session:
            keys = session.exec(
                select(Outbox.dedupe_key).where(Outbox.state == Sending.QUEUED)
            ).all()
        assert f"reminder:{desk.liaisons[0].id}:2026-11-26" in keys
    store.close()


async def test_by_text_at_once(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0)
    for liaison in (*desk.liaisons, desk.town_liaison):
        await phones.begun(liaison)
    lin = await phones.of(desk.lin)
    done = await ask(world, lin, "/nudge all")
    assert "Reminded: 4 people." in done.text
    assert "Liaison 3" in done.text
    assert "at most once a day: 4 people." in (await ask(world, lin, "/nudge 全部")).text


async def test_who_cannot_be_reached_is_named_with_the_reason(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[1])).telegram_id = None
    lin = await phones.of(desk.lin)
    look = await ask(world, lin, "/nudge")
    assert "Nobody to reach in 1 unit:" in look.text
    assert "Unit 1: Liaison 1 (not linked yet)" in look.text


async def test_the_board_as_pictures_of_each_cohort_and_as_a_file(
    world: World, phones: Phones
) -> None:
    phones.desk.hand_in(0, (0, DONE), (1, HARD))
    lin = await phones.of(phones.desk.lin)
    board = await ask(world, lin, "/board")
    for _ in range(2):
        await lin.answer_to(await lin.press_data(board.id, "be:1:photo"))
    await world.settle()
    photos = [one for one in await lin.chat() if one.media]
    assert [one.media.kind for one in photos if one.media] == ["photo"] * 3
    await lin.answer_to(await lin.press("Full size"))
    await world.settle()
    sent = (await lin.last()).media
    assert sent
    assert sent.file_name == "2026-11.pdf"
    assert (await world.door.fetch(sent.url)).startswith(b"%PDF")
    with phones.desk.store.reading() as session:
        office = world.app.office
        scene = Scene(session, START, office, office.translator("en"), None)
        facts = board_month(scene, session.get_one(Cycle, 1))
    first = facts.cohorts[0].rows[0]
    assert first.name == "Unit 0"
    assert [one.answer for one in first.cells] == ["on_time"] * 3


async def test_the_workbook_holds_units_and_matters(world: World, phones: Phones) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, HARD))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/board")
    await tap(world, lin, "Export")
    file = await lin.last()
    assert file.media
    assert file.media.file_name == "Dispatch 2026-11.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(await world.door.fetch(file.media.url)))
    units, matters = book["Units"], book["Matters"]
    rows = [[cell.value for cell in row] for row in units.iter_rows()]
    assert [row[1] for row in rows[1:]] == ["Town", "Unit 0", "Unit 1", "Unit 2", "Unit 3"]
    assert rows[2][3:6] == ["on time", "Wed, 18 Nov, 09:00", "2026-11-001"]
    assert matters.max_row == 16
    said = [row for row in matters.iter_rows(values_only=True) if row[9] == "资金不足"]
    assert len(said) == 1
    assert said[0][6:9] == (0, 40, "Difficulty")


async def test_months_back_and_by_name(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    assert "not been opened" in (await ask(world, lin, "/board 2025-01")).text
    assert "not been opened" in (await ask(world, lin, "/board soon")).text
    assert "November 2026" in (await ask(world, lin, "/board 2026-11")).text


async def test_before_the_first_month_the_board_says_so(world: World, phones: Phones) -> None:
    ma = await phones.of(phones.desk.ma)
    assert "not been opened" in (await ask(world, ma, "/board")).text


async def test_an_inspector_reads_but_does_not_remind(world: World, phones: Phones) -> None:
    he = await phones.of(phones.desk.he)
    board = await ask(world, he, "/board")
    assert "Remind all who owe" not in board.labels
    assert "This is not for your post" in (await ask(world, he, "/nudge")).text


async def test_the_cut_off_is_told_with_who_is_missing(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    desk.hand_in(0)
    with world.store.transaction() as session:
        close_cycle(session, session.get_one(Cycle, desk.cycle.id), START)
        put(
            session,
            START,
            Message(kind="cut_off", key="c", person_id=desk.lin.id, subject_id=desk.cycle.id),
            Message(kind="provisional", key="p", person_id=desk.lin.id, subject_id=desk.cycle.id),
            Message(kind="redated", key="r", person_id=desk.lin.id, subject_id=desk.cycle.id),
        )
    world.app.delivery.wake()
    told = await lin.wait("is cut off")
    assert "4 units handed in nothing:" in told.text
    assert "✗ Unit 1: Liaison 1" in told.text
    moved = await lin.wait("New dates for November 2026")
    assert "Due Mon, 30 Nov, 18:00" in moved.text
    await world.settle()
    assert "provisional" not in await lin.told()  # it is no longer true, so it is not said
    board = await tap_on(world, lin, await lin.wait("is cut off"), "Who is missing")
    assert "✗ Unit 1" in board.text


async def test_provisional_dates_are_told(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    with world.store.transaction() as session:
        session.get_one(Cycle, desk.cycle.id).provisional = True
        notice = Message(
            kind="provisional", key="p", person_id=desk.lin.id, subject_id=desk.cycle.id
        )
        put(session, START, notice)
    world.app.delivery.wake()
    told = await lin.wait("are provisional")
    board = await tap_on(world, lin, told, "Board")
    assert "These dates may still move" in board.text


async def test_a_unit_set_aside_meanwhile_still_opens(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.of(desk.lin)
    board = await ask(world, lin, "/board")
    owing = await tap_on(world, lin, board, "Owing")
    with world.store.transaction() as session:
        for matter in range(3):
            _, one = desk.card(session, 3, matter)
            set_aside(session, one, State.SUSPENDED, "鲁发〔2026〕3号", None, None, OPENED)
    unit = await tap_on(world, lin, owing, "… Unit 3")
    assert "Unit 3" in unit.text


async def statements_of(desk: Desk, folder: Path, *acts: str) -> int:
    """How many statements a clerk's round takes."""
    async with opened(desk.store, folder) as world:
        lin = await Phones(world, desk).of(desk.lin)
        with Counted(desk.store) as seen:
            for act in acts:
                await (ask(world, lin, act) if act.startswith("/") else tap(world, lin, act))
        return len([one for one in seen.statements if "FROM unit" in one or "return" in one])


async def test_the_board_takes_the_same_statements_for_any_number_of_units(
    databases_of_two_sizes: tuple[Desk, Desk], tmp_path: Path
) -> None:
    acts = ("/board", "Departments", "/office", "/exceptions")
    small, large = [await statements_of(desk, tmp_path, *acts) for desk in databases_of_two_sizes]
    assert small == large
