"""Annexes of an official paper (附件) as plain data: a title and tables, each on new pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """A column: its heading, its part of the width, and the side its texts stand at."""

    heading: str
    width: float
    side: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class AnnexTable:
    """A table below an optional caption; its heading is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""

    def widths(self, whole: float) -> list[float]:
        """The width of each column of a table that is so wide."""
        total = sum(column.width for column in self.columns)
        return [whole * column.width / total for column in self.columns]


@dataclass(frozen=True)
class Annex:
    """One annex: 附件1, its title, and its tables."""

    label: str
    title: str
    tables: tuple[AnnexTable, ...]

    def texts(self) -> Iterator[str]:
        """Every text that is printed in it."""
        yield from (self.label, self.title)
        for table in self.tables:
            yield from (table.caption, table.note)
            yield from (column.heading for column in table.columns)
            yield from (cell for row in table.rows for cell in row)
