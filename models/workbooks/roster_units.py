"""The units a roster names, joined with those that are stored: which are new, which change."""

from collections.abc import Iterator, Sequence
from itertools import count

from models.units import Cohort, Unit, unit_id
from models.workbooks.cells import folded, tidy
from models.workbooks.faults import Expected, Wrong
from models.workbooks.lines import Line
from models.workbooks.planned_units import PlannedUnit
from models.workbooks.roster_rows import LONGEST_NAME, RosterEntry
from models.workbooks.unit_names import UnitNames, split_names

Row = tuple[Line, RosterEntry]


class PlannedTree:
    """The whole tree as it would be after the roster; what is new hangs below `home`."""

    def __init__(
        self, stored: Sequence[Unit], rows: Sequence[Row], home: int | None = None
    ) -> None:
        self._home = home
        self._stored = UnitNames(stored)
        self.units = {
            unit_id(one): PlannedUnit(
                unit_id(one), tidy(one.name), tidy(one.code), one.cohort, one.parent_id, one
            )
            for one in stored
        }
        self._new_ids = count(-1, -1)
        self._codes = {folded(entry.code) for _, entry in rows if entry.code}
        self._by_code = {folded(one.code): unit_id(one) for one in stored}
        self._by_name: dict[str, int] = {}
        self._of_row: dict[int, tuple[int, ...]] = {}
        coded = [row for row in rows if row[1].code]
        plain = [row for row in rows if not row[1].code]
        for line, entry in (*coded, *plain):
            if not self._names_several(entry):
                self._of_row[id(line)] = (self._plan(line, entry),)
        for line, _ in reversed(rows):
            for number in self.of(line):
                self.units[number].line = line
        self._give_codes()
        self.names = UnitNames(self._as_units())
        for line, entry in rows:
            self._resolve(line, entry)
        self._refuse_loops()
        self._follow_faults()

    def of(self, line: Line) -> tuple[int, ...]:
        """The units a line is about; none when it names an unknown one."""
        return self._of_row.get(id(line), ())

    def depth(self, number: int) -> int:
        """How far below the root a unit would hang; a loop counts as very deep."""
        steps = 0
        parent = self.units[number].parent
        while parent is not None and steps <= len(self.units):
            steps, parent = steps + 1, self.units[parent].parent
        return steps

    def _names_several(self, entry: RosterEntry) -> bool:
        """Whether the cell lists units that other rows or the store describe (one person, many)."""
        bare = not (entry.code or entry.cohort or entry.parent)
        listed = len(split_names(entry.unit)) > 1
        return bare and listed and self._stored.known(entry.unit) is None

    def _plan(self, line: Line, entry: RosterEntry) -> int:
        number = self._find(entry)
        if number is None:
            number = next(self._new_ids)
            self.units[number] = PlannedUnit(
                number, entry.unit, entry.code or "", Cohort.DEPARTMENT, None, None
            )
        if len(entry.unit) > LONGEST_NAME:
            facts = {"most": LONGEST_NAME, "length": len(entry.unit)}
            line.fault("unit", Wrong.TOO_LONG, Expected.SHORTER, **facts)
        unit = self.units[number]
        for name in ("code", "cohort"):
            self._say(unit, line, name, getattr(entry, name))
        if entry.code:
            self._say(unit, line, "unit", entry.unit)
            unit.name, unit.code = str(unit.says["unit"][0]), entry.code
            self._by_code[folded(entry.code)] = number
        unit.cohort = entry.cohort or unit.cohort
        self._by_name.setdefault(folded(entry.unit), number)
        return number

    def _find(self, entry: RosterEntry) -> int | None:
        """By code; else by name among the rows before and the stored.

        A stored unit whose code the file does not know gets the new code that its name has.
        """
        if entry.code and folded(entry.code) in self._by_code:
            return self._by_code[folded(entry.code)]
        named = self._stored.known(entry.unit)
        if entry.code:
            free = named is not None and folded(self.units[named].code) not in self._codes
            return named if free else None
        return self._by_name.get(folded(entry.unit), named)

    def _say(self, unit: PlannedUnit, line: Line, name: str, value: object) -> None:
        """Remember what a row says of a unit; a fault when an earlier row said otherwise."""
        if value is None:
            return
        before, row = unit.says.setdefault(name, (value, line.number))
        if before != value:
            line.fault(name, Wrong.CONTRADICTS, Expected.SAME_AS_BEFORE, row=row)

    def _give_codes(self) -> None:
        taken = {folded(unit.code) for unit in self.units.values()}
        free = (code for code in map("U{:03d}".format, count(1)) if folded(code) not in taken)
        for unit in self.units.values():
            if not unit.code:
                unit.code = next(free)

    def _as_units(self) -> Iterator[Unit]:
        for unit in self.units.values():
            yield Unit(id=unit.id, code=unit.code, name=unit.name, cohort=unit.cohort)

    def _resolve(self, line: Line, entry: RosterEntry) -> None:
        """Parents and lists of units, now that every unit has its names."""
        if id(line) not in self._of_row and entry.unit:
            self._of_row[id(line)] = line.read("unit", lambda _: self._listed(entry.unit)) or ()
            return
        for number in self.of(line):
            unit = self.units[number]
            if unit.stored is None and unit.line is line and "cohort" not in unit.says:
                line.fault("cohort", Wrong.MISSING, Expected.SOMETHING)
            parent = line.read("parent", lambda _: self._parent(entry)) or self._default(unit)
            self._say(unit, line, "parent", parent if entry.parent else None)
            unit.parent = parent

    def _listed(self, text: str) -> tuple[int, ...]:
        return self.names.read_list(text)

    def _parent(self, entry: RosterEntry) -> int | None:
        return self.names.read(entry.parent) if entry.parent else None

    def _default(self, unit: PlannedUnit) -> int | None:
        """What stands; a new unit hangs at home, else below the city, when there is one."""
        if unit.stored or unit.parent is not None or unit.cohort is Cohort.CITY:
            return unit.parent
        if self._home is not None:
            return self._home
        cities = [one.id for one in self.units.values() if one.cohort is Cohort.CITY]
        return cities[0] if len(cities) == 1 else None

    def _refuse_loops(self) -> None:
        for unit in self.units.values():
            if unit.line and self.depth(unit.id) > len(self.units):
                unit.line.fault("parent", Wrong.PARENT_BELOW_ITSELF, Expected.ANOTHER_PARENT)

    def _follow_faults(self) -> None:
        """A unit below a new one that is faulty is faulty too, from the top down."""
        for unit in sorted(self.units.values(), key=lambda one: self.depth(one.id)):
            parent = self.units.get(unit.parent) if unit.parent is not None else None
            if unit.line and parent and self.will_not_be(parent):
                name = parent.name[:80]
                unit.line.fault("parent", Wrong.UNKNOWN_UNIT, Expected.A_KNOWN_UNIT, name=name)

    @staticmethod
    def will_not_be(unit: PlannedUnit) -> bool:
        """Whether a unit is new and its row is faulty."""
        return unit.stored is None and unit.line is not None and bool(unit.line.faults)
