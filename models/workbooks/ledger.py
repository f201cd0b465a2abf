"""The ledger as a workbook: read into a preview, and exported so that it can be read again."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from models.claims import claimants
from models.matters.ledger import Matter, State
from models.parts import EVERYWHERE, Part, within
from models.units import Unit
from models.workbooks.archives import COMMAND_LINE, Limits
from models.workbooks.faults import Expected, Wrong
from models.workbooks.ledger_columns import LEDGER
from models.workbooks.ledger_rows import Entry, EntryReader, EntryWriter, check_side_state
from models.workbooks.ledger_store import (
    batches,
    changes,
    matched,
    stored_entries,
    stored_matters,
)
from models.workbooks.lines import Line, Progress, Table, open_table
from models.workbooks.previews import Added, Changed, Preview
from models.workbooks.unit_names import UnitNames
from models.workbooks.values import DIFFICULTIES
from models.workbooks.words import KINDS, STATES
from models.workbooks.writing import Heading, write_workbook

LedgerPreview = Preview[Entry]

_TELLING = ("title", "lead_unit", "due_on")
_TITLES = {"zh": "台账", "en": "Ledger"}


def unit_names(session: Session, part: Part = EVERYWHERE) -> UnitNames:
    """The units of a part of the tree, by the names cells give them."""
    statement = select(Unit).where(within(part)).order_by(col(Unit.position))
    return UnitNames(session.exec(statement).all())


def read_ledger(
    session: Session,
    path: Path,
    today: date,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = COMMAND_LINE,
    name: str | None = None,
    progress: Progress | None = None,
    part: Part = EVERYWHERE,
) -> LedgerPreview:
    """Read the ledger of a part of the tree and say what it would change; nothing is written.

    `today` is the office's day, whose year completes dates without one; `mapping` gives headings
    in the file's own words by field; `name` is what its owner calls the file. Unreadable when the
    file is refused as a whole. Memory grows with what would change, not with what is unchanged.
    """
    table = open_table(path, LEDGER, mapping or {}, limits, name)
    preview = LedgerPreview.of(table)
    reading = _Reading(session, preview, unit_names(session, part), today)
    for batch in batches(reading.readable(table, progress)):
        reading.compare(batch)
    preview.bad.sort(key=lambda line: line.number)
    return preview


class _Reading:
    """One reading of a ledger: what was met before decides what is a duplicate."""

    def __init__(
        self, session: Session, preview: LedgerPreview, names: UnitNames, today: date
    ) -> None:
        self._session = session
        self._preview = preview
        self._names = names
        self._reader = EntryReader(names, today)
        self._met: dict[object, tuple[str, int]] = {}

    def readable(self, table: Table, progress: Progress | None) -> Iterator[tuple[Line, Entry]]:
        """The lines that are sound in themselves."""
        for line in table.lines(progress):
            if _is_heading_or_note(line):
                self._preview.passed_over.append((line.layout.sheet, line.number))
                continue
            entry = self._reader.read(line)
            if entry is None:
                self._preview.bad.append(line)
            else:
                yield line, entry

    def compare(self, batch: list[tuple[Line, Entry]]) -> None:
        """Set lines against the stored matters."""
        found = matched(self._session, [entry for _, entry in batch])
        stored = stored_entries(self._session, [matter for matter in found if matter])
        for (line, entry), matter in zip(batch, found, strict=True):
            before = stored[matter.id] if matter and matter.id else None
            self._once(line, entry, matter)
            self._asked(line, matter)
            _check_state(line, entry, before)
            if line.faults:
                self._preview.bad.append(line)
            elif matter is None or before is None:
                self._preview.added.append(Added(line.number, entry))
            elif differences := changes(before, entry):
                changed = Changed(line.number, matter.id or 0, entry, differences)
                self._preview.changed.append(changed)
            else:
                self._preview.unchanged += 1

    def _once(self, line: Line, entry: Entry, matter: Matter | None) -> None:
        """A fault when an earlier row means the same matter."""
        key = matter.id if matter else entry.number or entry.key()
        here = (line.layout.sheet, line.number)
        sheet, row = self._met.setdefault(key, here)
        if (sheet, row) != here:
            field = "number" if entry.number else "title"
            line.fault(field, Wrong.DUPLICATE, Expected.ONCE, sheet=sheet, row=row)

    def _asked(self, line: Line, matter: Matter | None) -> None:
        """A fault when the number is that of a matter outside the part that is read."""
        if matter and matter.lead_unit_id not in self._names.by_id:
            theirs = Wrong.NOT_ASKED, Expected.A_MATTER_OF_THE_OFFICE
            line.fault("number", *theirs, number=matter.number)


def _is_heading_or_note(line: Line) -> bool:
    """A heading within the table, merged across it, or a lone remark beside the columns."""
    across = {str(line.cell(field)) for field in _TELLING}
    return (len(across) == 1 and across != {""}) or line.is_remark(*_TELLING)


def _check_state(line: Line, entry: Entry, before: Entry | None) -> None:
    """What the file leaves unsaid is what stands already."""
    state = entry.state or (before.state if before else None) or State.NOT_STARTED
    basis = before.basis if before and entry.basis is None else entry.basis
    review_on = entry.review_on or (before.review_on if before else None)
    check_side_state(line, state, basis or "", review_on)


def export_ledger(
    session: Session, path: Path, language: str, part: Part | str = EVERYWHERE
) -> int:
    """Write the ledger in the order of the office; read again, it changes nothing.

    `part` holds the units whose matters are wanted. Returns how many there were.
    """
    names = unit_names(session)
    writer = EntryWriter(names, language)
    rows = ([*writer.row(entry), name] for entry, name in _entries(session, part))
    tongue = "zh" if language.startswith("zh") else "en"
    return write_workbook(path, _TITLES[tongue], _headings(names, language), rows)


def _entries(session: Session, part: Part | str) -> Iterator[tuple[Entry, str | None]]:
    """Each matter with who has claimed it."""
    leading = select(Unit.id).where(within(part))
    statement = select(col(Matter.id)).where(col(Matter.lead_unit_id).in_(leading))
    ids = session.exec(statement.order_by(col(Matter.position), col(Matter.id))).all()
    for batch in batches(ids):
        found = stored_entries(session, stored_matters(session, batch))
        names = claimants(session, found)
        for number, entry in found.items():
            yield entry, names.get(number)


def _headings(names: UnitNames, language: str) -> list[Heading]:
    choices: dict[str, list[str]] = {
        "kind": list(KINDS.words(language).values()),
        "state": list(STATES.words(language).values()),
        "difficulty": [str(number.normalize()) for number in DIFFICULTIES],
        "lead_unit": [names.cell(number) for number in names.by_id],
    }
    chinese = language.startswith("zh")
    return [
        Heading(column.zh if chinese else column.en, column.width, choices.get(column.field, ()))
        for column in LEDGER
    ]
