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
from models.slips.answers import SlipAnswer
from models.slips.slips import Slip
from models.standings.appeals import Appeal
from models.standings.corrections import fact_of
from models.standings.judges import Grounds, grounds_of
from models.standings.runs import Run, Standing


class Judged(NamedTuple):
    """A report that a person accepted or returned: the matter, the month, and when it came."""

    matter: str
    month: str
    at: datetime | None


def decidable(session: Session, found: Sequence[Appeal], person: int) -> list[Appeal]:
    """Those of some open appeals that were given to a person, or to nobody yet and they may take.

    Whoever scored the month, judged what the line rests on or has appealed may not. It is the rule
    of `models.standings.judges` and `reviewing.reviewers`, here in four statements for all of them.
    """
    mine = [one for one in found if one.reviewer_id in {None, person} and one.asked_by != person]
    grounds = _grounds(session, mine)
    scored = _scored(session, person)
    reports = _judged_reports(session, {one.matter for one in grounds.values()}, person)
    slips = _judged_slips(session, {one.slip for one in grounds.values()}, person)
    return [
        one
        for one in mine
        if (one.office_id, one.month) not in scored
        and (one.office_id, grounds[one.id or 0].slip) not in slips
        and not any(_is_about(one, grounds[one.id or 0], report) for report in reports)
    ]


def _is_about(made: Appeal, grounds: Grounds, report: Judged) -> bool:
    counts = grounds.at is not None and grounds.at == report.at
    return grounds.matter == report.matter and (made.month == report.month or counts)


def _grounds(session: Session, appeals: Sequence[Appeal]) -> Mapping[int, Grounds]:
    wanted = {one.standing_id for one in appeals}
    rows = session.exec(
        select(col(Standing.id), col(Standing.facts)).where(col(Standing.id).in_(wanted))
    )
    known = {number: UnitFacts.model_validate_json(text) for number, text in rows}
    return {one.id or 0: grounds_of(fact_of(known[one.standing_id], one.line)) for one in appeals}


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
