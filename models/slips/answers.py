"""回复: a unit's answer or plan, text with files, in versions that are never overwritten (§4)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, func, select

from models import audit
from models.blank import is_blank
from models.kept_files import KeptFile
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.slips.slips import OPEN, Slip, SlipState, hold_slips, slip_id
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_ANSWER = 4000
MOST_FILES = 20


class AnswerKind(StrEnum):
    """What is handed in: the plan (方案) of an assignment, or the answer itself (回复)."""

    PLAN = "plan"
    ANSWER = "answer"


class Verdict(StrEnum):
    """What the office says to a version."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class SlipAnswer(SQLModel, table=True):
    """One version of an answer; a draft of the unit's own until `submitted_at` is set."""

    __table_args__ = (UniqueConstraint("slip_id", "kind", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    slip_id: int = Field(foreign_key="slip.id", index=True)
    kind: AnswerKind = Field(sa_type=word(AnswerKind))
    version: int
    text: str = Field(default="", max_length=LONGEST_ANSWER)
    person_id: int = Field(foreign_key="person.id")
    begun_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    verdict: Verdict | None = Field(default=None, sa_type=word(Verdict))
    reason: str = Field(default="", max_length=1000)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SlipFile(KeptFile, table=True):
    """A photo or file of an answer."""

    __table_args__ = (UniqueConstraint("answer_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="slipanswer.id", index=True)


def draft_of(session: Session, slip: Slip, kind: AnswerKind, by: int, now: datetime) -> SlipAnswer:
    """The unit's draft that is being written, or a new one.

    Refused as `check_asked`. Whoever begins one at the same moment gets this one.
    """
    hold_slips(session, [slip_id(slip)])
    check_asked(slip, kind)
    known = newest_of(session, slip, kind)
    if known is not None and known.submitted_at is None:
        return known
    draft = SlipAnswer(
        slip_id=slip_id(slip),
        kind=kind,
        version=known.version + 1 if known else 1,
        person_id=by,
        begun_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def asks_for(slip: Slip, kind: AnswerKind) -> bool:
    """Whether a slip of these limits wants a plan, or an answer."""
    return bool(slip.plan_days if kind is AnswerKind.PLAN else slip.answer_days or slip.limit_on)


def check_asked(slip: Slip, kind: AnswerKind) -> None:
    """Refused(NOTHING_TO_ANSWER) when a slip asks for none, Refused(ALREADY_DECIDED) when done."""
    if not asks_for(slip, kind):
        raise Refused(Reason.NOTHING_TO_ANSWER)
    if slip.state not in OPEN:
        raise Refused(Reason.ALREADY_DECIDED)


def newest_of(session: Session, slip: Slip, kind: AnswerKind) -> SlipAnswer | None:
    """The newest version, be it a draft or handed in."""
    statement = select(SlipAnswer).where(SlipAnswer.slip_id == slip.id, SlipAnswer.kind == kind)
    return session.exec(statement.order_by(col(SlipAnswer.version).desc())).first()


def put_away(session: Session, draft: SlipAnswer) -> None:
    """Throw a draft away with its files. Refused(ALREADY_DECIDED) once it is handed in."""
    _still_draft(session, draft)
    session.exec(delete(SlipFile).where(col(SlipFile.answer_id) == draft.id))
    session.delete(draft)
    session.flush()


def write_answer(session: Session, draft: SlipAnswer, text: str, by: int) -> None:
    """Put words into a draft, in place of those it had.

    Refused(ANSWER_EMPTY), Refused(TEXT_TOO_LONG), Refused(ALREADY_DECIDED) once it is handed in.
    """
    _still_draft(session, draft)
    if is_blank(text):
        raise Refused(Reason.ANSWER_EMPTY)
    if len(text) > LONGEST_ANSWER:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_ANSWER, length=len(text))
    draft.text, draft.person_id = text.strip(), by
    session.add(draft)


def attach_file(session: Session, draft: SlipAnswer, file: SlipFile) -> None:
    """Put a photo or file on a draft; the same one twice stays one. Refused(TOO_MANY_FILES)."""
    _still_draft(session, draft)
    known = select(SlipFile.id).where(
        SlipFile.answer_id == draft.id, SlipFile.unique_id == file.unique_id
    )
    if session.exec(known).first() is not None:
        return
    count = session.exec(select(func.count()).where(SlipFile.answer_id == draft.id)).one()
    if count >= MOST_FILES:
        raise Refused(Reason.TOO_MANY_FILES, most=MOST_FILES)
    session.add(file)
    session.flush()


def _still_draft(session: Session, draft: SlipAnswer) -> Slip:
    """The slip, held: nobody else hands the draft in or changes it meanwhile."""
    (slip,) = hold_slips(session, [draft.slip_id])
    session.refresh(draft)
    if draft.submitted_at is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    return slip


def submit_answer(session: Session, draft: SlipAnswer, by: int, now: datetime) -> Slip:
    """Hand a draft in; the ladder stops until the office decides. It counts as a receipt, too.

    Refused(ANSWER_EMPTY) without words, Refused(ALREADY_DECIDED) when the slip is done with.
    """
    slip = _still_draft(session, draft)
    if not draft.text:
        raise Refused(Reason.ANSWER_EMPTY)
    if slip.state not in OPEN:
        raise Refused(Reason.ALREADY_DECIDED)
    draft.submitted_at, draft.person_id = now, by
    if slip.received_at is None:
        slip.received_at, slip.received_by = now, by
        slip.state = SlipState.RECEIVED
    if draft.kind is AnswerKind.PLAN:
        slip.planned_at = now
    else:
        slip.answered_at, slip.state = now, SlipState.ANSWERED
    session.add_all([draft, slip])
    audit.note(
        session, now, by, "answer", "slip", slip.id, kind=draft.kind.value, version=draft.version
    )
    tell_staff(session, session.get_one(Unit, slip.office_id), "slip_answered", draft.id, "1", now)
    session.flush()
    return slip


def answers_of(session: Session, slip: Slip) -> Sequence[SlipAnswer]:
    """Every version that was handed in, oldest first."""
    statement = select(SlipAnswer).where(
        SlipAnswer.slip_id == slip.id, col(SlipAnswer.submitted_at).is_not(None)
    )
    return session.exec(statement.order_by(col(SlipAnswer.submitted_at), col(SlipAnswer.id))).all()


def files_of(session: Session, answers: Sequence[SlipAnswer]) -> dict[int, list[SlipFile]]:
    """The files of many answers in one statement."""
    found: dict[int, list[SlipFile]] = {}
    ids = [answer.id for answer in answers]
    statement = select(SlipFile).where(col(SlipFile.answer_id).in_(ids))
    for one in session.exec(statement.order_by(col(SlipFile.id))):
        found.setdefault(one.answer_id, []).append(one)
    return found
