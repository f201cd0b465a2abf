"""The register of an office's slips: by kind, state and unit, what is overdue first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, true
from sqlmodel import Session, col, func, select

from models.backlog import Backlog
from models.outbox import Outbox
from models.people.posts import Post
from models.slips.answers import AnswerKind, SlipAnswer
from models.slips.extensions import pending
from models.slips.rungs import SlipKind
from models.slips.slips import OPEN, RUNNING, Slip, SlipState
from models.units import Unit


class Shelf(StrEnum):
    """What part of the register is looked at."""

    OPEN = "open"
    OVERDUE = "overdue"
    UNRECEIVED = "unreceived"
    TO_SIGN = "to_sign"
    DRAFTS = "drafts"
    ANSWERED = "answered"
    EXTENSIONS = "extensions"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """A look into the register of an office; `kind` and `unit` narrow it."""

    office: int
    shelf: Shelf
    kind: SlipKind | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Found:
    """One page of a look, and how many slips there are in all."""

    rows: Sequence[tuple[Slip, Unit]]
    total: int


def overdue(today: date) -> ColumnElement[bool]:
    """The condition for slips whose unit owes an answer or a plan after its limit."""
    late_plan = and_(col(Slip.planned_at).is_(None), col(Slip.plan_due_on) < today)
    return and_(col(Slip.state).in_(RUNNING), or_(col(Slip.due_on) < today, late_plan))


def unreceived(today: date) -> ColumnElement[bool]:
    """The condition for slips that nobody confirmed in time."""
    return and_(col(Slip.state) == SlipState.ISSUED, col(Slip.receipt_due_on) < today)


def _on(shelf: Shelf, today: date) -> ColumnElement[bool]:
    done = [SlipState.ACCEPTED, SlipState.SETTLED, SlipState.WITHDRAWN]
    return {
        Shelf.OPEN: col(Slip.state).in_(OPEN),
        Shelf.OVERDUE: overdue(today),
        Shelf.UNRECEIVED: unreceived(today),
        Shelf.TO_SIGN: col(Slip.state) == SlipState.AWAITING_SIGNATURE,
        Shelf.DRAFTS: col(Slip.state) == SlipState.DRAFT,
        Shelf.ANSWERED: col(Slip.state) == SlipState.ANSWERED,
        Shelf.EXTENSIONS: and_(col(Slip.state).in_(RUNNING), pending()),
        Shelf.DONE: col(Slip.state).in_(done),
        Shelf.ALL: true(),
    }[shelf]


def _conditions(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    found = [col(Slip.office_id) == wanted.office, _on(wanted.shelf, today)]
    if wanted.kind is not None:
        found.append(col(Slip.kind) == wanted.kind)
    if wanted.unit is not None:
        found.append(col(Slip.unit_id) == wanted.unit)
    return found


def look(
    session: Session, wanted: Wanted, today: date, skip: int = 0, most: int | None = None
) -> Found:
    """A part of the register: overdue first, then by limit, the newest first among equals."""
    conditions = _conditions(wanted, today)
    total = session.exec(select(func.count()).select_from(Slip).where(*conditions)).one()
    late = case((overdue(today), 0), else_=1)
    statement = (
        select(Slip, Unit)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(*conditions)
        .order_by(late, col(Slip.due_on).is_(None), col(Slip.due_on), col(Slip.id).desc())
    )
    rows = session.exec(statement.offset(skip).limit(most) if most else statement).all()
    return Found([(slip, unit) for slip, unit in rows], total)


def counts(session: Session, office: int, today: date) -> dict[Shelf, int]:
    """How many slips stand on each shelf, in one statement."""
    sums: list[Any] = [func.count(case((_on(shelf, today), 1))) for shelf in Shelf]
    row: Any = session.exec(select(*sums).where(Slip.office_id == office)).one()
    return dict(zip(Shelf, row, strict=True))


def unsubmitted(session: Session, office: int) -> Backlog:
    """How many drafts of an office nobody has submitted, and since when."""
    drafted = col(Slip.drafted_at)
    statement = select(func.count(), func.min(drafted), func.max(drafted)).where(
        Slip.office_id == office, Slip.state == SlipState.DRAFT
    )
    n, oldest, newest = session.exec(statement).one()
    return Backlog(n, oldest, newest=newest)


def deliveries(session: Session, slip: Slip) -> Sequence[Outbox]:
    """The messages that bring a slip to its unit and its copies to people, oldest first.

    Whatever became of them; a message that is queued or held may still arrive.
    """
    people = select(Post.person_id).where(Post.unit_id == slip.unit_id)
    to_unit = and_(col(Outbox.kind) == "slips", col(Outbox.unit_id) == slip.unit_id)
    copies = and_(col(Outbox.kind) == "slip_copies", col(Outbox.person_id).in_(people))
    rows = session.exec(select(Outbox).where(or_(to_unit, copies)).order_by(col(Outbox.id)))
    return [row for row in rows if slip.id in row.params["slips"]]


def above(session: Session, slip: Slip) -> Sequence[Slip]:
    """The slips on higher rungs that followed this one, in their order."""
    statement = select(Slip).where(Slip.previous_id == slip.id)
    return session.exec(statement.order_by(col(Slip.id))).all()


def last_answers(session: Session, slips: Iterable[int]) -> dict[int, SlipAnswer]:
    """The newest answer that was handed in to each of many slips, in one statement."""
    statement = select(SlipAnswer).where(
        col(SlipAnswer.slip_id).in_(set(slips)),
        col(SlipAnswer.kind) == AnswerKind.ANSWER,
        col(SlipAnswer.submitted_at).is_not(None),
    )
    return {one.slip_id: one for one in session.exec(statement.order_by(col(SlipAnswer.version)))}
