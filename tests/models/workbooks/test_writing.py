"""A written workbook keeps texts as texts, offers its lists, and is read back as it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from models.workbooks.archives import COMMAND_LINE
from models.workbooks.cells import tidy
from models.workbooks.opening import open_file
from models.workbooks.writing import Heading, Value, write_workbook


def written(path: Path, *rows: list[Value]) -> list[list[Any]]:
    headings = [Heading(f"h{number}") for number in range(len(rows[0]))]
    write_workbook(path, "台账", headings, rows)
    return [row for _, row in next(iter(open_file(path, COMMAND_LINE))).rows()][1:]


HOSTILE = [
    *("=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "=HYPERLINK(1)", "#N/A", "#REF!"),
    *("<b>&\"'</b>", "\u202eevil\u200f", "😀" * 10, "_x0041_", "_x005F_", "x" * 4000, "0012", "𠮷"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_the_same_text_again(tmp_path: Path, text: str) -> None:
    assert written(tmp_path / "a.xlsx", [text, "x"]) == [[text, "x"]]


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_what_looks_like_a_formula_is_marked_as_text(tmp_path: Path, text: str) -> None:
    written(tmp_path / "a.xlsx", [text])
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


@pytest.mark.parametrize(
    ("text", "kept"), [("\t=1", "=1"), ("\r=1", "=1"), ("a\x00\x0bb", "ab"), ("a\r\nb", "a\nb")]
)
def test_control_characters_are_left_out(tmp_path: Path, text: str, kept: str) -> None:
    assert written(tmp_path / "a.xlsx", [text]) == [[kept]]


def test_values_other_than_texts(tmp_path: Path) -> None:
    row: list[Value] = [date(2026, 11, 30), Decimal("1.2"), 5, None, "x"]
    assert written(tmp_path / "a.xlsx", row) == [[date(2026, 11, 30), 1.2, 5.0, "", "x"]]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_texts_come_back_tidy(tmp_path: Path, texts: list[str]) -> None:
    assert written(tmp_path / "a.xlsx", [*texts, "end"])[0][:-1] == [tidy(text) for text in texts]


def test_the_header_is_frozen_and_lists_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    units = [f"第{number}号单位" for number in range(91)]
    headings = [Heading("单位", 20, units), Heading("状态", 8, ["推进中", "已销号"]), Heading("x")]
    assert write_workbook(path, "台账", headings, [["a", "b", "c"]] * 3) == 3
    book = load_workbook(path)
    sheet = book.worksheets[0]
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.column_dimensions["A"].width == 20
    assert offered["B2:B1048576"] == '"推进中,已销号"'
    assert offered["A2:A1048576"] == "'_lists'!$A$1:$A$91"
    assert book["_lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["_lists"]["A"]] == units
