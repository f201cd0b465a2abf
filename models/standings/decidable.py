"""Which of many open appeals one person may decide, in a few statements for all (DOMAIN §6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Return
from models.dispatch.reviews import Review
from models.matters.ledger import Matter
from models.scoring.facts import UnitFacts
from models.scoring.item_facts import SlipFact, UpdateFact
from models.scoring.lines import AnyFact
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.point_facts import FaultFact, MeritFact
from models.slips.answers import SlipAnswer
from models.slips.slips import Slip
from models.standings.appeals import Appeal
from models.standings.corrections import fact_of
from models.standings.runs import Run, Standing


class Rests(NamedTuple):
    """On what a line rests: a matter, with the version that counts, or a slip."""

    matter: str = ""
    at: datetime | None = None
    slip: str = ""


class Judged(NamedTuple):
    """A report that a person accepted or returned: the matter, the month, and when it came."""

    matter: str
    month: str
    at: datetime | None


def decidable(session: Session, found: Sequence[Appeal], person: int) -> list[Appeal]:
    """Those of some open appeals that were given to a person, or to nobody yet and they may take.

    Whoever scored the month, judged what the line rests on or has appealed may not. It is the rule
    of `models.standings.reviewing.reviewers`, here in four statements for all of them.
    """
    mine = [one for one in found if one.reviewer_id in {None, person} and one.asked_by != person]
    rests = _rests(session, mine)
    scored = _scored(session, person)
    reports = _judged_reports(session, {one.matter for one in rests.values()}, person)
    slips = _judged_slips(session, {one.slip for one in rests.values()}, person)
    return [
        one
        for one in mine
        if (one.office_id, one.month) not in scored
        and (one.office_id, rests[one.id or 0].slip) not in slips
        and not any(_is_about(one, rests[one.id or 0], report) for report in reports)
    ]


def _is_about(made: Appeal, rests: Rests, report: Judged) -> bool:
    counts = rests.at is not None and rests.at == report.at
    return rests.matter == report.matter and (made.month == report.month or counts)


def _rests(session: Session, appeals: Sequence[Appeal]) -> Mapping[int, Rests]:
    wanted = {one.standing_id for one in appeals}
    rows = session.exec(
        select(col(Standing.id), col(Standing.facts)).where(col(Standing.id).in_(wanted))
    )
    known = {number: UnitFacts.model_validate_json(text) for number, text in rows}
    return {one.id or 0: _rest(fact_of(known[one.standing_id], one.line)) for one in appeals}


def _rest(fact: AnyFact) -> Rests:
    match fact:
        case MilestoneFact():
            return Rests(fact.matter, fact.handed_in_at)
        case UpdateFact():
            return Rests(fact.matter, fact.updated_at)
        case SlipFact():
            return Rests(slip=fact.number)
        case MeritFact() | FaultFact():  # about a matter, or about a slip
            return Rests(fact.subject, slip=fact.subject)
        case _:
            return Rests()


def _scored(session: Session, person: int) -> set[tuple[int, str]]:
    """The office and month of each run that a person computed by hand."""
    statement = select(Run.office_id, Run.month).where(
        Run.computed_by == person, col(Run.cause) == ""
    )
    return set(session.exec(statement))


def _judged_reports(session: Session, matters: set[str], person: int) -> list[Judged]:
    statement = (
        select(Matter.number, Cycle.month, Progress.submitted_at)
        .join(Progress, col(Progress.matter_id) == col(Matter.id))
        .join(Review, col(Review.progress_id) == col(Progress.id))
        .join(Item, col(Item.id) == col(Progress.item_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .where(col(Matter.number).in_(matters), Review.person_id == person)
    )
    return [Judged(*row) for row in session.exec(statement)]


def _judged_slips(session: Session, numbers: set[str], person: int) -> set[tuple[int, str]]:
    """The office and number of the slips whose answers a person accepted or returned."""
    statement = (
        select(Slip.office_id, Slip.number_text)
        .join(SlipAnswer, col(SlipAnswer.slip_id) == col(Slip.id))
        .where(
            col(Slip.number_text).in_(numbers - {""}),
            SlipAnswer.decided_by == person,
        )
    )
    return set(session.exec(statement))
