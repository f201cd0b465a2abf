"""申请延期: asked for before the date, with a reason and a new one (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, exists
from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.blank import is_blank
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.slips.limits import check_reach
from models.slips.slips import RUNNING, Slip, hold_slips, slip_id
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_REASON = 1000


class Decision(StrEnum):
    """What became of a request."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


class Extension(SQLModel, table=True):
    """One request to put a date off; `before_on` is the date it was asked for and stays on record.

    On a prompt it is the date of the matter or milestone, on any other slip the answer's limit.
    """

    id: int | None = Field(default=None, primary_key=True)
    slip_id: int = Field(foreign_key="slip.id", index=True)
    before_on: date
    wanted_on: date
    reason: str = Field(max_length=LONGEST_REASON)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    asked_by: int = Field(foreign_key="person.id")
    decision: Decision = Field(default=Decision.PENDING, sa_type=word(Decision), index=True)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    granted_on: date | None = None
    answer: str = Field(default="", max_length=LONGEST_REASON)


def date_meant(slip: Slip) -> date | None:
    """The date an extension of this slip puts off: the matter's own, or the answer's limit."""
    return slip.due_on or slip.about_on


def pending(slip: type[Slip] = Slip) -> ColumnElement[bool]:
    """The condition that a slip's extension waits for a decision: meanwhile the ladder stands."""
    return exists().where(
        col(Extension.slip_id) == slip.id, col(Extension.decision) == Decision.PENDING
    )


def check_extendable(session: Session, slip: Slip, today: date) -> date:
    """The date that can be put off.

    Refused(ALREADY_DECIDED) when the slip asks for nothing any more, Refused(TOO_LATE) once the
    date has passed, Refused(ALREADY_ASKED) while a request is pending.
    """
    before = date_meant(slip)
    if slip.state not in RUNNING or before is None:
        raise Refused(Reason.ALREADY_DECIDED)
    if today > before:
        raise Refused(Reason.TOO_LATE, day=before.isoformat())
    if session.exec(select(Slip.id).where(Slip.id == slip.id, pending())).first() is not None:
        raise Refused(Reason.ALREADY_ASKED)
    return before


def ask_extension(
    session: Session,
    slip: Slip,
    wanted_on: date,
    reason: str,
    by: int,
    today: date,
    now: datetime,
) -> Extension:
    """Ask to put a slip's date off; the ladder waits for the office's decision.

    Refused as `check_extendable`, Refused(DATES_BACKWARDS) for no later date,
    Refused(DATES_UNCLEAR) for one far beyond, Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG).
    """
    hold_slips(session, [slip_id(slip)])  # the liaison and the deputy may ask at the same moment
    before = check_extendable(session, slip, today)
    if wanted_on <= before:
        raise Refused(Reason.DATES_BACKWARDS)
    check_reach(wanted_on, before)
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    if len(reason) > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=len(reason))
    asked = Extension(
        slip_id=slip_id(slip),
        before_on=before,
        wanted_on=wanted_on,
        reason=reason.strip(),
        asked_at=now,
        asked_by=by,
    )
    session.add(asked)
    session.flush()
    days = {"before": before.isoformat(), "wanted": wanted_on.isoformat()}
    audit.note(session, now, by, "ask_extension", "slip", slip.id, extension=asked.id, **days)
    office = session.get_one(Unit, slip.office_id)
    tell_staff(session, office, "extension_asked", asked.id, "once", now)
    return asked


def extensions_of(session: Session, slip: Slip) -> Sequence[Extension]:
    """Every request about a slip, oldest first."""
    statement = select(Extension).where(Extension.slip_id == slip.id)
    return session.exec(statement.order_by(col(Extension.id))).all()
