"""What an import would do, row by row, before anything is written."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, NamedTuple, Self, TypeVar

from models.workbooks.cells import shown
from models.workbooks.faults import Fault, Unreadable, Why
from models.workbooks.lines import Line, Table
from models.workbooks.writing import Heading, Value, write_workbook

Item = TypeVar("Item")


class Change(NamedTuple):
    """One field that would change, with what stands now and what would stand."""

    field: str
    old: Any
    new: Any


class Added(NamedTuple, Generic[Item]):
    """A row that is new; `row` is its number in the file."""

    row: int
    item: Item


class Changed(NamedTuple, Generic[Item]):
    """A row that differs from what is stored under `id`."""

    row: int
    id: int
    item: Item
    changes: tuple[Change, ...]

    @property
    def fields(self) -> set[str]:
        """The fields that would change."""
        return {change.field for change in self.changes}

    def told(self, file: str) -> dict[str, Any]:
        """The change as plain JSON, for the audit: field → what stood and what stands."""
        told = {change.field: [_plain(change.old), _plain(change.new)] for change in self.changes}
        return {"file": file, "row": self.row, "changes": told}


@dataclass(slots=True)
class Preview(Generic[Item]):
    """The outcome of reading a file: nothing is written until it is applied.

    `passed_over` are rows that hold a heading or a note (sheet, row); `unknown` headings that mean
    no column; `left_out` sheets without the columns.
    """

    file: str
    unknown: Sequence[str] = ()
    left_out: Sequence[str] = ()
    added: list[Added[Item]] = field(default_factory=list)
    changed: list[Changed[Item]] = field(default_factory=list)
    unchanged: int = 0
    bad: list[Line] = field(default_factory=list)
    passed_over: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> Self:
        """An empty preview of a table."""
        return cls(table.file, table.unknown, table.left_out)

    @property
    def faults(self) -> list[Fault]:
        """Every fault, row by row."""
        return [fault for line in self.bad for fault in line.faults]

    def good(self) -> Self:
        """The same without the faulty rows, for those who choose to leave them out."""
        return replace(self, bad=[])

    def require_good(self) -> None:
        """Unreadable(FAULTY_ROWS) while there are faulty rows."""
        if self.bad:
            raise Unreadable(Why.FAULTY_ROWS, count=len(self.bad))

    def digest(self) -> str:
        """A fingerprint: a preview made again is the one that was confirmed if it is the same."""
        digest = hashlib.sha256()
        for part in (*self.added, *self.changed, *(line.cells for line in self.bad)):
            digest.update(repr(part).encode())
        return digest.hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, date | Decimal) else value


def save_bad_rows(
    path: Path, preview: Preview[Item], heading: str, words: Callable[[Fault], str]
) -> int:
    """Save the faulty rows under their own headings, with a last column saying what is wrong.

    The file is read again by the same command once the rows are put right: the last column means
    nothing to it. `words` says a fault in a reader's language. Returns the number of rows.
    """
    headings: list[str] = []
    for line in preview.bad:
        if len(line.layout.headings) > len(headings):
            headings = list(line.layout.headings)
    columns = [Heading(text, 18) for text in headings] + [Heading(heading, 60)]
    return write_workbook(
        path, heading, columns, (_bad_row(line, len(headings), words) for line in preview.bad)
    )


def _bad_row(line: Line, width: int, words: Callable[[Fault], str]) -> list[Value]:
    cells: list[Value] = [
        cell if isinstance(cell, int | float) else shown(cell) for cell in line.cells
    ]
    padding: list[Value] = [None] * (width - len(cells))
    return [*cells[:width], *padding, "\n".join(words(fault) for fault in line.faults)]
