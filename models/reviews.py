"""The office's verdicts on what was handed in: 退回, or accepted; and 销号 (DOMAIN §2)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.calendar import Calendar
from models.cycles import Cycle
from models.dispatch import Item, Mark, Return
from models.matters import Matter, Milestone, State
from models.outbox import Message, put
from models.progress import Progress, Saying
from models.refusals import Reason, Refused
from models.returns import apply
from models.store import UtcDateTime, word
from models.units import Unit, within


class Verdict(StrEnum):
    """What the office says to a submitted version."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


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
    it: closing is accepted by somebody else. What was reported as reached is dated by the day it
    was handed in, the clock of DOMAIN §6.
    """
    said = _awaiting(session, item)
    if said.saying is Saying.DONE and said.person_id == by:
        raise Refused(Reason.OWN_REPORT, number=matter.number)
    _judge(session, item, said, Verdict.ACCEPTED, "", by, now)
    if item.mark is Mark.CORRECTION:
        apply(session, matter, said)
    item.mark = Mark.ACCEPTED
    reached = calendar.today(said.submitted_at or now)
    for milestone in session.exec(
        select(Milestone).where(col(Milestone.id).in_(said.milestones))
    ).all():
        milestone.done_on = reached
        session.add(milestone)
    if said.saying is Saying.DONE:
        matter.state, matter.closed_on = State.CLOSED, reached
        audit.note(session, now, by, "close", "matter", matter.id, progress=said.id)
    session.add_all([item, matter])


def send_back(
    session: Session, item: Item, matter: Matter, reason: str, by: int, now: datetime
) -> None:
    """退回: the card goes back to the unit with the reason; a closing is reopened (DOMAIN §2).

    Refused(REASON_NEEDED), Refused(ALREADY_DECIDED).
    """
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    said = _awaiting(session, item)
    _judge(session, item, said, Verdict.RETURNED, reason.strip()[:1000], by, now)
    item.mark = Mark.RETURNED
    if matter.state is State.CLOSING:
        matter.state = State.UNDER_WAY
    session.add_all([item, matter])
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


def waiting(session: Session, path: str) -> Sequence[tuple[Item, Matter, Progress, Unit]]:
    """What waits for the office below a path: closings and corrections first, then difficulties.

    A plain change of percent or 无变化 needs no verdict and is not listed: the office's time is
    for what has consequences; it can still be returned from the unit's page.
    """
    statement = (
        select(Item, Matter, Progress, Unit)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(
            within(path),
            (col(Item.mark) == Mark.CORRECTION)
            | (
                (col(Item.mark) == Mark.SUBMITTED)
                & col(Progress.saying).in_([Saying.DONE, Saying.DIFFICULTY])
            )
            | ((col(Item.mark) == Mark.SUBMITTED) & (col(Progress.reaches).is_(True))),
        )
        .order_by(col(Progress.submitted_at), col(Progress.id))
    )
    return session.exec(statement).all()
