"""How far superior documents are: how many units took each step, and each unit's own steps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.documents.documents import (
    DocumentDuty,
    Need,
    Step,
    SuperiorDocument,
    document_id,
    duty_id,
    steps_of,
)
from models.documents.filings import Filing, filings_of
from models.matters.ledger import OPEN_STATES, Matter, Milestone, State
from models.units import Unit


@dataclass(frozen=True)
class Stand:
    """One unit's duty: its matter, its steps with their dates, and the examination of its plan."""

    duty: DocumentDuty
    document: SuperiorDocument
    unit: Unit
    matter: Matter
    steps: Mapping[Step, Milestone] = field(default_factory=dict)
    filing: Filing | None = None

    @property
    def undecided(self) -> bool:
        """Whether it is still to be decided if this unit needs a local plan."""
        over = self.matter.state in {State.CLOSED, State.TERMINATED}
        return self.duty.needs_local is Need.PENDING and not over

    def reached(self, step: Step) -> bool:
        """Whether the office has accepted this step."""
        milestone = self.steps.get(step)
        return milestone is not None and milestone.done_on is not None

    def overdue(self, today: date) -> bool:
        """Whether a step has been missed; a matter that is closed or set aside owes nothing."""
        return self.matter.state in OPEN_STATES and any(
            step.done_on is None and step.due_on < today for step in self.steps.values()
        )


@dataclass(frozen=True)
class Overview:
    """One document in figures; `needed` are the units that need a local plan, `late` overdue."""

    document: SuperiorDocument
    units: int
    reached: Mapping[Step, int]
    needed: int
    undecided: int
    late: int


def overviews(session: Session, offices: Collection[int], today: date) -> Sequence[Overview]:
    """The documents of some offices: those with overdue units first, then the newest.

    The number of statements does not depend on how many there are.
    """
    documents = session.exec(
        select(SuperiorDocument).where(col(SuperiorDocument.office_id).in_(offices))
    ).all()
    stands: dict[int, list[Stand]] = {document_id(one): [] for one in documents}
    for stand in _stands(session, col(DocumentDuty.document_id).in_(stands)):
        stands[stand.duty.document_id].append(stand)
    found = [_overview(one, stands[document_id(one)], today) for one in documents]
    newest = sorted(found, key=lambda one: document_id(one.document), reverse=True)
    return sorted(newest, key=lambda one: (not one.late, -one.document.received_on.toordinal()))


def _overview(document: SuperiorDocument, stands: Sequence[Stand], today: date) -> Overview:
    return Overview(
        document=document,
        units=len(stands),
        reached={step: sum(stand.reached(step) for stand in stands) for step in Step},
        needed=sum(stand.duty.needs_local is Need.YES for stand in stands),
        undecided=sum(stand.undecided for stand in stands),
        late=sum(stand.overdue(today) for stand in stands),
    )


def stands_of(session: Session, document: SuperiorDocument, today: date) -> Sequence[Stand]:
    """The units of a document, overdue ones first, then in roster order."""
    found = _stands(session, col(DocumentDuty.document_id) == document.id)
    return sorted(found, key=lambda stand: not stand.overdue(today))


def stand_of(session: Session, duty: DocumentDuty) -> Stand:
    """One unit's duty."""
    return _stands(session, col(DocumentDuty.id) == duty.id)[0]


def own_stands(session: Session, units: Collection[int], today: date) -> Sequence[Stand]:
    """What some units have to do, overdue first, then what is open, the newest first."""
    found = _stands(session, col(DocumentDuty.unit_id).in_(units))
    newest = sorted(found, key=lambda stand: stand.document.received_on, reverse=True)
    return sorted(
        newest, key=lambda one: (not one.overdue(today), one.matter.state not in OPEN_STATES)
    )


def _stands(session: Session, which: ColumnElement[bool]) -> list[Stand]:
    """Duties with all about them, in roster order, in three statements however many they are."""
    statement = (
        select(DocumentDuty, SuperiorDocument, Unit, Matter)
        .join(SuperiorDocument, col(SuperiorDocument.id) == col(DocumentDuty.document_id))
        .join(Unit, col(Unit.id) == col(DocumentDuty.unit_id))
        .join(Matter, col(Matter.id) == col(DocumentDuty.matter_id))
        .where(which)
        .order_by(col(Unit.position), col(DocumentDuty.id))
    )
    rows = session.exec(statement).all()
    ids = [duty_id(duty) for duty, *_ in rows]
    steps, filings = steps_of(session, ids), filings_of(session, ids)
    return [
        Stand(duty, document, unit, matter, steps[duty_id(duty)], filings.get(duty_id(duty)))
        for duty, document, unit, matter in rows
    ]
