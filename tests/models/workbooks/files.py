"""Files as offices send them, and as nobody should."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Iterable[Sequence[Any]]


def xlsx(path: Path, rows: Rows, merged: Iterable[str] = (), sheet: str = "台账") -> Path:
    """A workbook of one sheet."""
    return workbook(path, {sheet: rows}, merged)


def workbook(path: Path, sheets: Mapping[str, Rows], merged: Iterable[str] = ()) -> Path:
    """A workbook; `merged` ranges are those of its first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file in an encoding."""
    path.write_bytes(text.encode(encoding))
    return path


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, entries: Mapping[str, bytes]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def plain_parts(folder: Path) -> dict[str, bytes]:
    """The parts of a small sound workbook, to be spoilt."""
    return parts(
        xlsx(folder / "sound.xlsx", [["改革事项", "牵头单位", "完成时限"], ["a", "b", "c"]])
    )


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(cells: str) -> bytes:
    """The XML of a sheet with these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = (
        f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    )
    return text.encode()


def as_bytes(entries: Mapping[str, bytes]) -> bytes:
    """The same zip in memory."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return memory.getvalue()
