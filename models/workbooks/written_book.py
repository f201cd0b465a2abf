"""Writes sheets with openpyxl; slow to load, so only `writing.write_sheets` imports it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from models.workbooks.cells import tidy
from models.workbooks.writing import Formula, Sheet, Value

_LONGEST_CELL = 32_767
_LONGEST_LIST = 255
_LAST_ROW = 1_048_576
_LISTS = "_lists"
_NOT_AS_TEXT = ("=", "+", "-", "@", "#")
"""A text that begins so becomes a formula or an error, here or in the next program."""

_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FILL = PatternFill("solid", fgColor="E4ECF5")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="center")


def write_book(target: Path | BinaryIO, sheets: Sequence[Sheet]) -> int:
    """Write the sheets into a file; how many rows there were."""
    book = Workbook(write_only=True)
    long_lists: list[Sequence[str]] = []
    count = sum(_write_sheet(book, sheet, long_lists) for sheet in sheets)
    _write_lists(book, long_lists)
    book.save(target)
    return count


def _write_sheet(book: Workbook, wanted: Sheet, long_lists: list[Sequence[str]]) -> int:
    sheet: Any = book.create_sheet(wanted.title)  # the type stubs know half of a streamed sheet
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(wanted.headings, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = heading.width
        if heading.choices:
            offer = _offer(heading.choices, long_lists)
            offer.add(f"{letter}2:{letter}{_LAST_ROW}")
            sheet.data_validations.append(offer)
    sheet.append([_heading_cell(sheet, heading.text) for heading in wanted.headings])
    count = 0
    for count, row in enumerate(wanted.rows, start=1):  # noqa: B007  the count is the result
        sheet.append([_safe(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(wanted.headings))}{count + 1}"
    return count


def _offer(choices: Sequence[str], long_lists: list[Sequence[str]]) -> DataValidation:
    """A drop-down; a list that is long or holds a comma goes to the hidden sheet."""
    listed = ",".join(choices)
    source = f'"{listed}"'
    if len(listed) > _LONGEST_LIST or any("," in one or '"' in one for one in choices):
        long_lists.append(choices)
        letter = get_column_letter(len(long_lists))
        source = f"'{_LISTS}'!${letter}$1:${letter}${len(choices)}"
    return DataValidation(type="list", formula1=source, errorStyle="warning", allow_blank=True)


def _write_lists(book: Workbook, long_lists: Sequence[Sequence[str]]) -> None:
    if not long_lists:
        return
    sheet: Any = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    for index in range(max(len(choices) for choices in long_lists)):
        sheet.append(
            [
                _safe(sheet, choices[index]) if index < len(choices) else None
                for choices in long_lists
            ]
        )


def _heading_cell(sheet: Any, text: str) -> Cell:
    cell = _text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = _BOLD, _FILL, _WRAPPED
    return cell


def _safe(sheet: Any, value: Value) -> Value | Cell:
    if isinstance(value, Formula):
        return value.text
    if not isinstance(value, str):
        return value
    text = _LIKE_AN_ESCAPE.sub("_x005F_", tidy(value))[:_LONGEST_CELL]
    return _text_cell(sheet, text) if text.startswith(_NOT_AS_TEXT) else text


def _text_cell(sheet: Any, text: str) -> Cell:
    """A cell that stays text, in this program and after somebody edits it in another."""
    cell = WriteOnlyCell(sheet, value="")
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_NOT_AS_TEXT):
        styled: Any = cell
        styled.quotePrefix = True
    return cell
