"""A list of superior documents as a workbook: read into a preview of what it would register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.documents.dates import StepDates, by_rule
from models.documents.documents import DocumentDuty, SuperiorDocument, known_document
from models.refusals import Refused
from models.rules import DocumentRules
from models.slips.addressees import addressees
from models.units import Unit, unit_id
from models.workbooks.archives import COMMAND_LINE, Limits
from models.workbooks.documents_columns import DOCUMENTS
from models.workbooks.documents_rows import DocumentRow, FieldReader, read_row
from models.workbooks.faults import Expected, Wrong
from models.workbooks.lines import Line, Progress, open_table
from models.workbooks.previews import Added, Change, Changed, Preview
from models.workbooks.unit_names import UnitNames

DocumentPreview = Preview[DocumentRow]

_TELLING = ("document_number", "document_title", "document_units")
_FIELDS = {
    "title": "document_title",
    "level": "level",
    "received_on": "received_on",
    "convey_by": "convey_by",
    "study_by": "study_by",
    "plan_by": "plan_by",
    "needs_filing": "needs_filing",
}
"""What one document has once, and the column that says it."""


@dataclass(frozen=True)
class Setting:
    """Which office reads a list, and by which rules its dates run."""

    office: Unit
    rules: DocumentRules
    calendar: Calendar
    today: date


def read_documents(
    session: Session,
    path: Path,
    setting: Setting,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = COMMAND_LINE,
    name: str | None = None,
    progress: Progress | None = None,
) -> DocumentPreview:
    """Read a list and say what it would register; nothing is written.

    Rows with the same number are one document with all their units. What the office has under a
    number stays as it is: only units it has not been given to are new. Unreadable when the file is
    refused as a whole.
    """
    table = open_table(path, DOCUMENTS, mapping or {}, limits, name)
    preview = DocumentPreview.of(table)
    reader = FieldReader(names_of(session, setting.office), setting.today)
    found = _Found()
    for line in table.lines(progress):
        if line.is_remark(*_TELLING):
            preview.passed_over.append((line.layout.sheet, line.number))
        else:
            found.take(line, read_row(line, reader))
    for gathered in found.rows():
        _compare(session, setting, preview, gathered)
    preview.bad.extend(found.bad)
    preview.bad.sort(key=lambda line: line.number)
    return preview


def names_of(session: Session, office: Unit) -> UnitNames:
    """The units an office gives documents to, by the names cells give them."""
    every = session.exec(select(Unit.id)).all()
    return UnitNames(addressees(session, office, [one for one in every if one]))


@dataclass
class _Gathered:
    """The lines of one document, and what they say together."""

    lines: list[Line]
    row: DocumentRow


@dataclass
class _Found:
    """The documents met so far, by number."""

    by_number: dict[str, _Gathered] = field(default_factory=dict)
    bad: list[Line] = field(default_factory=list)

    def take(self, line: Line, row: DocumentRow | None) -> None:
        """One more line: a new document, or more units of one met before."""
        known = self.by_number.get(row.number) if row else None
        if row and known:
            _agree(line, known.row, row, known.lines[0].number)
        if row is None or line.faults:
            self.bad.append(line)
        elif known is None:
            self.by_number[row.number] = _Gathered([line], row)
        else:
            known.lines.append(line)
            units = dict(known.row.units)
            units |= {unit: need for unit, need in row.units if unit not in units}
            known.row = known.row._replace(units=tuple(units.items()))

    def rows(self) -> Iterator[_Gathered]:
        """Every document, in the order of the file."""
        yield from self.by_number.values()


def _agree(line: Line, before: DocumentRow, row: DocumentRow, number: int) -> None:
    """A fault where a later row of a document says otherwise than the first."""
    for name, column in _FIELDS.items():
        said = getattr(row, name)
        if said is not None and said != getattr(before, name):
            line.fault(column, Wrong.CONTRADICTS, Expected.SAME_DOCUMENT, row=number)


def _compare(
    session: Session, setting: Setting, preview: DocumentPreview, gathered: _Gathered
) -> None:
    """Set one document against what the office has registered."""
    line, row = gathered.lines[0], gathered.row
    stored = known_document(session, unit_id(setting.office), row.number)
    if stored is None:
        _check_dates(line, setting, row)
    else:
        _check_known(line, stored, row)
    if line.faults:
        preview.bad.append(line)
    elif stored is None:
        preview.added.append(Added(line.number, row))
    else:
        _set_against(session, preview, line, stored, row)


def _check_dates(line: Line, setting: Setting, row: DocumentRow) -> None:
    try:
        dates_of(row, setting.rules, setting.calendar).check(row.received_on)
    except Refused:
        given = [one for one in ("convey_by", "study_by", "plan_by") if line.filled(one)]
        column = given[-1] if given else "received_on"
        line.fault(column, Wrong.CONTRADICTS, Expected.STEPS_IN_ORDER)


def dates_of(row: DocumentRow, rules: DocumentRules, calendar: Calendar) -> StepDates:
    """The dates of the steps: as the row gives them, or by rule from the day of receipt."""
    rule = by_rule(row.received_on, rules, calendar)
    return StepDates(
        convey_by=row.convey_by or rule.convey_by,
        study_by=row.study_by or rule.study_by,
        plan_by=row.plan_by or rule.plan_by,
    )


def _check_known(line: Line, stored: SuperiorDocument, row: DocumentRow) -> None:
    """A fault where the file says otherwise about what is registered: it is not changed here."""
    for name, column in _FIELDS.items():
        said = getattr(row, name)
        if said is not None and said != getattr(stored, name):
            line.fault(column, Wrong.CONTRADICTS, Expected.AS_REGISTERED)


def _set_against(
    session: Session,
    preview: DocumentPreview,
    line: Line,
    stored: SuperiorDocument,
    row: DocumentRow,
) -> None:
    statement = select(DocumentDuty.unit_id).where(DocumentDuty.document_id == stored.id)
    known = session.exec(statement.order_by(col(DocumentDuty.id))).all()
    new = tuple(one for one in row.units if one[0] not in known)
    if not new:
        preview.unchanged += 1
        return
    after = (*known, *(unit for unit, _ in new))
    change = Change("document_units", tuple(known), after)
    preview.changed.append(Changed(line.number, stored.id or 0, row, (change,)))
