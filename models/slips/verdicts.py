"""The office's verdict on an answer: accepted, returned with a reason, or a question (§4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, select, update

from models import audit
from models.calendar import Calendar
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.answers import AnswerKind, SlipAnswer, Verdict
from models.slips.rungs import SlipRules
from models.slips.slips import OPEN, Slip, SlipState
from models.units import Unit


class Handed(NamedTuple):
    """An answer before the office."""

    answer: SlipAnswer
    slip: Slip
    unit: Unit


def waiting_answers(session: Session, office: int) -> Sequence[Handed]:
    """The answers that wait for an office's verdict, oldest first."""
    statement = (
        select(SlipAnswer, Slip, Unit)
        .join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(
            Slip.office_id == office,
            col(SlipAnswer.submitted_at).is_not(None),
            col(SlipAnswer.verdict).is_(None),
            col(Slip.state).in_(OPEN),
        )
        .order_by(col(SlipAnswer.submitted_at), col(SlipAnswer.id))
    )
    found = [Handed(*row) for row in session.exec(statement)]
    newest = {(one.slip.id, one.answer.kind): one.answer.id for one in found}
    return [one for one in found if newest[one.slip.id, one.answer.kind] == one.answer.id]


def accept_answer(session: Session, answer: SlipAnswer, by: int, now: datetime) -> Slip:
    """Accept an answer, which ends the slip; or a plan, which does not.

    Refused(ALREADY_DECIDED) when it was decided or a newer version came, Refused(OWN_ANSWER).
    """
    slip = _decide(session, answer, Verdict.ACCEPTED, "", by, now)
    if answer.kind is AnswerKind.ANSWER:
        slip.state, slip.settled_at = SlipState.ACCEPTED, now
        session.add(slip)
    _tell(session, slip, answer, "slip_accepted", now)
    return slip


def return_answer(
    session: Session,
    answer: SlipAnswer,
    reason: str,
    by: int,
    rules: SlipRules,
    calendar: Calendar,
    now: datetime,
) -> Slip:
    """退回: the unit answers again, by the limit or within the rung's days; it counts (§6 S, D).

    Refused(REASON_NEEDED), Refused(ALREADY_DECIDED), Refused(OWN_ANSWER).
    """
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    slip = _decide(session, answer, Verdict.RETURNED, reason.strip()[:1000], by, now)
    again = calendar.add(calendar.today(now), rules.rung(slip.kind).again_days)
    if answer.kind is AnswerKind.PLAN:
        slip.planned_at = None
        slip.plan_due_on = max(slip.plan_due_on or again, again)
    else:
        slip.state, slip.returns = SlipState.RETURNED, slip.returns + 1
        slip.due_on = max(slip.due_on or again, again)
    session.add(slip)
    _tell(session, slip, answer, "slip_returned", now)
    return slip


def _decide(
    session: Session, answer: SlipAnswer, verdict: Verdict, reason: str, by: int, now: datetime
) -> Slip:
    """Decide the newest version once: of two reviewers at the same moment, one is refused."""
    if answer.person_id == by:
        raise Refused(Reason.OWN_ANSWER)
    slip = session.get_one(Slip, answer.slip_id)
    newer = select(SlipAnswer.id).where(
        SlipAnswer.slip_id == answer.slip_id,
        SlipAnswer.kind == answer.kind,
        col(SlipAnswer.version) > answer.version,
        col(SlipAnswer.submitted_at).is_not(None),
    )
    if slip.state not in OPEN or session.exec(newer).first() is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    values: dict[str, Any] = {"verdict": verdict, "reason": reason}
    done = session.exec(
        update(SlipAnswer)
        .where(
            col(SlipAnswer.id) == answer.id,
            col(SlipAnswer.verdict).is_(None),
            col(SlipAnswer.submitted_at).is_not(None),
        )
        .values(decided_by=by, decided_at=now, **values)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(answer)
    audit.note(
        session,
        now,
        by,
        f"{verdict.value}_{answer.kind.value}",
        "slip",
        slip.id,
        version=answer.version,
        reason=reason[:300],
    )
    return slip


def ask_back(
    session: Session, answer: SlipAnswer, question: str, by: int, update_id: int, now: datetime
) -> None:
    """Ask the unit about its answer, which decides nothing. Refused(QUESTION_EMPTY)."""
    if not question.strip():
        raise Refused(Reason.QUESTION_EMPTY)
    slip = session.get_one(Slip, answer.slip_id)
    audit.note(session, now, by, "ask", "slip", slip.id, question=question.strip()[:300])
    asked = Message(
        kind="slip_question",
        key=f"slip_question:{answer.id}:{update_id}",
        unit_id=slip.unit_id,
        subject_id=slip.id,
        params={"question": question.strip()[:1000]},
    )
    put(session, now, asked)


def _tell(session: Session, slip: Slip, answer: SlipAnswer, kind: str, now: datetime) -> None:
    told = Message(kind=kind, key=f"{kind}:{answer.id}", unit_id=slip.unit_id, subject_id=answer.id)
    put(session, now, told)
