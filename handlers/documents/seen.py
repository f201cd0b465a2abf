"""Which document, duty or plan a person may see or act on, by the database alone."""

from handlers.context import Scene
from handlers.documents import words
from models.authority import Act
from models.documents.documents import (
    DocumentDuty,
    SuperiorDocument,
    known_document,
    seen_document,
    seen_duty,
)
from models.documents.registry import Registry
from models.documents.status import Stand, stand_of
from models.refusals import Reason, Refused
from models.units import Unit, unit_id


def office_document(scene: Scene, number: int) -> SuperiorDocument:
    """A document as the office reads it; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.READ_DOCUMENTS)
    document = seen_document(scene.session, number)
    office = scene.session.get_one(Unit, document.office_id)
    scene.me.require(Act.READ_DOCUMENTS, office)
    return document


def document_called(scene: Scene, number: str) -> SuperiorDocument:
    """A document of this person's own office by its number; Refused(UNKNOWN_DOCUMENT)."""
    for office in scene.me.units(Act.READ_DOCUMENTS):
        document = known_document(scene.session, unit_id(office), number)
        if document is not None:
            return document
    raise Refused(Reason.UNKNOWN_DOCUMENT, text=number[:80])


def own_document(scene: Scene, number: int, act: Act) -> SuperiorDocument:
    """A document of this person's own office, to do something about; refused as above."""
    scene.me.require(act)
    document = seen_document(scene.session, number)
    scene.me.require_own(act, document.office_id)
    return document


def read_duty(scene: Scene, number: int, act: Act = Act.READ_UNIT) -> Stand:
    """A unit's duty for its people, or for the office; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(act)
    duty, _ = seen_duty(scene.session, number)
    scene.me.require(act, scene.session.get_one(Unit, duty.unit_id))
    return stand_of(scene.session, duty)


def own_duty(scene: Scene, number: int, act: Act) -> tuple[DocumentDuty, SuperiorDocument]:
    """A duty of a document of this person's own office, to decide about."""
    scene.me.require(act)
    duty, document = seen_duty(scene.session, number)
    scene.me.require_own(act, document.office_id)
    return duty, document


def is_own(scene: Scene, document: SuperiorDocument, act: Act) -> bool:
    """Whether this person may do that for the office that has registered a document."""
    return document.office_id in {unit_id(unit) for unit in scene.me.units(act)}


def registry_of(scene: Scene, office: Unit) -> Registry:
    """The register of an office, for whoever acts now; its words are in the office's language."""
    return Registry(
        session=scene.session,
        office=office,
        rules=scene.office.of(office).rules,
        calendar=scene.office.of(office).calendar,
        titles=words.titles(scene.office.translator(None)),
        by=scene.me.id,
        now=scene.now,
    )
