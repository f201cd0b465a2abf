"""What was handed in and waits for the office's verdict (DOMAIN §4)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.backlog import Backlog
from models.refusals import Reason, Refused
from models.slips.answers import AnswerKind, SlipAnswer
from models.slips.slips import OPEN, Slip
from models.units import Unit


class Handed(NamedTuple):
    """A version of an answer that was handed in."""

    answer: SlipAnswer
    slip: Slip
    unit: Unit


def newer(answer: type[SlipAnswer] = SlipAnswer) -> ColumnElement[bool]:
    """The condition that a later version of the same answer was handed in."""
    later = aliased(SlipAnswer)
    return exists().where(
        col(later.slip_id) == col(answer.slip_id),
        col(later.kind) == col(answer.kind),
        col(later.version) > col(answer.version),
        col(later.submitted_at).is_not(None),
    )


def _waits() -> ColumnElement[bool]:
    """The condition that an answer waits for a verdict; to be joined with its slip."""
    return and_(
        col(SlipAnswer.submitted_at).is_not(None),
        col(SlipAnswer.verdict).is_(None),
        col(Slip.state).in_(OPEN),
        ~newer(),
    )


def waiting_answers(session: Session, offices: Iterable[int]) -> Sequence[Handed]:
    """The answers that wait for the verdict of these offices, oldest first."""
    statement = (
        select(SlipAnswer, Slip, Unit)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(col(Slip.office_id).in_(set(offices)), _waits())
        .order_by(col(SlipAnswer.submitted_at), col(SlipAnswer.id))
    )
    return [Handed(*row) for row in session.exec(statement)]


def waiting_ids(session: Session, offices: Iterable[int]) -> Sequence[int | None]:
    """The ids of the answers that wait, in the same order."""
    statement = (
        select(SlipAnswer.id)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .where(col(Slip.office_id).in_(set(offices)), _waits())
        .order_by(col(SlipAnswer.submitted_at), col(SlipAnswer.id))
    )
    return session.exec(statement).all()


def backlog(session: Session, offices: Iterable[int]) -> Backlog:
    """How many answers wait for the verdict of these offices, and since when."""
    statement = (
        select(func.count(), func.min(col(SlipAnswer.submitted_at)))
        .select_from(SlipAnswer)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .where(col(Slip.office_id).in_(set(offices)), _waits())
    )
    return Backlog(*session.exec(statement).one())


def handed(session: Session, number: int) -> Handed:
    """An answer that was handed in; Refused(GONE) for a draft, which is the unit's own."""
    answer = session.get(SlipAnswer, number)
    if answer is None or answer.submitted_at is None:
        raise Refused(Reason.GONE)
    slip = session.get_one(Slip, answer.slip_id)
    return Handed(answer, slip, session.get_one(Unit, slip.unit_id))


def newest_handed(session: Session, one: Handed) -> Handed:
    """The newest version of an answer that was handed in."""
    statement = select(SlipAnswer).where(
        SlipAnswer.slip_id == one.answer.slip_id,
        SlipAnswer.kind == one.answer.kind,
        col(SlipAnswer.submitted_at).is_not(None),
    )
    newest = session.exec(statement.order_by(col(SlipAnswer.version).desc())).first()
    return Handed(newest or one.answer, one.slip, one.unit)


def waiting_on(session: Session, slip: Slip) -> Handed:
    """What waits for a verdict on a slip, its answer before its plan; Refused(ALREADY_DECIDED)."""
    found = [one for one in waiting_answers(session, [slip.office_id]) if one.slip.id == slip.id]
    if not found:
        raise Refused(Reason.ALREADY_DECIDED)
    return max(found, key=lambda one: one.answer.kind is AnswerKind.ANSWER)


def awaits_verdict(session: Session, one: Handed) -> bool:
    """Whether an answer can be decided now: nobody has, and no newer version came."""
    statement = select(SlipAnswer.id).join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
    return (
        session.exec(statement.where(SlipAnswer.id == one.answer.id, _waits())).first() is not None
    )
