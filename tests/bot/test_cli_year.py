"""`liaison import year-end` and `export year`: shown first, faults with their place, checkable."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from models.store import Store
from models.units import Unit, unit_by_code, unit_id
from models.years.year_ends import YearEnd
from tests.bot.command_line import CommandLine, liaison
from tests.models.years.published import JANUARY_TO_JUNE, publish_month
from tests.spreadsheet import Calculated

__all__ = ["liaison"]

SCORES = "编码,单位,年终得分,依据\nZD,张店区,92.5,1月12日会议纪要\n,淄川区,88分,\n"


def store_of(line: CommandLine) -> Store:
    return Store(f"sqlite:///{next(line.folder.rglob('*.db'))}")


def stored(line: CommandLine) -> list[tuple[str, int, Decimal, str]]:
    store = store_of(line)
    with store.reading() as session:
        found = session.exec(
            select(Unit.code, YearEnd).join(YearEnd, col(YearEnd.unit_id) == col(Unit.id))
        )
        rows = [(code, one.version, one.score, one.basis) for code, one in found]
    store.close()
    return sorted(rows)


def test_shown_first_then_written_and_harmless_twice(liaison: CommandLine) -> None:
    liaison.filled()
    path = liaison.file("scores.csv", SCORES)
    shown = liaison("import", "year-end", path, "--year", 2026)
    assert shown.code == 0
    assert "张店区: 92.5, 1月12日会议纪要" in shown.out
    assert "2 added, 0 changed, 0 unchanged, 0 faulty" in shown.out
    assert stored(liaison) == []
    assert liaison("import", "year-end", path, "--year", 2026, "--apply").code == 0
    written = [
        ("ZC", 1, Decimal("88.00"), "scores.csv"),
        ("ZD", 1, Decimal("92.50"), "1月12日会议纪要"),
    ]
    assert stored(liaison) == written
    again = liaison("import", "year-end", path, "--year", 2026, "--apply")
    assert "0 added, 0 changed, 2 unchanged" in again.out
    assert stored(liaison) == written


def test_a_change_shows_both_and_keeps_the_old_one(liaison: CommandLine) -> None:
    liaison.filled()
    liaison("import", "year-end", liaison.file("a.csv", SCORES), "--year", 2026, "--apply")
    english = "Code,Year-end score,Basis\nZD,93.25,Letter 4\n"
    told = liaison("import", "year-end", liaison.file("b.csv", english), "--year", 2026, "--apply")
    assert "1 changed" in told.out
    assert "92.50" in told.out
    assert "93.25" in told.out
    assert stored(liaison)[1:] == [
        ("ZD", 1, Decimal("92.50"), "1月12日会议纪要"),
        ("ZD", 2, Decimal("93.25"), "Letter 4"),
    ]


@pytest.mark.parametrize(
    ("row", "where", "why"),
    [
        ("ZD,,101,x", "row 2, column C (年终得分)", "“101” is no score"),
        ("ZD,,90.125,x", "row 2, column C (年终得分)", "two decimals at most"),
        ("ZD,,excellent,x", "row 2, column C (年终得分)", "“excellent” is no score"),
        ("ZD,,,x", "row 2, column C (年终得分)", "Nothing stands here"),
        (",,90,x", "row 2, column B (单位)", "Nothing stands here"),
        ("ZD,淄川区,90,x", "row 2, column B (单位)", "The code belongs to 张店区"),
        ("XX,,90,x", "row 2, column A (编码)", "There is no unit “XX”"),
        ("ZD,,90,x\n,张店区,91,x", "row 3, column B (单位)", "Row 2 gives a score"),
    ],
)
def test_a_fault_names_its_place_and_what_is_expected(
    liaison: CommandLine, row: str, where: str, why: str
) -> None:
    liaison.filled()
    path = liaison.file("scores.csv", f"编码,单位,年终得分,依据\n{row}\n")
    told = liaison("import", "year-end", path, "--year", 2026, "--apply", "--json")
    assert told.code == 1
    (fault,) = told.json["faults"]
    assert why in fault["what"]
    place = f"row {fault['row']}, column {fault['column']} ({fault['heading']})"
    assert place == where
    assert stored(liaison) == []


def a_year(line: CommandLine) -> Path:
    """Two districts with six months and year-end scores, exported."""
    line.filled()
    line("import", "year-end", line.file("a.csv", SCORES), "--year", 2026, "--apply")
    store = store_of(line)
    with store.transaction() as session:
        office = unit_by_code(session, "GGB")
        ids = [unit_id(unit_by_code(session, code)) for code in ("ZD", "ZC")]
        for number, month in enumerate(JANUARY_TO_JUNE):
            totals = {ids[0]: Decimal("90.01") + number, ids[1]: Decimal("99.97") - number}
            publish_month(session, office, month, dict(totals))
    store.close()
    out = line.folder / "year.xlsx"
    assert "2 units" in line("export", "year", "--year", 2026, "--out", out).out
    return out


def test_an_auditor_finds_the_final_scores_by_hand(liaison: CommandLine) -> None:
    path = a_year(liaison)
    sheets: list[Any] = load_workbook(path).worksheets  # the stubs know too many kinds of cell
    sheet, rules = sheets
    assert [rules.cell(row, 2).value for row in (2, 3, 4)] == [0.5, 0.5, 6]
    book = Calculated(path)
    for row in (2, 3):
        months = [sheet.cell(row, column).value for column in range(3, 15)]
        scored = [Decimal(str(one)) for one in months if one is not None]
        mean = sum(scored, Decimal(0)) / len(scored)
        final = (mean + Decimal(str(sheet.cell(row, 17).value))) / 2
        by_hand = final.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(str(sheet.cell(row, 21).value)) == by_hand
        count, calculated, place = (book.value(sheet.title, f"{at}{row}") for at in "OST")
        assert (count, Decimal(str(calculated))) == (len(scored), by_hand)
        assert place == sheet.cell(row, 22).value
    assert [sheet.cell(row, 22).value for row in (2, 3)] == [1, 2]


def test_the_burden_is_exported_with_what_is_counted(liaison: CommandLine) -> None:
    liaison.filled()
    out = liaison.folder / "burden.xlsx"
    assert liaison("export", "burden", "--out", out).code == 0
    table, notes = load_workbook(out).worksheets
    assert table.max_row == 1 + 4 * 4  # four units, four months
    assert notes.cell(4, 1).value == "Scores never count any of it."
