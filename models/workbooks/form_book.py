"""Draws the month's form as a workbook; slow to load, so only `form.write_form` imports it."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from models.workbooks.cells import tidy
from models.workbooks.form import ANSWERS, COLUMNS, YES, Blank

_KEY_FILL = PatternFill("solid", fgColor="E7E6E6")
_HEAD_FILL = PatternFill("solid", fgColor="D9E2F3")
_ANSWER_FILL = PatternFill("solid", fgColor="FFF9E5")
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_NOT_AS_TEXT = ("=", "+", "-", "@", "#")
_FIRST_ROW = 5


def bound(blank: Blank) -> bytes:
    """The form as the bytes of an .xlsx file."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = blank.month
    _headline(sheet, 1, blank.title, Font(bold=True, size=14))
    _headline(sheet, 2, blank.instructions, Font(size=10))
    number = "表号：{}/{}" if blank.chinese else "Form: {}/{}"
    _headline(sheet, 3, number.format(blank.month, blank.code), Font(size=9, color="808080"))
    sheet.row_dimensions[2].height = 62
    for column, about in enumerate(COLUMNS, start=1):
        cell = sheet.cell(4, column, about.zh if blank.chinese else about.en)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD_FILL, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = about.width
    for row, values in enumerate(blank.rows, start=_FIRST_ROW):
        _write_row(sheet, row, values)
    _offer_done(sheet, blank)
    sheet.freeze_panes = sheet.cell(_FIRST_ROW, 3)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _headline(sheet: Any, row: int, text: str, font: Font) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
    cell = sheet.cell(row, 1)
    _put(cell, text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")


def _write_row(sheet: Any, row: int, values: Mapping[str, str | int]) -> None:
    for column, about in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row, column)
        _put(cell, values.get(about.field, ""))
        cell.border, cell.alignment = _BOX, _WRAPPED
        cell.fill = _ANSWER_FILL if about.field in ANSWERS else _KEY_FILL
        if about.field in {"number", *ANSWERS}:
            cell.number_format = "@"  # 75% stays 75%, and 2026-11 no date


def _put(cell: Any, value: str | int) -> None:
    if isinstance(value, int):
        cell.value = value
        return
    text = tidy(value)
    cell.value = text or None
    if text.startswith(_NOT_AS_TEXT):
        cell.data_type = "s"
        cell.quotePrefix = True


def _offer_done(sheet: Any, blank: Blank) -> None:
    word = YES["zh" if blank.chinese else "en"]
    offer = DataValidation(type="list", formula1=f'"{word}"', allow_blank=True)
    letter = get_column_letter([about.field for about in COLUMNS].index("done") + 1)
    offer.add(f"{letter}{_FIRST_ROW}:{letter}{_FIRST_ROW + max(1, len(blank.rows)) - 1}")
    sheet.add_data_validation(offer)
