"""The office's verdicts on what was handed in: 退回, or accepted; and 销号 (DOMAIN §2)."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select, update

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.dispatch.handing_in import apply
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Mark, Return
from models.documents.acceptance import require_settled
from models.matters.ledger import Matter, Milestone, State
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.store import UtcDateTime, word


class Verdict(StrEnum):
    """What the office says to a submitted version."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


_MARKS = {Verdict.ACCEPTED: Mark.ACCEPTED, Verdict.RETURNED: Mark.RETURNED}


class Review(SQLModel, table=True):
    """One verdict of the office on one version; `reason` is given with every 退回."""

    id: int | None = Field(default=None, primary_key=True)
    progress_id: int = Field(foreign_key="progress.id", index=True)
    verdict: Verdict = Field(sa_type=word(Verdict))
    reason: str = Field(default="", max_length=1000)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)


def accept(
    session: Session, item: Item, matter: Matter, by: int, calendar: Calendar, now: datetime
) -> None:
    """The office accepts what was handed in; 已完成 closes the matter (销号, DOMAIN §2).

    Refused(ALREADY_DECIDED) when nothing waits, Refused(OWN_REPORT) when the same person reported
    it: closing is accepted by somebody else; Refused(LOCAL_PLAN_UNDECIDED) or
    Refused(PLAN_NOT_FILED) while a superior document's local plan is not settled. What was
    reported as reached is dated by the day it was handed in, the clock of DOMAIN §6.
    """
    said = _awaiting(session, item)
    if said.saying is Saying.DONE and _reported_by(session, item, by):
        raise Refused(Reason.OWN_REPORT, number=matter.number)
    require_settled(session, matter, said)
    corrects = item.mark is Mark.CORRECTION
    _judge(session, item, said, Verdict.ACCEPTED, "", by, now)
    if corrects:
        apply(session, matter, said)
    reached = calendar.today(said.submitted_at or now)
    _reach(session, matter, said, reached)
    if said.saying is Saying.DONE:
        matter.state, matter.closed_on = State.CLOSED, reached
        audit.note(session, now, by, "close", "matter", matter.id, progress=said.id)
    session.add(matter)


def _reported_by(session: Session, item: Item, person: int) -> bool:
    """Whether a person said 已完成 about this card in any of its versions."""
    closings = select(Progress.id).where(
        Progress.item_id == item.id, Progress.saying == Saying.DONE, Progress.person_id == person
    )
    return session.exec(closings.limit(1)).first() is not None


def _reach(session: Session, matter: Matter, said: Progress, day: date) -> None:
    """Date the milestones reported as reached; one that was accepted before keeps its day."""
    statement = select(Milestone).where(
        col(Milestone.id).in_(said.milestones),
        Milestone.matter_id == matter.id,
        col(Milestone.done_on).is_(None),
    )
    for milestone in session.exec(statement).all():
        milestone.done_on = day
        session.add(milestone)


def send_back(
    session: Session, item: Item, matter: Matter, reason: str, by: int, now: datetime
) -> None:
    """退回: the card goes back to the unit with the reason; a closing is reopened (DOMAIN §2).

    Refused(REASON_NEEDED), Refused(ALREADY_DECIDED).
    """
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    said = _awaiting(session, item)
    _judge(session, item, said, Verdict.RETURNED, reason.strip()[:1000], by, now)
    if matter.state is State.CLOSING:
        matter.state, matter.percent = State.UNDER_WAY, item.last_percent
    session.add(matter)
    one = session.get_one(Return, item.return_id)
    put(
        session,
        now,
        Message(
            kind="returned", key=f"returned:{said.id}", unit_id=one.unit_id, subject_id=item.id
        ),
    )


def _awaiting(session: Session, item: Item) -> Progress:
    if item.mark not in {Mark.SUBMITTED, Mark.CORRECTION} or item.progress_id is None:
        raise Refused(Reason.ALREADY_DECIDED)
    return session.get_one(Progress, item.progress_id)


def _judge(
    session: Session,
    item: Item,
    said: Progress,
    verdict: Verdict,
    reason: str,
    by: int,
    now: datetime,
) -> None:
    """Decide one version once: of two reviewers at the same moment, one is refused."""
    decided = session.exec(
        update(Item)
        .where(
            col(Item.id) == item.id,
            col(Item.progress_id) == said.id,
            col(Item.mark).in_([Mark.SUBMITTED, Mark.CORRECTION]),
        )
        .values(mark=_MARKS[verdict])
    )
    if not decided.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    item.mark = _MARKS[verdict]
    session.add(
        Review(progress_id=said.id or 0, verdict=verdict, reason=reason, person_id=by, at=now)
    )
    audit.note(session, now, by, verdict.value, "item", item.id, progress=said.id)


def last_review(session: Session, item: Item) -> Review | None:
    """The newest verdict on any version of an item."""
    statement = (
        select(Review)
        .join(Progress, col(Progress.id) == col(Review.progress_id))
        .where(Progress.item_id == item.id)
    )
    return session.exec(statement.order_by(col(Review.id).desc()).limit(1)).first()
