"""How far the cells of a sheet spread and how much text they repeat, before memory is given to it.

The reader keeps a sheet as one full rectangle and every repeated text as its own copy, so one
letter in the last cell, or one long text named a million times, would fill the memory.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pyexpat import XMLParserType
from xml.parsers import expat

from models.workbooks.faults import Unreadable, Why

_FORBIDDEN = "a document type may define texts that unfold without end"


@dataclass(slots=True)
class Spread:
    """Counts while the parts of a workbook are fed; Unreadable as soon as a bound is passed.

    `cells` bounds the rectangle of a sheet, `letters` the text all its cells hold together.
    Positions are counted as the reader counts them: a cell without a reference follows the last.
    """

    cells: int
    letters: int
    shared: list[int] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _last_row: int = 0
    _last_column: int = 0
    _reference: str = ""
    _total: int = 0
    _within: str = ""
    _cell_is_shared: bool = False
    _in_table: bool = False

    def parser(self) -> XMLParserType:
        """A parser for the next part; what was shared before is kept."""
        self._row = self._column = self._last_row = self._last_column = 0
        self._in_table = False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        self._within = tag
        if tag == "c":
            self._cell(attributes.get("r"), attributes.get("t") == "s")
        elif tag in {"v", "is"}:
            self._filled()
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "si":
            self._in_table = True
            self.shared.append(0)

    def _cell(self, reference: str | None, shared: bool) -> None:  # noqa: FBT001  an attribute
        self._cell_is_shared = shared
        if reference:
            letters = reference.rstrip("0123456789")
            self._row = int(reference[len(letters) :])
            self._column = column_number(letters)
        else:
            self._column += 1
        self._reference = reference or ""

    def _filled(self) -> None:
        if self._row > self._last_row or self._column > self._last_column:
            self._last_row = max(self._row, self._last_row)
            self._last_column = max(self._column, self._last_column)
            if self._last_row * self._last_column > self.cells:
                raise Unreadable(Why.SPREAD_TOO_WIDE, cell=self._reference or f"R{self._row}")

    def _text(self, text: str) -> None:
        if self._within == "t" and self._in_table:
            self.shared[-1] += len(text)
        elif self._within == "v" and self._cell_is_shared and text.strip().isdecimal():
            index = int(text)
            self._total += self.shared[index] if index < len(self.shared) else 0
            if self._total > self.letters:
                raise Unreadable(Why.UNPACKS_TOO_LARGE)


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(Why.DAMAGED, detail=_FORBIDDEN)
