"""The columns of a format, and where they were found in a sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.workbooks.faults import Place


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a format: its field, its heading in each language, and other names for it.

    `width` is how many letters a written column shows.
    """

    field: str
    zh: str
    en: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    width: int = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a sheet are: field → index in a row, with every heading as it stands.

    `first_row` is the number of the first row below the header; `unknown` are headings that mean
    no field; `missing` are required fields without a column.
    """

    file: str
    sheet: str
    first_row: int
    first_column: int
    at: Mapping[str, int]
    headings: Sequence[str]
    unknown: Sequence[str]
    missing: Sequence[str]

    def place(self, field: str, row: int) -> Place:
        """The cell of a field in a row, as its owner finds it; no column when there is none."""
        if field not in self.at:
            return Place(self.file, self.sheet, row, "", "")
        index = self.at[field]
        letter = column_letter(self.first_column + index)
        return Place(self.file, self.sheet, row, letter, self.headings[index])


def column_letter(column: int) -> str:
    """What a workbook calls a column, counted from 1: 1 is A, 27 is AA."""
    before, last = divmod(column - 1, 26)
    return (column_letter(before) if before else "") + chr(ord("A") + last)
