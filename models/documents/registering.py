"""Registering a superior document: a matter with dated steps for each unit that must act (§4)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import func, select

from models import audit
from models.documents.documents import (
    DocumentDuty,
    DocumentStep,
    Need,
    Step,
    SuperiorDocument,
    document_id,
    duty_id,
    known_document,
)
from models.documents.registry import Entry, Registry
from models.matters.ledger import Kind, Matter, Milestone, matter_id
from models.matters.numbers import Numbers
from models.refusals import Reason, Refused
from models.slips.addressees import addressees
from models.units import Unit, unit_id, units_by_id


def register(registry: Registry, entry: Entry) -> SuperiorDocument:
    """Register a document once, and give each of its units a matter with its steps.

    Refused(DOCUMENT_NUMBER_NEEDED), Refused(DOCUMENT_TITLE_NEEDED), Refused(UNITS_NEEDED),
    Refused(STEPS_BACKWARDS), Refused(DOCUMENT_KNOWN) when the office has it already, or
    Refused(UNIT_ELSEWHERE) for a unit this office does not ask.
    """
    entry.check()
    office = unit_id(registry.office)
    if known_document(registry.session, office, entry.number.strip()):
        raise Refused(Reason.DOCUMENT_KNOWN, number=entry.number.strip())
    document = SuperiorDocument(
        office_id=office,
        number=entry.number.strip(),
        title=entry.title.strip(),
        level=entry.level,
        received_on=entry.received_on,
        convey_by=entry.dates.convey_by,
        study_by=entry.dates.study_by,
        plan_by=entry.dates.plan_by,
        needs_filing=entry.needs_filing,
        registered_by=registry.by,
        registered_at=registry.now,
    )
    registry.session.add(document)
    registry.session.flush()
    audit.note(
        registry.session,
        registry.now,
        registry.by,
        "register",
        "document",
        document.id,
        units=len(entry.units),
    )
    give(registry, document, entry.units, entry.basis)
    return document


def give(
    registry: Registry, document: SuperiorDocument, units: Mapping[int, Need], basis: str = ""
) -> list[DocumentDuty]:
    """Give a document to more units, by the document's own dates; those that have it are left out.

    Refused(UNIT_ELSEWHERE) for a unit this office does not ask.
    """
    session = registry.session
    known = session.exec(
        select(DocumentDuty.unit_id).where(DocumentDuty.document_id == document.id)
    ).all()
    wanted = units_by_id(session, set(units) - set(known))
    _require_asked(registry, wanted)
    needs = {unit: units[unit] for unit in wanted}
    duties = [
        _duty(registry, document, matter, needs[matter.lead_unit_id], basis)
        for matter in _matters(registry, document, needs)
    ]
    session.add_all(duties)
    session.flush()
    for duty in duties:
        _add_steps(registry, document, duty)
    session.flush()
    given = {duty_id(duty): {"need": duty.needs_local.value} for duty in duties}
    audit.note_many(session, registry.now, registry.by, "give", "duty", given)
    return duties


def _duty(
    registry: Registry, document: SuperiorDocument, matter: Matter, need: Need, basis: str
) -> DocumentDuty:
    decided = need is not Need.PENDING
    return DocumentDuty(
        document_id=document_id(document),
        unit_id=matter.lead_unit_id,
        matter_id=matter_id(matter),
        needs_local=need,
        basis=basis if decided else "",
        decided_by=registry.by if decided else None,
        decided_at=registry.now if decided else None,
    )


def _require_asked(registry: Registry, wanted: Mapping[int, Unit]) -> None:
    asked = {unit.id for unit in addressees(registry.session, registry.office, wanted)}
    for number, unit in wanted.items():
        if number not in asked:
            raise Refused(Reason.UNIT_ELSEWHERE, unit=unit.name)


def _matters(
    registry: Registry, document: SuperiorDocument, needs: Mapping[int, Need]
) -> list[Matter]:
    """A matter for each unit, numbered and placed after all others of the ledger."""
    numbers = Numbers(registry.session, registry.today.year)
    last = registry.session.exec(select(func.max(Matter.position))).one() or 0
    matters = [
        Matter(
            number=numbers.next(),
            kind=Kind.DOCUMENT,
            title=document.title,
            lead_unit_id=unit,
            start_on=document.received_on,
            due_on=document.plan_by if need is Need.YES else document.study_by,
            basis=document.number,
            position=last + place,
        )
        for place, (unit, need) in enumerate(needs.items(), start=1)
    ]
    registry.session.add_all(matters)
    registry.session.flush()
    return matters


def _add_steps(registry: Registry, document: SuperiorDocument, duty: DocumentDuty) -> None:
    add_step(registry, duty, Step.CONVEYED, document.convey_by)
    add_step(registry, duty, Step.STUDIED, document.study_by)
    if duty.needs_local is Need.YES:
        add_step(registry, duty, Step.ISSUED, document.plan_by)


def add_step(registry: Registry, duty: DocumentDuty, step: Step, due_on: date) -> None:
    """Give a duty one more step, as a milestone of its matter."""
    milestone = Milestone(matter_id=duty.matter_id, title=registry.titles[step], due_on=due_on)
    registry.session.add(milestone)
    registry.session.flush()
    registry.session.add(
        DocumentStep(duty_id=duty_id(duty), step=step, milestone_id=milestone.id or 0)
    )
