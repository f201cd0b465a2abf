"""Writes a workbook that is read again: frozen header, widths, lists to choose from, safe cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, `=A1+B1`; a text that looks like one stays a text."""

    text: str


Value = str | int | float | Decimal | date | Formula | None


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
    # Imported here: openpyxl is slow to load, and the program runs for days without an export.
    from models.workbooks.written_book import write_book  # noqa: PLC0415

    return write_book(target, sheets)
