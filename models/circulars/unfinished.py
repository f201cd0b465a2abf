"""What is to be done about circulars: to be written, submitted, approved, sent, confirmed (§3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_
from sqlmodel import Session, col, func, or_, select

from models.circulars.broadcasting import CircularCopy
from models.circulars.circulars import UNISSUED, Circular, CircularState, standing_circular
from models.standings.runs import Run, run_id


class ToWrite(NamedTuple):
    """A month whose scores are published and that has no circular yet."""

    month: str
    run: int
    since: datetime


class Unconfirmed(NamedTuple):
    """A circular that went out, and how many have not confirmed it."""

    circular: int
    n: int


def to_write(session: Session, office: int) -> ToWrite | None:
    """The month published last, while nobody has begun its circular; two statements."""
    published = select(Run).where(Run.office_id == office, col(Run.published_at).is_not(None))
    newest_first = published.order_by(col(Run.month).desc(), col(Run.version).desc())
    run = session.exec(newest_first.limit(1)).first()
    if run is None or run.published_at is None or standing_circular(session, office, run.month):
        return None
    return ToWrite(run.month, run_id(run), run.published_at)


def unfinished(session: Session, offices: Sequence[int]) -> Sequence[Circular]:
    """The circulars of offices that are not out yet: drafts, before approval, issued and not sent;
    the oldest first.
    """
    unsent = and_(col(Circular.state) == CircularState.ISSUED, col(Circular.broadcast_at).is_(None))
    statement = select(Circular).where(
        col(Circular.office_id).in_(offices), or_(col(Circular.state).in_(UNISSUED), unsent)
    )
    return session.exec(statement.order_by(col(Circular.id))).all()


def newest_issued(session: Session, office: int) -> Circular | None:
    """The circular of the latest month for which an office has issued one."""
    statement = select(Circular).where(
        Circular.office_id == office, Circular.state == CircularState.ISSUED
    )
    newest_first = statement.order_by(col(Circular.month).desc(), col(Circular.id).desc())
    return session.exec(newest_first.limit(1)).first()


def not_confirmed(session: Session, office: int) -> Unconfirmed | None:
    """How many have not confirmed the circular an office sent last; None when all have."""
    newest = select(func.max(Circular.id)).where(
        Circular.office_id == office,
        Circular.state == CircularState.ISSUED,
        col(Circular.broadcast_at).is_not(None),
    )
    statement = (
        select(col(CircularCopy.circular_id), func.count())
        .where(
            col(CircularCopy.circular_id) == newest.scalar_subquery(),
            col(CircularCopy.confirmed_at).is_(None),
        )
        .group_by(col(CircularCopy.circular_id))
    )
    row = session.exec(statement).first()
    return Unconfirmed(*row) if row else None
