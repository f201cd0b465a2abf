"""What is on record about dates of the ledger: put off, met, set aside (DOMAIN §2, §6 Set)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.audit import Audit
from models.calendar import Calendar
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item
from models.dispatch.reviews import Review, Verdict
from models.slips.extensions import Decision, Extension
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.standings.date_facts import Kept, Key


def put_off(session: Session, about: Any) -> dict[Key, list[Extension]]:
    """The extensions that were approved, by the date they put off, in their order."""
    statement = (
        select(Extension, Slip)
        .join(Slip, col(Slip.id) == col(Extension.slip_id))
        .where(
            col(Slip.matter_id).in_(about),
            Slip.kind == SlipKind.PROMPT,
            Extension.decision == Decision.APPROVED,
        )
        .order_by(col(Extension.id))
    )
    found: dict[Key, list[Extension]] = defaultdict(list)
    for one, slip in session.exec(statement):
        found[slip.matter_id or 0, slip.milestone_id or 0].append(one)
    return found


def kept(session: Session, about: Any) -> dict[Key, Kept]:
    """When each date was met: by the version that was accepted first, or the one that waits."""
    statement = (
        select(Progress, Review.verdict, Item.progress_id)
        .join(Item, col(Item.id) == col(Progress.item_id))
        .outerjoin(Review, col(Review.progress_id) == col(Progress.id))
        .where(
            col(Progress.matter_id).in_(about),
            col(Progress.submitted_at).is_not(None),
            or_(col(Progress.reaches).is_(True), col(Progress.saying) == Saying.DONE),
        )
        .order_by(col(Progress.submitted_at), col(Progress.id))
    )
    accepted: dict[Key, Kept] = {}
    waiting: dict[Key, Kept] = {}
    for said, verdict, newest in session.exec(statement):
        for key in _met(said):
            if verdict is Verdict.ACCEPTED:
                accepted.setdefault(key, _kept_by(said))
            elif verdict is None and newest == said.id:
                waiting[key] = _kept_by(said)
    return waiting | accepted


def _met(said: Progress) -> Iterator[Key]:
    """The dates a version says are met."""
    yield from ((said.matter_id, step) for step in said.milestones)
    if said.saying is Saying.DONE:
        yield said.matter_id, 0


def _kept_by(said: Progress) -> Kept:
    return Kept(said.submitted_at or said.said_at, said.version)


def set_aside_since(session: Session, about: Any, calendar: Calendar) -> dict[int, date]:
    """Since when matters have been set aside without a break, by matter id."""
    statement = select(Audit.subject_id, Audit.deed, Audit.at).where(
        Audit.subject == "matter",
        col(Audit.deed).in_(["set_aside", "take_up"]),
        col(Audit.subject_id).in_(about),
    )
    since: dict[int, date] = {}
    for matter, deed, at in session.exec(statement.order_by(col(Audit.id))):
        if deed == "take_up":
            since.pop(matter or 0, None)
        else:
            since.setdefault(matter or 0, calendar.today(at))
    return since
