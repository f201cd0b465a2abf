"""A row of the ledger's workbook and the matter it says, each made from the other."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlmodel import SQLModel

from models.matters.ledger import SIDE_STATES, Kind, Matter, Milestone, State
from models.workbooks.cells import shown, tidy
from models.workbooks.dates import read_day
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.lines import Line
from models.workbooks.opening import Cell
from models.workbooks.unit_names import UnitNames
from models.workbooks.values import (
    Step,
    read_difficulty,
    read_milestones,
    read_number,
    read_text,
    write_milestones,
)
from models.workbooks.words import KINDS, STATES
from models.workbooks.writing import Value


class Entry(NamedTuple):
    """What a row says of a matter. None: the file says nothing, so what stands stays.

    A blank cell of a text empties it; a blank kind, difficulty, state or review day says nothing.
    """

    number: str | None
    kind: Kind | None
    title: str
    measure: str | None
    group_name: str | None
    lead_unit: int
    co_units: tuple[int, ...] | None
    leader: str | None
    in_charge: str | None
    outcome: str | None
    due_on: date
    difficulty: Decimal | None
    milestones: tuple[Step, ...] | None
    state: State | None
    basis: str | None
    review_on: date | None

    def key(self) -> tuple[str, str, int]:
        """What tells matters without a number apart: title, measure and lead unit."""
        return (self.title, self.measure or "", self.lead_unit)


def longest(table: type[SQLModel], column: str) -> int:
    """How many letters a column of a table holds."""
    return int(cast("Any", table).__table__.columns[column].type.length)


_MOST = {
    name: longest(Matter, name)
    for name in (
        *("number", "title", "measure", "group_name", "leader", "in_charge", "outcome", "basis"),
    )
}
_MOST_STEP = longest(Milestone, "title")


class EntryReader:
    """Reads lines into entries; texts that repeat down a column are held once."""

    def __init__(self, names: UnitNames, today: date) -> None:
        self._names = names
        self._year = today.year
        self._held: dict[str, str] = {}

    def read(self, line: Line) -> Entry | None:
        """The entry of a line, or None with the faults on the line."""
        line.require("title", "lead_unit", "due_on")
        leads = line.read("lead_unit", self._units) or ()
        entry = Entry(
            number=line.read("number", read_number, _MOST["number"]),
            kind=line.read("kind", KINDS.read),
            title=line.read("title", read_text, _MOST["title"]) or "",
            measure=self._text(line, "measure"),
            group_name=self._repeated(line, "group_name"),
            lead_unit=leads[0] if leads else 0,
            co_units=self._helpers(line, leads),
            leader=self._repeated(line, "leader"),
            in_charge=self._repeated(line, "in_charge"),
            outcome=self._repeated(line, "outcome"),
            due_on=line.read("due_on", read_day, self._year) or date.min,
            difficulty=line.read("difficulty", read_difficulty),
            milestones=self._milestones(line),
            state=line.read("state", STATES.read),
            basis=self._repeated(line, "basis"),
            review_on=line.read("review_on", read_day, self._year),
        )
        return None if line.faults else entry

    def _units(self, cell: Cell) -> tuple[int, ...]:
        return self._names.read_list(shown(cell))

    def _helpers(self, line: Line, leads: tuple[int, ...]) -> tuple[int, ...] | None:
        """Those named after the lead unit, then the column of the co units; the lead not again."""
        named = line.read("co_units", self._units)
        if "co_units" not in line.layout.at and len(leads) < 2:
            return None
        helpers = dict.fromkeys((*leads[1:], *(named or ())))
        return tuple(unit for unit in helpers if unit not in leads[:1])

    def _text(self, line: Line, name: str) -> str | None:
        if name not in line.layout.at:
            return None
        return line.read(name, read_text, _MOST[name]) or ""

    def _repeated(self, line: Line, name: str) -> str | None:
        text = self._text(line, name)
        return text if text is None else self._held.setdefault(text, text)

    def _milestones(self, line: Line) -> tuple[Step, ...] | None:
        if "milestones" not in line.layout.at:
            return None
        return tuple(line.read("milestones", read_milestones, self._year, _MOST_STEP) or ())


def check_side_state(line: Line, state: State, basis: str, review_on: date | None) -> None:
    """Faults where a side state lacks its basis document or its review day (DOMAIN §2)."""
    if state in SIDE_STATES and not basis:
        line.fault("state", Wrong.CONTRADICTS, Expected.A_BASIS)
    if state is State.AWAITING_SUPERIOR and review_on is None:
        line.fault("state", Wrong.CONTRADICTS, Expected.A_REVIEW_DATE)


def entry_of(matter: Matter, co_units: Sequence[int], steps: Sequence[Step]) -> Entry:
    """The entry a stored matter would be after being written and read again."""
    return Entry(
        number=matter.number,
        kind=matter.kind,
        title=tidy(matter.title),
        measure=tidy(matter.measure),
        group_name=tidy(matter.group_name),
        lead_unit=matter.lead_unit_id,
        co_units=tuple(unit for unit in co_units if unit != matter.lead_unit_id),
        leader=tidy(matter.leader),
        in_charge=tidy(matter.in_charge),
        outcome=tidy(matter.outcome),
        due_on=matter.due_on,
        difficulty=matter.difficulty,
        milestones=_as_read(steps, matter.due_on.year),
        state=matter.state,
        basis=tidy(matter.basis),
        review_on=matter.review_on,
    )


def _as_read(steps: Sequence[Step], year: int) -> tuple[Step, ...]:
    """Steps after being written and read: a title may hold what also parts one from the next."""
    try:
        return tuple(read_milestones(write_milestones(steps), year, _MOST_STEP))
    except Misread:
        return tuple(steps)


class EntryWriter:
    """Values of entries as cells in one language."""

    def __init__(self, names: UnitNames, language: str) -> None:
        self._names = names
        self._kinds = KINDS.words(language)
        self._states = STATES.words(language)
        self._between = "、" if language.startswith("zh") else "; "

    def row(self, entry: Entry) -> list[Value]:
        """The cells of an entry, in the order of the columns."""
        return [self.cell(field, value) for field, value in zip(Entry._fields, entry, strict=True)]

    def cell(self, field: str, value: Any) -> Value:
        """One field's value as it stands in a cell; also for showing what a change is."""
        match field:
            case "kind":
                return self._kinds.get(value)
            case "state":
                return self._states.get(value)
            case "lead_unit":
                return self._names.cell(value)
            case "co_units":
                return self._between.join(map(self._names.cell, value or ()))
            case "milestones":
                return write_milestones(value or ())
        return cast("Value", value)
