"""Reads the month's form back row by row; nothing in a file is trusted (DOMAIN §3)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from models.workbooks.archives import CHAT
from models.workbooks.cells import folded, shown
from models.workbooks.columns import Layout
from models.workbooks.faults import Unreadable
from models.workbooks.form import ANSWERS, COLUMNS, YES
from models.workbooks.headings import find_layout
from models.workbooks.opening import Cell, Sheet, open_file

MOST_ROWS = 2000

_FORM_NUMBER = re.compile(r"(?:表号|Form)\s*[:：]\s*(\d{4}-\d{2})\s*/\s*(\S{1,40})", re.I)


class Refusal(StrEnum):
    """Why a workbook is not taken as a form."""

    NO_FORM = "no_form"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Entry:
    """One row as it was filled in: what stands in each answer column, as text, and where it is."""

    row: int
    number: str
    percent: str
    note: str
    done: str
    difficulty: str
    helper: str

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any((self.percent, self.note, self.done, self.difficulty, self.helper))


@dataclass(frozen=True)
class Reply:
    """A form that came back: for which month and unit, and its rows.

    `columns` gives the letter and heading of each answer column, to name faults by.
    """

    month: str
    code: str
    entries: Sequence[Entry]
    columns: Mapping[str, tuple[str, str]]


def read_form(path: Path, name: str) -> Reply | Refusal | Unreadable:
    """A workbook as a form that was filled in, or why it is none; never raises.

    `name` is what its owner calls it. Nothing in it is trusted: neither its numbers nor its size.
    """
    try:
        return _read(open_file(path, CHAT, name), name)
    except Unreadable as refusal:
        return refusal


def _read(sheets: Sequence[Sheet], name: str) -> Reply | Refusal:
    for sheet in sheets:
        form = _form_number(sheet)
        layout = find_layout(name, sheet, COLUMNS, {}) if form else None
        if form and layout and not layout.missing:
            entries = list(islice(_entries(sheet, layout), MOST_ROWS + 1))
            if len(entries) > MOST_ROWS:
                return Refusal.TOO_MANY
            places = {field: _place(layout, field) for field in ("number", *ANSWERS)}
            return Reply(form[1], form[2], entries, places)
    return Refusal.NO_FORM


def _form_number(sheet: Sheet) -> re.Match[str] | None:
    for _, row in islice(sheet.rows(), 10):
        for cell in row:
            found = _FORM_NUMBER.search(cell) if isinstance(cell, str) else None
            if found:
                return found
    return None


def _place(layout: Layout, field: str) -> tuple[str, str]:
    place = layout.place(field, 0)
    return place.column, place.heading


def _entries(sheet: Sheet, layout: Layout) -> Iterator[Entry]:
    for row, cells in sheet.rows():
        if row < layout.first_row:
            continue
        texts = {
            field: _answer(cells[at]) if at < len(cells) else "" for field, at in layout.at.items()
        }
        entry = Entry(row, *(texts.get(field, "") for field in ("number", *ANSWERS)))
        if entry.number or not entry.blank:
            yield entry


def _answer(cell: Cell) -> str:
    """A cell as text. A share such as 0.75 is what a program makes of 75%."""
    if isinstance(cell, float) and 0 < cell < 1:
        return f"{cell * 100:g}%"
    if isinstance(cell, bool):
        return YES["en"] if cell else ""
    return shown(cell)[:4000]


_YES = frozenset(
    {"是", "√", "✓", "✔", "y", "yes", "true", "done", "已完成", "完成", "申请销号", "对"}
)
_NO = frozenset(
    {"", "否", "×", "x", "n", "no", "false", "未完成", "无", "没有", "none", "nil", "-", "/", "—"}
)


def is_yes(text: str) -> bool | None:
    """Whether a cell says yes; None when it says neither yes nor no."""
    word = folded(text)
    return True if word in _YES else False if word in _NO else None


def is_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing: 无, none, a dash."""
    return folded(text) in _NO
