"""Who judged what a line of a score rests on: they do not decide an appeal about it (DOMAIN §6)."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Return
from models.dispatch.reviews import Review
from models.matters.ledger import Matter
from models.scoring.item_facts import SlipFact, UpdateFact
from models.scoring.lines import AnyFact
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.point_facts import FaultFact, MeritFact
from models.slips.answers import SlipAnswer
from models.slips.slips import Slip


def judges(session: Session, office: int, month: str, fact: AnyFact) -> set[int]:
    """Who accepted or returned the reports or answers that a fact of a month rests on.

    What was said of a matter in other months is no part of it, unless it is the version that
    counts: else nobody would be left by the end of a year.
    """
    if isinstance(fact, MilestoneFact):
        return _of_matter(session, month, fact.matter, fact.handed_in_at)
    if isinstance(fact, UpdateFact):
        return _of_matter(session, month, fact.matter, fact.updated_at)
    if isinstance(fact, SlipFact):
        return _of_slip(session, office, fact.number)
    if isinstance(fact, MeritFact | FaultFact):  # about a matter, or about a slip
        matter = _of_matter(session, month, fact.subject, None)
        return matter | _of_slip(session, office, fact.subject)
    return set()


def _of_matter(session: Session, month: str, number: str, at: datetime | None) -> set[int]:
    """Who judged what was said of a matter in a month, or what was handed in at a moment."""
    statement = (
        select(Review.person_id)
        .join(Progress, col(Progress.id) == col(Review.progress_id))
        .join(Item, col(Item.id) == col(Progress.item_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Matter, col(Matter.id) == col(Progress.matter_id))
        .where(Matter.number == number, or_(Cycle.month == month, col(Progress.submitted_at) == at))
    )
    return set(session.exec(statement))


def _of_slip(session: Session, office: int, number: str) -> set[int]:
    """Who judged the answers to a slip."""
    statement = (
        select(SlipAnswer.decided_by)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .where(Slip.number_text == number, Slip.office_id == office)
    )
    return {person for person in session.exec(statement) if person is not None}
