"""The register as a workbook: one row a slip, with every date, state, number and person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import terms
from handlers.slips import words
from locales import N_, Translator
from models.people.posts import Person, people_by_id
from models.slips.answers import SlipAnswer
from models.slips.register import last_answers
from models.slips.slips import Slip, slip_id
from models.units import Unit
from models.workbooks.writing import Heading, Sheet, Value, write_sheets

HEADINGS = (
    (N_("Number"), 22),
    (N_("Kind"), 12),
    (N_("Unit"), 28),
    (N_("Code"), 12),
    (N_("Cohort"), 12),
    (N_("Matter number"), 14),
    (N_("Subject"), 40),
    (N_("Demand"), 50),
    (N_("Basis"), 28),
    (N_("State"), 18),
    (N_("Drafted at"), 20),
    (N_("Drafted by"), 12),
    (N_("Signed at"), 20),
    (N_("Signed by"), 12),
    (N_("Signed as"), 14),
    (N_("Issued on"), 12),
    (N_("Receipt due"), 12),
    (N_("Received at"), 20),
    (N_("Received by"), 12),
    (N_("Plan due"), 12),
    (N_("Plan handed in"), 20),
    (N_("First limit"), 12),
    (N_("Limit"), 12),
    (N_("Answered at"), 20),
    (N_("Answered by"), 12),
    (N_("Decided by"), 12),
    (N_("Times returned"), 10),
    (N_("Settled at"), 20),
    (N_("Withdrawn at"), 20),
    (N_("Withdrawn by"), 12),
    (N_("Reason"), 40),
)

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
    headings = [Heading(tr.plain(text), width) for text, width in HEADINGS]
    sheet = Sheet(tr.plain("Register of slips"), headings, _rows(session, tr, rows, today, zone))
    return write_sheets(target, [sheet])


def _rows(
    session: Session, tr: Translator, rows: Rows, today: date, zone: ZoneInfo
) -> Iterator[list[Value]]:
    answers = last_answers(session, (slip_id(slip) for slip, _ in rows))
    people = people_by_id(session, _people(rows, answers))

    def name(person: int | None) -> str | None:
        known: Person | None = people.get(person or 0)
        return known.name if known else None

    def moment(when: datetime | None) -> datetime | None:
        """As a cell holds it: on the office's clock, without a zone."""
        return when.astimezone(zone).replace(tzinfo=None, microsecond=0) if when else None

    for slip, unit in rows:
        answer = answers.get(slip_id(slip))
        yield [
            slip.number_text or None,
            words.kind(tr, slip.kind),
            unit.name,
            unit.code,
            terms.cohort(tr, unit.cohort),
            slip.matter_number or None,
            slip.subject,
            slip.demand or None,
            slip.authority_basis or None,
            words.state(tr, slip, today),
            moment(slip.drafted_at),
            name(slip.drafted_by) or tr.plain("by rule"),
            moment(slip.signed_at),
            name(slip.signed_by),
            terms.role(tr, slip.signed_as) if slip.signed_as else None,
            slip.issued_on,
            slip.receipt_due_on,
            moment(slip.received_at),
            name(slip.received_by),
            slip.plan_due_on,
            moment(slip.planned_at),
            slip.first_due_on,
            slip.due_on,
            moment(slip.answered_at),
            name(answer.person_id) if answer else None,
            name(answer.decided_by) if answer else None,
            slip.returns,
            moment(slip.settled_at),
            moment(slip.withdrawn_at),
            name(slip.withdrawn_by),
            slip.reason or None,
        ]


def _people(rows: Rows, answers: Mapping[int, SlipAnswer]) -> set[int]:
    """Everybody who is named in a row."""
    found: set[int | None] = set()
    for slip, _ in rows:
        found |= {slip.drafted_by, slip.signed_by, slip.received_by, slip.withdrawn_by}
    for answer in answers.values():
        found |= {answer.person_id, answer.decided_by}
    return {person for person in found if person is not None}
