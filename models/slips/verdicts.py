"""The office's verdict on an answer: accepted, returned with a reason, or a question (§4)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select, update

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.answer_queue import newer
from models.slips.answers import AnswerKind, SlipAnswer, Verdict
from models.slips.rungs import SlipRules
from models.slips.slips import OPEN, Slip, SlipState, hold_slips


def accept_answer(session: Session, answer: SlipAnswer, by: int, now: datetime) -> Slip:
    """Accept an answer, which ends the slip; or a plan, which does not.

    Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW) when a newer version came, Refused(OWN_ANSWER).
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

    Refused(REASON_NEEDED), and whatever `accept_answer` is refused for.
    """
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    slip = _decide(session, answer, Verdict.RETURNED, reason.strip()[:1000], by, now)
    again = limit_again(slip, answer.kind, rules, calendar, now)
    if answer.kind is AnswerKind.PLAN:
        slip.planned_at, slip.plan_due_on = None, again
    else:
        slip.state, slip.returns = SlipState.RETURNED, slip.returns + 1
        slip.due_on = again
    session.add(slip)
    _tell(session, slip, answer, "slip_returned", now)
    return slip


def limit_again(
    slip: Slip, kind: AnswerKind, rules: SlipRules, calendar: Calendar, now: datetime
) -> date:
    """The day until which a unit may answer again when it is returned now."""
    again = calendar.add(calendar.today(now), rules.rung(slip.kind).again_days)
    limit = slip.plan_due_on if kind is AnswerKind.PLAN else slip.due_on
    return max(limit or again, again)


def _check(session: Session, answer: SlipAnswer, slip: Slip) -> None:
    replaced = select(SlipAnswer.id).where(SlipAnswer.id == answer.id, newer())
    if session.exec(replaced).first() is not None:
        raise Refused(Reason.STALE_PREVIEW)
    if slip.state not in OPEN:
        raise Refused(Reason.ALREADY_DECIDED)


def _decide(
    session: Session, answer: SlipAnswer, verdict: Verdict, reason: str, by: int, now: datetime
) -> Slip:
    """Decide the newest version once: of two reviewers at the same moment, one is refused."""
    if answer.person_id == by:
        raise Refused(Reason.OWN_ANSWER)
    (slip,) = hold_slips(session, [answer.slip_id])
    _check(session, answer, slip)
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
    """Ask the unit about its answer, which decides nothing.

    Refused(QUESTION_EMPTY), Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW) for an old version.
    """
    if is_blank(question):
        raise Refused(Reason.QUESTION_EMPTY)
    slip = session.get_one(Slip, answer.slip_id)
    _check(session, answer, slip)
    if answer.verdict is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    audit.note(session, now, by, "ask", "slip", slip.id, question=question.strip()[:300])
    asked = Message(
        kind="slip_question",
        key=f"slip_question:{answer.id}:{update_id}",
        unit_id=slip.unit_id,
        subject_id=slip.id,
        params={"answer": answer.id, "question": question.strip()[:1000]},
    )
    put(session, now, asked)


def _tell(session: Session, slip: Slip, answer: SlipAnswer, kind: str, now: datetime) -> None:
    told = Message(kind=kind, key=f"{kind}:{answer.id}", unit_id=slip.unit_id, subject_id=answer.id)
    put(session, now, told)
