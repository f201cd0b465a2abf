"""The month's form goes out, comes back filled in, is looked at, and counts when confirmed."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.simulator.client import Person as Phone
from models.dispatch.progress import Saying, Way
from tests.conversation import World
from tests.handlers.month import Cast, meet

NUMBER, PERCENT, NOTE, DONE, DIFFICULTY, HELPER = "A", "H", "I", "J", "K", "L"


@pytest.fixture
async def cast(world: World) -> Cast:
    return await meet(world)


async def form_of(cast: Cast, phone: Phone) -> Any:
    """The form the bot sends on the button, opened."""
    await cast.taps(phone, "Form (.xlsx)")
    message = await phone.last()
    assert "Fill in the form" in message.text
    assert message.media
    content = await cast.world.door.fetch(message.media.url)
    return load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def send(cast: Cast, phone: Phone, book: Any, name: str = "form.xlsx") -> str:
    content = book if isinstance(book, bytes) else saved(book)
    await phone.send_files([(name, content)], as_document=True)
    await cast.settle()
    return (await phone.last()).text


def fill(book: Any, number: str, **cells: Any) -> None:
    """Write into the row of a matter; `PERCENT=75` and so on."""
    columns = {name.lower(): globals()[name] for name in ("PERCENT", "NOTE", "DONE", "DIFFICULTY")}
    columns["helper"] = HELPER
    sheet = book.active
    row = next(r for r in range(5, sheet.max_row + 1) if sheet[f"{NUMBER}{r}"].value == number)
    for name, value in cells.items():
        sheet[f"{columns[name]}{row}"] = value


async def test_the_form_holds_the_units_own_matters_only(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    sheet = book.active
    assert [sheet[f"A{row}"].value for row in range(5, sheet.max_row + 1)] == [
        "2026-002",
        "2026-001",
        "2026-003",
        "2026-004",
    ]
    assert sheet["F5"].value == 40
    assert "Form: 2026-11/ZD" in sheet["A3"].value


async def test_a_form_is_filled_in_looked_at_and_submitted(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    fill(book, "2026-001", percent="75%", note="Plan issued")
    fill(book, "2026-002", difficulty="No budget yet", helper="Finance Bureau")
    fill(book, "2026-003", done="yes")
    seen = await send(cast, cast.wang, book)
    assert "nothing is recorded yet" in seen
    assert "2026-001 Reform of service 1 · 75%: Plan issued" in seen
    assert "No change 1" in seen
    assert cast.progress("2026-001") == []
    toast = await cast.taps(cast.wang, "Confirm and submit")
    assert toast == "Submitted."
    assert "Receipt 2026-11-001" in (await cast.wang.last()).text
    first = cast.newest("2026-001")
    assert (first.percent, first.note, first.way) == (75, "Plan issued", Way.FORM)
    hard = cast.newest("2026-002")
    assert (hard.saying, hard.help_wanted) == (Saying.DIFFICULTY, "Finance Bureau")
    assert cast.newest("2026-003").saying is Saying.DONE
    assert cast.newest("2026-004").saying is Saying.NO_CHANGE
    assert all(cast.newest(f"2026-00{n}").submitted_at for n in (1, 2, 3, 4))


async def test_a_second_tap_on_confirm_is_harmless(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    fill(book, "2026-001", percent=50)
    fill(book, "2026-002", note="no change")
    await send(cast, cast.wang, book)
    message = await cast.wang.last()
    button = message.button("Confirm and submit")
    assert button
    assert button.data
    for _ in range(2):
        await cast.wang.press_data(message.id, button.data)
    await cast.settle()
    assert len(cast.progress("2026-001")) == 1
    assert "Receipt 2026-11-001" in (await cast.wang.last()).text


async def test_pressing_matters_left_empty_can_only_be_saved(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    fill(book, "2026-003", percent=60)
    seen = await send(cast, cast.wang, book)
    assert "still without an answer: 2026-002, 2026-001" in seen
    assert (await cast.wang.last()).button("Confirm and submit") is None
    await cast.taps(cast.wang, "Save only")
    assert cast.newest("2026-003").percent == 60
    assert cast.newest("2026-003").submitted_at is None
    assert cast.progress("2026-004") == []


async def test_faults_name_row_and_column_and_what_is_expected(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    fill(book, "2026-001", percent="a lot")
    fill(book, "2026-002", percent="120")
    fill(book, "2026-003", done="perhaps")
    fill(book, "2026-004", note="x" * 1001)
    book.active["A9"] = "2026-901"
    book.active["H9"] = "50"
    seen = await send(cast, cast.wang, book)
    assert "Row 6, column H (This month (%)): “a lot”; please write a number" in seen
    assert "Row 5, column H" in seen
    assert "Row 7, column J" in seen
    assert "Row 8, column I" in seen
    assert "Row 9, column A (Number): “2026-901” is not in this form" in seen
    assert (await cast.wang.last()).button("Confirm and submit") is None
    assert cast.progress("2026-901") == []


async def test_a_form_of_another_unit_or_month_is_refused(cast: Cast) -> None:
    book = await form_of(cast, cast.sun)
    fill(book, "2026-901", percent=90)
    assert "belongs to a unit you do not answer for" in await send(cast, cast.wang, book)
    book = await form_of(cast, cast.wang)
    book.active["A3"] = "Form: 2026-10/ZD"
    assert "the form of October 2026" in await send(cast, cast.wang, book)
    book.active["A3"] = "Form: 2026-99/ZD"
    assert "which is not open" in await send(cast, cast.wang, book)
    assert cast.progress("2026-901") == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("form.xlsx", b"no zip at all", "is no workbook"),
        ("form.xlsm", b"PK\x03\x04", "macros"),
        ("form.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
    ],
)
async def test_what_is_no_workbook_is_refused(
    cast: Cast, name: str, content: bytes, told: str
) -> None:
    assert told in await send(cast, cast.wang, content, name)


async def test_another_workbook_is_named_as_such(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    book.active.delete_rows(1, 4)
    assert "is not the month's form" in await send(cast, cast.wang, book)


async def test_hostile_words_stay_words(cast: Cast) -> None:
    book = await form_of(cast, cast.wang)
    fill(book, "2026-001", percent=50, note="<b>bold</b> =cmd()")
    fill(book, "2026-002", percent=50, note="\u202eevil")
    fill(book, "2026-003", percent=50, note="=HYPERLINK(1)")
    seen = await send(cast, cast.wang, book)
    assert "<b>bold</b>" in seen
    await cast.taps(cast.wang, "Confirm and submit", "Change", "Overview")
    again = await form_of(cast, cast.wang)
    cells = {again.active[f"A{row}"].value: again.active[f"I{row}"] for row in range(5, 9)}
    assert cells["2026-001"].value == "<b>bold</b> =cmd()"
    assert all(cell.data_type != "f" for cell in cells.values())


async def test_the_form_sent_back_untouched_changes_nothing(cast: Cast) -> None:
    await cast.says(
        cast.wang, "2026-001 75% Plan issued\n2026-002 blocked: no budget\n2026-003 done"
    )
    await cast.taps(cast.wang, "Overview")
    book = await form_of(cast, cast.wang)
    seen = await send(cast, cast.wang, book)
    assert "No change 1, as recorded before 3" in seen
    await cast.taps(cast.wang, "Confirm and submit")
    assert len(cast.progress("2026-001")) == 1
    assert cast.newest("2026-002").note == "blocked: no budget"
