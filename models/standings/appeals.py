"""申诉: a unit doubts a line of its score, and somebody other than the scorer decides (§6)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from models import audit
from models.blank import is_blank
from models.kept_files import KeptFile
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.scoring.facts import UnitFacts
from models.standings.corrections import Remedy, fact_of, line_of, mended
from models.standings.runs import Run, Standing, hold_month
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_REASON = 2000
MOST_FILES = 10


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


class AppealFile(KeptFile, table=True):
    """A photo or file that supports an appeal."""

    __table_args__ = (UniqueConstraint("appeal_id", "unique_id"),)

    id: int | None = Field(default=None, primary_key=True)
    appeal_id: int = Field(foreign_key="appeal.id", index=True)


def appeal(
    session: Session, standing: Standing, run: Run, line: str, reason: str, by: int, now: datetime
) -> Appeal:
    """Appeal against a line within the days of the preview; the office's staff are told.

    Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG), and as `check_open`.
    """
    check_reason(reason)
    hold_month(session, run.office_id, run.month)
    check_open(session, standing, run, line, now)
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


def check_reason(reason: str) -> None:
    """Whether a reason can be kept; Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG)."""
    length = len(reason.strip())
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    if length > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=length)


def check_open(session: Session, standing: Standing, run: Run, line: str, now: datetime) -> None:
    """Whether a line can be appealed against.

    Refused(APPEALS_OVER) after the days, Refused(GONE) for a line that is not of this standing,
    Refused(APPEAL_WAITS) while the same line waits, Refused(ALREADY_DECIDED) once it was decided.
    """
    if now > run.appeals_until:
        raise Refused(Reason.APPEALS_OVER, month=run.month)
    fact_of(UnitFacts.model_validate_json(standing.facts), line)
    known = appeal_about(session, standing.unit_id, run.month, line)
    if known is not None:
        waits = known.ruling is Ruling.OPEN
        raise Refused(Reason.APPEAL_WAITS if waits else Reason.ALREADY_DECIDED)


def appeal_about(session: Session, unit: int, month: str, line: str) -> Appeal | None:
    """The appeal about a line of a unit's month, or by which the line became what it is."""
    found = appeals_of(session, unit, month)
    return next((one for one in found if line in {one.line, _corrected_line(session, one)}), None)


def _corrected_line(session: Session, made: Appeal) -> str | None:
    """What a granted appeal has made of its line; None where nothing is left of it."""
    if made.remedy is None or made.remedy is Remedy.LEFT_OUT:
        return None
    standing = session.get_one(Standing, made.standing_id)
    fact = fact_of(UnitFacts.model_validate_json(standing.facts), made.line)
    return line_of(mended(fact, made.remedy))


def attach_file(session: Session, made: Appeal, file: AppealFile) -> None:
    """Add evidence while the appeal waits; the same file twice stays one.

    Refused(ALREADY_DECIDED), Refused(TOO_MANY_FILES).
    """
    if made.ruling is not Ruling.OPEN:
        raise Refused(Reason.ALREADY_DECIDED)
    known = select(AppealFile.id).where(
        AppealFile.appeal_id == made.id, AppealFile.unique_id == file.unique_id
    )
    if session.exec(known).first() is not None:
        return
    count = session.exec(select(func.count()).where(AppealFile.appeal_id == made.id)).one()
    if count >= MOST_FILES:
        raise Refused(Reason.TOO_MANY_FILES, most=MOST_FILES)
    session.add(file)
    session.flush()


def files_of(session: Session, made: Appeal) -> Sequence[AppealFile]:
    """The evidence of an appeal, in the order in which it came."""
    statement = select(AppealFile).where(AppealFile.appeal_id == made.id)
    return session.exec(statement.order_by(col(AppealFile.id))).all()


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


def waiting_appeals(session: Session, offices: Sequence[int]) -> Sequence[Appeal]:
    """Every appeal to these offices that waits for its decision, oldest first."""
    statement = select(Appeal).where(
        col(Appeal.office_id).in_(offices), Appeal.ruling == Ruling.OPEN
    )
    return session.exec(statement.order_by(col(Appeal.id))).all()
