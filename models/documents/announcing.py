"""How units hear of a new document: by an assignment slip (交办单), or by a plain notice (§4)."""

from sqlmodel import col, select

from models.documents.documents import DocumentDuty, SuperiorDocument
from models.documents.registry import Registry
from models.matters.ledger import Matter, matter_id
from models.outbox import Message, put
from models.slips.drafting import Fact, needs_basis, submit, write
from models.slips.rungs import SlipKind
from models.units import Unit, unit_id


def assign(registry: Registry, document: SuperiorDocument, demand: str) -> int:
    """交办单: draft a slip for each unit and bring it before those who sign; how many.

    A slip to a district without a basis stays a draft until somebody names one (DOMAIN §4). An
    empty demand leaves it to the standard words.
    """
    session, rules = registry.session, registry.rules.slips
    rows = session.exec(
        select(DocumentDuty, Unit, Matter)
        .join(Unit, col(Unit.id) == col(DocumentDuty.unit_id))
        .join(Matter, col(Matter.id) == col(DocumentDuty.matter_id))
        .where(DocumentDuty.document_id == document.id)
        .order_by(col(Unit.position))
    ).all()
    facts = [_fact(document, unit, matter) for _, unit, matter in rows]
    slips = write(
        session, registry.office, SlipKind.ASSIGNMENT, facts, rules, registry.by, registry.now
    )
    units = {unit_id(unit): unit for _, unit, _ in rows}
    for slip in slips:
        slip.demand = demand
    ready = [slip for slip in slips if slip.authority_basis or not needs_basis(units[slip.unit_id])]
    submit(session, ready, rules, registry.calendar, registry.by, registry.now)
    return len(slips)


def _fact(document: SuperiorDocument, unit: Unit, matter: Matter) -> Fact:
    return Fact(
        unit=unit,
        cause=f"document:{document.id}:{unit.id}",
        subject=document.title,
        matter_id=matter_id(matter),
        matter_number=matter.number,
    )


def announce(registry: Registry, document: SuperiorDocument) -> None:
    """Tell each unit of its new document at once, where no slip brings it."""
    duties = registry.session.exec(
        select(DocumentDuty).where(DocumentDuty.document_id == document.id)
    ).all()
    put(
        registry.session,
        registry.now,
        *(
            Message(
                kind="document",
                key=f"document:{duty.id}",
                unit_id=duty.unit_id,
                subject_id=duty.id,
            )
            for duty in duties
        ),
    )
