"""What a matter's page says of the superior document it stands for, and the way there."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.documents.buttons import DutyPress
from handlers.view import Key, clip
from models.documents.documents import SuperiorDocument, duty_id, duty_of_matter
from models.matters.ledger import Kind, Matter, matter_id


def document_line(scene: Scene, matter: Matter) -> Markup | None:
    """The document's number and title; None for any other matter."""
    duty = duty_of_matter(scene.session, matter_id(matter)) if _may_be(matter) else None
    if duty is None:
        return None
    document = scene.session.get_one(SuperiorDocument, duty.document_id)
    return scene.tr(
        "Superior document: {number} {title}",
        number=clip(document.number, 80),
        title=clip(document.title, 120),
    )


def document_keys(scene: Scene, matter: Matter) -> list[Key]:
    """The key to the unit's steps of the document; none for any other matter."""
    duty = duty_of_matter(scene.session, matter_id(matter)) if _may_be(matter) else None
    return [Key(scene.tr.plain("Superior document"), DutyPress(duty_id(duty)))] if duty else []


def _may_be(matter: Matter) -> bool:
    return matter.kind is Kind.DOCUMENT
