"""Opens an .xlsx or .csv safely: sheets as rows of cells, merged cells filled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from models.workbooks import archives, texts
from models.workbooks.archives import Limits
from models.workbooks.faults import Unreadable, Why

Cell = int | float | str | bool | time | date | datetime | timedelta
Row = list[Cell]

_TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}
_LEGACY_SUFFIXES = {".xls", ".xlsb", ".xlt", ".et", ".ett", ".ods", ".numbers"}
_MACRO_SUFFIXES = {".xlsm", ".xltm", ".xlam"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. `first_column` is the number (A = 1) of the first cell of each row.

    `rows()` counts rows from 1 as their owner sees them, passes over empty ones, and can be called
    again; cells of a merged range all hold its value.
    """

    name: str
    first_column: int
    _source: CalamineSheet | str

    @property
    def height(self) -> int:
        """How many rows there are, empty ones too; of a text, how many lines."""
        if isinstance(self._source, str):
            return self._source.count("\n") + 1
        return _height(self._source)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Every row that holds anything, with its number."""
        if isinstance(self._source, str):
            rows: Iterator[Row] = (list[Cell](record) for record in texts.records(self._source))
        else:
            rows = _filled(self._source, self.first_column)
        for number, row in enumerate(rows, start=1):
            if any(cell != "" for cell in row):
                yield number, row


def open_file(path: Path, limits: Limits, name: str | None = None) -> list[Sheet]:
    """The sheets of a file; Unreadable when it is not safe or not understood.

    `name` is what its owner calls it, when it lies here under another name. The suffix says what
    the file should be, and the content must agree.
    """
    suffix = Path(name or path).suffix.lower()
    size = path.stat().st_size
    if suffix in _MACRO_SUFFIXES:
        raise Unreadable(Why.MACROS)
    if size > limits.file_bytes:
        raise Unreadable(Why.TOO_LARGE, size=size, limit=limits.file_bytes)
    if size == 0:
        raise Unreadable(Why.EMPTY)
    if suffix in _TEXT_SUFFIXES:
        return [_text_sheet(path)]
    with path.open("rb") as file:
        _look_at_start(file, suffix)
        archives.inspect(file, limits)
        return _sheets(file)


def _text_sheet(path: Path) -> Sheet:
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", _OLE)):
        raise Unreadable(Why.NOT_TEXT)
    return Sheet("", 1, texts.decode(data))


def _look_at_start(file: BinaryIO, suffix: str) -> None:
    start = file.read(len(_OLE))
    if start == _OLE:
        locked = _ENCRYPTED_PACKAGE in file.read()
        raise Unreadable(Why.ENCRYPTED if locked else Why.LEGACY)
    if suffix in _LEGACY_SUFFIXES:
        raise Unreadable(Why.LEGACY)
    if suffix != ".xlsx":
        raise Unreadable(Why.UNKNOWN_FORMAT, suffix=suffix)
    if not start.startswith(b"PK"):
        raise Unreadable(Why.NOT_A_WORKBOOK)


def _sheets(file: BinaryIO) -> list[Sheet]:
    file.seek(0)
    with _reading():
        book = CalamineWorkbook.from_filelike(file)
        return list(_visible_sheets(book))


@contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever the reader raises into a refusal."""
    try:
        yield
    except PasswordError as error:
        raise Unreadable(Why.ENCRYPTED) from error
    except (CalamineError, *archives.BROKEN) as error:
        raise Unreadable(Why.DAMAGED, detail=str(error)) from error
    except BaseException as error:
        # A panic in the reader's Rust code is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(Why.DAMAGED, detail=str(error)) from error


def _visible_sheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    for at, about in enumerate(book.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(at)
            if sheet.start is not None:
                yield Sheet(about.name, sheet.start[1] + 1, sheet)


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged range within the rectangle of a sheet, counted from 0; `right` is left out."""

    top: int
    bottom: int
    left: int
    right: int


def _filled(sheet: CalamineSheet, first_column: int) -> Iterator[Row]:
    """The rows from the first of the sheet, merged ranges filled from their first cell."""
    waiting = _merged(sheet, first_column)
    running: list[tuple[_Merged, Cell]] = []
    with _reading():
        for index, row in enumerate(sheet.iter_rows()):
            while waiting and waiting[-1].top == index:
                merged = waiting.pop()
                running.append((merged, row[merged.left]))
            for merged, value in running:
                row[merged.left : merged.right] = [value] * (merged.right - merged.left)
            running = [pair for pair in running if pair[0].bottom > index]
            yield row


def _merged(sheet: CalamineSheet, first_column: int) -> list[_Merged]:
    """The merged ranges, the lowest first. They never overlap in a sound file."""
    height = _height(sheet)
    ranges = [
        _Merged(top, min(bottom, height - 1), left, min(right + 1, sheet.width))
        for (top, left), (bottom, right) in (
            ((top, left - first_column + 1), (bottom, right - first_column + 1))
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        if 0 <= left < sheet.width and top < height
    ]
    covered = sum((one.bottom - one.top + 1) * (one.right - one.left) for one in ranges)
    if covered > height * sheet.width:
        raise Unreadable(Why.DAMAGED, detail="merged cells overlap")
    return sorted(ranges, key=lambda one: one.top, reverse=True)


def _height(sheet: CalamineSheet) -> int:
    """The number of the last row that holds anything; the reader's own count is one short."""
    return sheet.end[0] + 1 if sheet.end else 0
