"""The rows of a file as lines of a format: each field read or its fault kept."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from models.workbooks.archives import Limits
from models.workbooks.cells import shown
from models.workbooks.columns import Column, Layout
from models.workbooks.faults import Expected, Fault, Misread, Wrong
from models.workbooks.headings import complete_layouts, fields_mapped, find_layout, require_mapped
from models.workbooks.opening import Cell, Row, Sheet, open_file

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")
Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

_NOTE = re.compile(r"(?:注|说明|备注|填表|note)\s*\S{0,3}\s*[:：]", re.IGNORECASE)
_TOLD_EVERY = 500
_LONGEST_SHOWN = 200


@dataclass(slots=True)
class Line:
    """One row of a file with the faults found in it so far."""

    layout: Layout
    number: int
    cells: Row
    faults: list[Fault] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        """What stands in the column of a field; an empty text without such a column."""
        index = self.layout.at.get(name, len(self.cells))
        return self.cells[index] if index < len(self.cells) else ""

    def filled(self, name: str) -> bool:
        """Whether anything but space stands there."""
        cell = self.cell(name)
        return not isinstance(cell, str) or bool(cell.strip())

    def read(
        self,
        name: str,
        reader: Callable[Concatenate[Cell, Arguments], Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result | None:
        """A field read; None when nothing stands there or when it is faulty."""
        if not self.filled(name):
            return None
        try:
            return reader(self.cell(name), *args, **kwargs)
        except Misread as misread:
            self.fault(name, misread.wrong, misread.expected, **misread.facts)
            return None

    def require(self, *names: str) -> None:
        """A fault for each of these fields in which nothing stands."""
        for name in names:
            if not self.filled(name):
                self.fault(name, Wrong.MISSING, Expected.SOMETHING)

    def fault(self, name: str, wrong: Wrong, expected: Expected, /, **facts: object) -> None:
        """Keep a fault of a field."""
        value = shown(self.cell(name))[:_LONGEST_SHOWN]
        self.faults.append(
            Fault(self.layout.place(name, self.number), value, wrong, expected, facts)
        )

    def is_remark(self, *names: str) -> bool:
        """Whether the row is a lone text: a note, or one that fills none of these fields."""
        texts = set(self.texts())
        if len(texts) > 1:
            return False
        return _NOTE.match("".join(texts)) is not None or not any(map(self.filled, names))

    def texts(self) -> list[str]:
        """Every cell with something in it, as its owner sees it."""
        return [text for text in map(shown, self.cells) if text]


@dataclass(frozen=True, slots=True)
class Table:
    """The sheets of a file that hold a format, and the names of those that do not."""

    file: str
    parts: Sequence[tuple[Layout, Sheet]]
    left_out: Sequence[str]

    @property
    def unknown(self) -> list[str]:
        """Headings that mean no field of the format, each once."""
        return list(dict.fromkeys(text for layout, _ in self.parts for text in layout.unknown))

    def lines(self, progress: Progress | None) -> Iterator[Line]:
        """Every row below a header; a header repeated on a later page is passed over."""
        total = sum(sheet.height for _, sheet in self.parts)
        done = 0
        for layout, sheet in self.parts:
            for number, row in sheet.rows():
                if number >= layout.first_row and not _repeats_header(layout, row):
                    yield Line(layout, number, row)
                if progress and number % _TOLD_EVERY == 0:
                    progress(done + number, total)
            done += sheet.height
        if progress:
            progress(total, total)


def open_table(
    path: Path,
    columns: Sequence[Column],
    mapping: Mapping[str, str],
    limits: Limits,
    name: str | None,
) -> Table:
    """Find a format in a file; Unreadable when the file is refused or no sheet holds it."""
    file = name or path.name
    mapped = fields_mapped(columns, mapping)
    sheets = open_file(path, limits, name)
    found = [(find_layout(file, sheet, columns, mapped), sheet) for sheet in sheets]
    require_mapped((layout for layout, _ in found), mapped)
    complete = complete_layouts((layout for layout, _ in found), columns)
    return Table(
        file=file,
        parts=[(layout, sheet) for layout, sheet in found if layout in complete and layout],
        left_out=[sheet.name for layout, sheet in found if layout not in complete],
    )


def _repeats_header(layout: Layout, row: Row) -> bool:
    return all(
        index < len(row) and row[index] == layout.headings[index] for index in layout.at.values()
    )
