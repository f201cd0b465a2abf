"""Finds the header of a sheet: which column holds which field, under whatever name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest

from models.workbooks.columns import Column, Layout
from models.workbooks.faults import Unreadable, Why
from models.workbooks.opening import Row, Sheet

_SEARCHED_ROWS = 40
_LEAST_MATCHES = 2
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def plain(heading: str) -> str:
    """A heading without what differs between offices: width, case, spaces and marks."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", heading).casefold())


def without_brackets(heading: str) -> str:
    """A plain heading without its remarks in brackets: 完成时限（年月日） is 完成时限."""
    return plain(_BRACKETED.sub("", unicodedata.normalize("NFKC", heading)))


def find_layout(
    file: str, sheet: Sheet, columns: Sequence[Column], mapping: Mapping[str, str]
) -> Layout | None:
    """The header among the first rows of a sheet, of one row or two; None without any.

    `mapping` gives the heading of a field in the file's own words and goes before the known names.
    The header is where most fields are named; two rows together only when they name more than
    either alone, or a heading needs both (a group heading above its columns).
    """
    names = _names(columns, mapping)
    top = list(islice(sheet.rows(), _SEARCHED_ROWS))
    candidates = [_Header((row,), number) for number, row in top]
    for (above, row_above), (below, row_below) in pairwise(top):
        if below == above + 1:
            candidates.append(_Header((row_above, row_below), below))
    best = max(candidates, key=lambda header: header.score(names), default=None)
    if best is None or len(best.matches(names)) < _LEAST_MATCHES:
        return None
    matches = best.matches(names)
    at = {field: index for field, (index, _) in matches.items()}
    headings = best.shown()
    for index, text in matches.values():
        headings[index] = text  # under which the column is known again, by itself
    return Layout(
        file=file,
        sheet=sheet.name,
        first_row=best.last_row + 1,
        first_column=sheet.first_column,
        at=at,
        headings=headings,
        unknown=[text for i, text in enumerate(headings) if text and i not in at.values()],
        missing=[column.field for column in columns if column.required and column.field not in at],
    )


def complete_layouts(layouts: Iterable[Layout | None], columns: Sequence[Column]) -> list[Layout]:
    """The layouts that miss nothing; Unreadable, naming what is missing, when there is none."""
    found = [layout for layout in layouts if layout]
    if not found:
        required = [column.field for column in columns if column.required]
        raise Unreadable(Why.NO_HEADER, fields=required)
    complete = [layout for layout in found if not layout.missing]
    if not complete:
        nearest = max(found, key=lambda layout: len(layout.at))
        headings = [text for text in nearest.headings if text]
        raise Unreadable(Why.MISSING_COLUMNS, fields=list(nearest.missing), found=headings)
    return complete


def fields_mapped(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, str]:
    """A mapping by field; it may have named a column by its field or by its usual heading."""
    known = _names(columns, {})
    for name in mapping:
        if plain(name) not in known:
            fields = [column.field for column in columns]
            raise Unreadable(Why.MAPPED_FIELD_UNKNOWN, field=name, fields=fields)
    return {known[plain(name)]: heading for name, heading in mapping.items()}


def require_mapped(layouts: Iterable[Layout | None], mapping: Mapping[str, str]) -> None:
    """Unreadable when a heading that was mapped stands in no sheet."""
    found = {field for layout in layouts if layout for field in layout.at}
    for field, heading in mapping.items():
        if field not in found:
            raise Unreadable(Why.MAPPED_HEADING_ABSENT, field=field, heading=heading)


def _names(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, str]:
    """Every plain name → the field it stands for; a mapped field answers to its mapping alone."""
    known = {
        plain(name): column.field
        for column in columns
        if column.field not in mapping
        for name in (column.field, *column.synonyms, column.en, column.zh)
    }
    return known | {plain(heading): field for field, heading in mapping.items()}


@dataclass(frozen=True, slots=True)
class _Header:
    """One row, or a row of group headings with the row below it, that may be the header."""

    rows: tuple[Row, ...]
    last_row: int

    def matches(self, names: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        """Field → column and the heading that named it.

        A column's own heading goes before one joined with its group's.
        """
        found: dict[str, tuple[int, str]] = {}
        taken: set[int] = set()
        for spelling in zip(*self._spellings(), strict=True):
            for index, text in enumerate(spelling):
                field = names.get(plain(text)) or names.get(without_brackets(text))
                if field and field not in found and index not in taken:
                    found[field] = (index, text)
                    taken.add(index)
        return found

    def score(self, names: Mapping[str, str]) -> tuple[int, int]:
        """How many fields are named, and for how many of them it takes both rows."""
        cells = {_text(cell) for row in self.rows for cell in row}
        matches = self.matches(names).values()
        return len(matches), sum(text not in cells for _, text in matches)

    def shown(self) -> list[str]:
        """The headings as a reader of the file would name them."""
        if len(self.rows) == 1:
            return [_text(cell) for cell in self.rows[0]]
        return [
            upper if not lower or upper == lower else f"{upper} {lower}".strip()
            for upper, lower in self._pairs()
        ]

    def _spellings(self) -> list[tuple[str, ...]]:
        """For each column the ways its heading may be read, the surest first."""
        if len(self.rows) == 1:
            return [(_text(cell),) for cell in self.rows[0]]
        return [
            (lower or upper, upper + lower, lower + upper, upper) for upper, lower in self._pairs()
        ]

    def _pairs(self) -> list[tuple[str, str]]:
        """Group heading and own heading of each column.

        Where nothing is merged a group heading reaches to the right over the columns it heads.
        """
        pairs: list[tuple[str, str]] = []
        for above, below in zip_longest(*self.rows, fillvalue=""):
            upper, lower = _words(above), _words(below)
            group = pairs[-1][0] if pairs and lower else ""
            pairs.append((upper or group, lower))
        return pairs


def _words(cell: object) -> str:
    """A text that says something beside marks and remarks, so that it may complete another."""
    text = _text(cell)
    return text if without_brackets(text) else ""


def _text(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""
