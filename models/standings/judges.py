"""Who judged what a line of a score rests on: they do not decide an appeal about it (DOMAIN §6)."""

from datetime import datetime
from typing import NamedTuple

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


class Grounds(NamedTuple):
    """On what a line rests: a matter, with the version that counts, or a slip; by their numbers."""

    matter: str = ""
    at: datetime | None = None
    slip: str = ""


def grounds_of(fact: AnyFact) -> Grounds:
    """On what a fact rests."""
    match fact:
        case MilestoneFact():
            return Grounds(fact.matter, fact.handed_in_at)
        case UpdateFact():
            return Grounds(fact.matter, fact.updated_at)
        case SlipFact():
            return Grounds(slip=fact.number)
        case MeritFact() | FaultFact():  # about a matter, or about a slip
            return Grounds(fact.subject, slip=fact.subject)
        case _:
            return Grounds()


def judges(session: Session, office: int, month: str, fact: AnyFact) -> set[int]:
    """Who accepted or returned the reports or answers that a fact of a month rests on.

    What was said of a matter in other months is no part of it, unless it is the version that
    counts: else nobody would be left by the end of a year.
    """
    grounds = grounds_of(fact)
    of_matter = _of_matter(session, month, grounds) if grounds.matter else set()
    return of_matter | (_of_slip(session, office, grounds.slip) if grounds.slip else set())


def _of_matter(session: Session, month: str, grounds: Grounds) -> set[int]:
    """Who judged what was said of a matter in a month, or what was handed in at a moment."""
    statement = (
        select(Review.person_id)
        .join(Progress, col(Progress.id) == col(Review.progress_id))
        .join(Item, col(Item.id) == col(Progress.item_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Matter, col(Matter.id) == col(Progress.matter_id))
        .where(
            Matter.number == grounds.matter,
            or_(Cycle.month == month, col(Progress.submitted_at) == grounds.at),
        )
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
