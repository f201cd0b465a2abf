"""Writes a workbook that is read again: frozen header, widths, lists to choose from, safe cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from models.workbooks.cells import tidy

Value = str | int | float | Decimal | date | None

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


@dataclass(frozen=True, slots=True)
class Heading:
    """A column to write: its heading, its width in letters, and what its cells may choose from."""

    text: str
    width: int = 12
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write; its rows are asked for one by one."""

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Value]]


def write_workbook(
    path: Path, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]]
) -> int:
    """Write a workbook of one sheet, as `write_sheets`; returns how many rows there were."""
    return write_sheets(path, [Sheet(title, headings, rows)])


def write_sheets(target: Path | BinaryIO, sheets: Sequence[Sheet]) -> int:
    """Write rows as they come, never all in memory; returns how many there were.

    Texts stay texts whatever they begin with; control characters are left out, and a text is cut
    at the 32,767 letters a cell can hold. Choices are an offer: another value brings a warning.
    """
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
