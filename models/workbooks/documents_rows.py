"""A row of a list of superior documents as what would be registered, read field by field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from models.documents.documents import Level, Need, SuperiorDocument
from models.workbooks.cells import shown
from models.workbooks.dates import read_day
from models.workbooks.documents_columns import ANSWERS, LEVELS, NEEDS
from models.workbooks.faults import Misread
from models.workbooks.ledger_rows import longest
from models.workbooks.lines import Line
from models.workbooks.opening import Cell
from models.workbooks.unit_names import UnitNames, split_names
from models.workbooks.values import read_number, read_text
from models.workbooks.words import COHORTS


class DocumentRow(NamedTuple):
    """What a row says of a document. None: it says nothing; `units` says of each what it needs.

    `units` holds pairs of a unit's id and whether it needs a local plan.
    """

    number: str
    title: str
    level: Level | None
    received_on: date
    units: tuple[tuple[int, Need], ...]
    convey_by: date | None
    study_by: date | None
    plan_by: date | None
    needs_filing: bool | None


_MOST_NUMBER = longest(SuperiorDocument, "number")
_MOST_TITLE = longest(SuperiorDocument, "title")


class FieldReader:
    """Reads one field of a document, from a cell of a file as from what is typed in chat."""

    def __init__(self, names: UnitNames, today: date) -> None:
        self._names = names
        self._year = today.year
        self._readers: Mapping[str, Callable[[Cell], Any]] = {
            "document_number": lambda cell: read_number(cell, _MOST_NUMBER),
            "document_title": lambda cell: read_text(cell, _MOST_TITLE),
            "level": LEVELS.read,
            "document_units": lambda cell: self._units(shown(cell)),
            "needs_local": NEEDS.read,
            "needs_filing": lambda cell: ANSWERS.read(cell) is Need.YES,
        }

    def read(self, field: str, cell: Cell) -> Any:
        """The value of a field; Misread when the cell does not say it."""
        return self._readers.get(field, self._day)(cell)

    def _day(self, cell: Cell) -> date:
        return read_day(cell, self._year)

    def _units(self, text: str) -> tuple[int, ...]:
        """The units a cell names, each once; a cohort such as 各区县 stands for all of it."""
        try:
            return self._names.read_list(text)
        except Misread:
            found = [unit for part in split_names(text) for unit in self._part(part)]
            return tuple(dict.fromkeys(found))

    def _part(self, part: str) -> tuple[int, ...]:
        if self._names.known(part) is None:
            try:
                cohort = COHORTS.read(part.strip().removeprefix("各"))
            except Misread:
                return self._names.read_list(part)
            members = [one for one, unit in self._names.by_id.items() if unit.cohort is cohort]
            return tuple(members) or self._names.read_list(part)
        return self._names.read_list(part)


def read_row(line: Line, reader: FieldReader) -> DocumentRow | None:
    """What a line says, or None with the faults on the line."""

    def read(field: str) -> Any:
        return line.read(field, lambda cell: reader.read(field, cell))

    line.require("document_number", "document_title", "received_on", "document_units")
    need = read("needs_local") or Need.PENDING
    row = DocumentRow(
        number=read("document_number") or "",
        title=read("document_title") or "",
        level=read("level"),
        received_on=read("received_on") or date.min,
        units=tuple((unit, need) for unit in read("document_units") or ()),
        convey_by=read("convey_by"),
        study_by=read("study_by"),
        plan_by=read("plan_by"),
        needs_filing=read("needs_filing"),
    )
    return None if line.faults else row
