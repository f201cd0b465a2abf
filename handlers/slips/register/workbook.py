"""The register as a workbook: one row a slip, with every date, state, number and person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import terms
from handlers.slips import words
from locales import N_, Translator
from models.people.posts import Person, Role, people_by_id
from models.slips.answers import SlipAnswer
from models.slips.register import last_answers
from models.slips.slips import Slip, slip_id
from models.units import Unit
from models.workbooks.writing import Heading, Sheet, Value, write_sheets


@dataclass(frozen=True)
class Row:
    """One slip with everybody who is named in it, as a reader's cells want it."""

    slip: Slip
    unit: Unit
    answer: SlipAnswer | None
    people: Mapping[int, Person]
    tr: Translator
    today: date
    zone: ZoneInfo

    def name(self, person: int | None) -> str | None:
        """A person's name."""
        known = self.people.get(person or 0)
        return known.name if known else None

    def post(self, role: Role | None) -> str | None:
        """A post's name."""
        return terms.role(self.tr, role) if role else None

    def moment(self, when: datetime | None) -> datetime | None:
        """As a cell holds it: on the office's clock, without a zone."""
        return when.astimezone(self.zone).replace(tzinfo=None, microsecond=0) if when else None

    @property
    def drafted_by(self) -> str:
        """Who wrote it, or that a rule did."""
        return self.name(self.slip.drafted_by) or self.tr.plain("by rule")

    @property
    def answered_by(self) -> str | None:
        """Who handed the newest answer in."""
        return self.name(self.answer.person_id) if self.answer else None

    @property
    def decided_by(self) -> str | None:
        """Who decided about it."""
        return self.name(self.answer.decided_by) if self.answer else None


@dataclass(frozen=True)
class Column:
    """A heading with its width, and the cell of a row below it."""

    heading: str
    width: int
    cell: Callable[[Row], Value]


COLUMNS: Sequence[Column] = (
    Column(N_("Number"), 22, lambda row: row.slip.number_text or None),
    Column(N_("Kind"), 12, lambda row: words.kind(row.tr, row.slip.kind)),
    Column(N_("Unit"), 28, lambda row: row.unit.name),
    Column(N_("Code"), 12, lambda row: row.unit.code),
    Column(N_("Cohort"), 12, lambda row: terms.cohort(row.tr, row.unit.cohort)),
    Column(N_("Matter number"), 14, lambda row: row.slip.matter_number or None),
    Column(N_("Subject"), 40, lambda row: row.slip.subject),
    Column(N_("Demand"), 50, lambda row: row.slip.demand or None),
    Column(N_("Basis"), 28, lambda row: row.slip.authority_basis or None),
    Column(N_("State"), 18, lambda row: words.state(row.tr, row.slip, row.today)),
    Column(N_("Drafted at"), 20, lambda row: row.moment(row.slip.drafted_at)),
    Column(
        N_("Drafted by"), 12, lambda row: row.name(row.slip.drafted_by) or row.tr.plain("by rule")
    ),
    Column(N_("Signed at"), 20, lambda row: row.moment(row.slip.signed_at)),
    Column(N_("Signed by"), 12, lambda row: row.name(row.slip.signed_by)),
    Column(N_("Signed as"), 14, lambda row: row.post(row.slip.signed_as)),
    Column(N_("Issued on"), 12, lambda row: row.slip.issued_on),
    Column(N_("Receipt due"), 12, lambda row: row.slip.receipt_due_on),
    Column(N_("Received at"), 20, lambda row: row.moment(row.slip.received_at)),
    Column(N_("Received by"), 12, lambda row: row.name(row.slip.received_by)),
    Column(N_("Plan due"), 12, lambda row: row.slip.plan_due_on),
    Column(N_("Plan handed in"), 20, lambda row: row.moment(row.slip.planned_at)),
    Column(N_("First limit"), 12, lambda row: row.slip.first_due_on),
    Column(N_("Limit"), 12, lambda row: row.slip.due_on),
    Column(N_("Answered at"), 20, lambda row: row.moment(row.slip.answered_at)),
    Column(N_("Answered by"), 12, lambda row: row.answered_by),
    Column(N_("Decided by"), 12, lambda row: row.decided_by),
    Column(N_("Times returned"), 10, lambda row: row.slip.returns),
    Column(N_("Settled at"), 20, lambda row: row.moment(row.slip.settled_at)),
    Column(N_("Withdrawn at"), 20, lambda row: row.moment(row.slip.withdrawn_at)),
    Column(N_("Withdrawn by"), 12, lambda row: row.name(row.slip.withdrawn_by)),
    Column(N_("Reason"), 40, lambda row: row.slip.reason or None),
)
"""Every column of the register, with what stands in it."""

Rows = Sequence[tuple[Slip, Unit]]


def write_register(
    session: Session,
    tr: Translator,
    target: Path | BinaryIO,
    rows: Rows,
    today: date,
    zone: ZoneInfo,
) -> int:
    """Write slips into a workbook; how many. Moments are shown on the clock of `zone`.

    The number of statements does not grow with the slips.
    """
    headings = [Heading(tr.plain(column.heading), column.width) for column in COLUMNS]
    sheet = Sheet(tr.plain("Register of slips"), headings, _rows(session, tr, rows, today, zone))
    return write_sheets(target, [sheet])


def _rows(
    session: Session, tr: Translator, rows: Rows, today: date, zone: ZoneInfo
) -> Iterator[list[Value]]:
    answers = last_answers(session, (slip_id(slip) for slip, _ in rows))
    people = people_by_id(session, _people(rows, answers))
    for slip, unit in rows:
        row = Row(slip, unit, answers.get(slip_id(slip)), people, tr, today, zone)
        yield [column.cell(row) for column in COLUMNS]


def _people(rows: Rows, answers: Mapping[int, SlipAnswer]) -> set[int]:
    """Everybody who is named in a row."""
    found: set[int | None] = set()
    for slip, _ in rows:
        found |= {slip.drafted_by, slip.signed_by, slip.received_by, slip.withdrawn_by}
    for answer in answers.values():
        found |= {answer.person_id, answer.decided_by}
    return {person for person in found if person is not None}
