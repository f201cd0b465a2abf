"""申诉: a unit doubts a line of its score, and somebody other than the scorer decides (§6)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select, update

from models import audit
from models.outbox import Message, put
from models.people.posts import Person, person_id
from models.people.staff import staff_of, tell_staff
from models.refusals import Reason, Refused
from models.standings.corrections import Remedy, corrected
from models.standings.runs import Run, Standing, facts_of, run_id, scheme_of, store
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_REASON = 2000


class Ruling(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class Appeal(SQLModel, table=True):
    """One appeal about one line of a unit's score.

    `line` is the fact's own text, as it stands among the frozen facts of the standing. `version` is
    the run that a granted appeal made.
    """

    id: int | None = Field(default=None, primary_key=True)
    standing_id: int = Field(foreign_key="standing.id", index=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    month: str = Field(max_length=7)
    line: str = Field(max_length=4000)
    reason: str = Field(max_length=LONGEST_REASON)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    asked_by: int = Field(foreign_key="person.id")
    reviewer_id: int | None = Field(default=None, foreign_key="person.id")
    ruling: Ruling = Field(default=Ruling.OPEN, sa_type=word(Ruling), index=True)
    remedy: Remedy | None = Field(default=None, sa_type=word(Remedy))
    answer: str = Field(default="", max_length=LONGEST_REASON)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    version_id: int | None = Field(default=None, foreign_key="run.id")


class AppealFile(SQLModel, table=True):
    """A photo or file that supports an appeal, kept by Telegram's file id only (DOMAIN §7)."""

    __table_args__ = (UniqueConstraint("appeal_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    appeal_id: int = Field(foreign_key="appeal.id", index=True)
    unique_id: str = Field(max_length=80)
    file_id: str = Field(max_length=250)
    photo: bool
    name: str = Field(default="", max_length=200)
    added_at: datetime = Field(sa_type=UtcDateTime)


def appeal(
    session: Session, standing: Standing, run: Run, line: str, reason: str, by: int, now: datetime
) -> Appeal:
    """Appeal against a line within the days of the preview; the office's staff are told.

    Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG), Refused(APPEALS_OVER) after the days,
    Refused(ALREADY_ASKED) while the same line waits.
    """
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    if len(reason) > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=len(reason))
    if now > run.appeals_until:
        raise Refused(Reason.APPEALS_OVER, month=run.month)
    known = select(Appeal.id).where(
        Appeal.unit_id == standing.unit_id,
        Appeal.month == run.month,
        Appeal.line == line,
        Appeal.ruling == Ruling.OPEN,
    )
    if session.exec(known).first() is not None:
        raise Refused(Reason.ALREADY_ASKED)
    made = Appeal(
        standing_id=standing.id or 0,
        office_id=run.office_id,
        unit_id=standing.unit_id,
        month=run.month,
        line=line,
        reason=reason.strip(),
        asked_at=now,
        asked_by=by,
    )
    session.add(made)
    session.flush()
    audit.note(session, now, by, "appeal", "appeal", made.id, month=run.month)
    office = session.get_one(Unit, run.office_id)
    tell_staff(session, office, "appeal_made", made.id, "once", now)
    return made


def reviewers(session: Session, made: Appeal) -> list[Person]:
    """The staff who may decide an appeal: whoever scored the month, or that line, may not (§6)."""
    scored = scorers(session, made)
    return [
        person
        for person in staff_of(session, made.office_id)
        if person_id(person) not in scored and person.id != made.asked_by
    ]


def scorers(session: Session, made: Appeal) -> set[int]:
    """Who computed a version of the month by hand."""
    statement = select(Run.computed_by).where(
        Run.office_id == made.office_id,
        Run.month == made.month,
        col(Run.computed_by).is_not(None),
        col(Run.cause) == "",
    )
    return {person for person in session.exec(statement) if person is not None}


def assign(session: Session, made: Appeal, reviewer: Person, by: int, now: datetime) -> None:
    """Give an appeal to a reviewer; Refused(NOT_THE_REVIEWER), Refused(ALREADY_DECIDED)."""
    if reviewer.id not in {person.id for person in reviewers(session, made)}:
        raise Refused(Reason.NOT_THE_REVIEWER)
    if made.ruling is not Ruling.OPEN:
        raise Refused(Reason.ALREADY_DECIDED)
    made.reviewer_id = person_id(reviewer)
    session.add(made)
    audit.note(session, now, by, "assign", "appeal", made.id, reviewer=reviewer.id)
    told = Message(
        kind="appeal_assigned",
        key=f"appeal_assigned:{made.id}:{reviewer.id}",
        person_id=reviewer.id,
        subject_id=made.id,
    )
    put(session, now, told)


def grant(
    session: Session, made: Appeal, remedy: Remedy, reason: str, by: int, now: datetime
) -> Run:
    """Grant an appeal: the fact is corrected, and a new version of the run is made.

    What was published stays on record. Refused(REASON_NEEDED), Refused(ALREADY_DECIDED),
    Refused(NOT_THE_REVIEWER), Refused(GONE) when the line is not among the facts any more.
    """
    standing = session.get_one(Standing, made.standing_id)
    unit = session.get_one(Unit, standing.unit_id)
    base = _newest(session, made)
    facts = corrected(facts_of(session, base), unit.code, made.line, remedy)
    _decide(session, made, {"ruling": Ruling.GRANTED, "remedy": remedy}, reason, by, now)
    cause = f"appeal {made.id}"
    run = store(session, made.office_id, facts, scheme_of(base), base.appeals_until, by, cause, now)
    made.version_id = run_id(run)
    session.add(made)
    return run


def refuse(session: Session, made: Appeal, reason: str, by: int, now: datetime) -> None:
    """Let the line stand; refused as `grant`."""
    _decide(session, made, {"ruling": Ruling.REFUSED}, reason, by, now)


def _newest(session: Session, made: Appeal) -> Run:
    statement = select(Run).where(Run.office_id == made.office_id, Run.month == made.month)
    return session.exec(statement.order_by(col(Run.version).desc()).limit(1)).one()


def _decide(
    session: Session, made: Appeal, ruling: dict[str, Any], reason: str, by: int, now: datetime
) -> None:
    """Decide once: of two at the same moment, one is refused. The unit is told."""
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    if by not in {person.id for person in reviewers(session, made)}:
        raise Refused(Reason.NOT_THE_REVIEWER)
    done = session.exec(
        update(Appeal)
        .where(col(Appeal.id) == made.id, col(Appeal.ruling) == Ruling.OPEN)
        .values(answer=reason.strip()[:LONGEST_REASON], decided_at=now, decided_by=by, **ruling)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(made)
    audit.note(session, now, by, made.ruling.value, "appeal", made.id, reason=reason.strip()[:300])
    told = Message(
        kind="appeal_decided",
        key=f"appeal_decided:{made.id}",
        unit_id=made.unit_id,
        subject_id=made.id,
    )
    put(session, now, told)


def open_appeals(session: Session, office: int, month: str) -> Sequence[Appeal]:
    """The appeals of a month that wait for their decision, oldest first."""
    statement = select(Appeal).where(
        Appeal.office_id == office, Appeal.month == month, Appeal.ruling == Ruling.OPEN
    )
    return session.exec(statement.order_by(col(Appeal.id))).all()


def appeals_of(session: Session, unit: int, month: str) -> Sequence[Appeal]:
    """Every appeal of a unit about a month, oldest first."""
    statement = select(Appeal).where(Appeal.unit_id == unit, Appeal.month == month)
    return session.exec(statement.order_by(col(Appeal.id))).all()
