"""Everything that was said and decided about one matter, over all months, in versions."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.audit import Audit, history
from models.dispatch.progress import Progress
from models.dispatch.reviews import Review
from models.matters.ledger import CoUnit, Matter, matter_id
from models.people.posts import Person
from models.units import Unit


class Told(NamedTuple):
    """One handed-in version with who said it, and what the office decided on it."""

    said: Progress
    person: Person
    review: Review | None


def told(session: Session, matter: Matter) -> Sequence[Told]:
    """What was handed in about a matter, the newest first. Drafts are the unit's own."""
    statement = (
        select(Progress, Person, Review)
        .join(Person, col(Person.id) == col(Progress.person_id))
        .outerjoin(Review, col(Review.progress_id) == col(Progress.id))
        .where(Progress.matter_id == matter.id, col(Progress.submitted_at).is_not(None))
        .order_by(col(Progress.submitted_at).desc(), col(Progress.id).desc())
    )
    return [Told(*row) for row in session.exec(statement)]


def deeds(session: Session, matter: Matter) -> Sequence[Audit]:
    """What the office did to a matter itself, the newest first."""
    return list(reversed(history(session, "matter", matter_id(matter))))


def co_units(session: Session, matter: Matter) -> Sequence[Unit]:
    """The units that help with a matter (配合单位), in the order of the ledger."""
    statement = (
        select(Unit)
        .join(CoUnit, col(CoUnit.unit_id) == col(Unit.id))
        .where(CoUnit.matter_id == matter.id)
    )
    return session.exec(statement.order_by(col(CoUnit.position), col(CoUnit.id))).all()
