"""申请延期: asked for before the date, with a reason and a new one; approved or refused (§4)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.matters.ledger import Matter, Milestone
from models.outbox import Message, put
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
    if not reason.strip():
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


def approve_extension(
    session: Session, asked: Extension, granted_on: date, by: int, now: datetime
) -> None:
    """Put the date off to a day, the one that was asked for or another.

    Refused(ALREADY_DECIDED), also when the slip asks for nothing any more, Refused(DATES_BACKWARDS)
    for no later date than the one in force, which a return may have moved since,
    Refused(STALE_PREVIEW) when the ledger has another date of the matter since,
    Refused(DATES_UNCLEAR) for one far beyond, Refused(OWN_REQUEST) by whoever asked for it. The
    date before stays in the request and, for a limit, in the slip.
    """
    check_reach(granted_on, asked.before_on)
    slip = _held(session, asked, by)
    if granted_on <= max(asked.before_on, slip.due_on or asked.before_on):
        raise Refused(Reason.DATES_BACKWARDS)
    _decide(session, asked, Decision.APPROVED, by, now, granted_on=granted_on)
    _put_off(session, slip, asked.before_on, granted_on)
    audit.note(
        session,
        now,
        by,
        "approve_extension",
        "slip",
        slip.id,
        before=asked.before_on.isoformat(),
        after=granted_on.isoformat(),
    )


def _put_off(session: Session, slip: Slip, before: date, after: date) -> None:
    if slip.due_on is not None:
        slip.due_on = after
        session.add(slip)
        return
    one: Matter | Milestone = (
        session.get_one(Milestone, slip.milestone_id)
        if slip.milestone_id
        else session.get_one(Matter, slip.matter_id)
    )
    if one.due_on != before:
        raise Refused(Reason.STALE_PREVIEW)
    one.due_on = after
    session.add(one)


def refuse_extension(
    session: Session, asked: Extension, reason: str, by: int, now: datetime
) -> None:
    """Let the date stand. Refused(ALREADY_DECIDED), Refused(REASON_NEEDED)."""
    if not reason.strip():
        raise Refused(Reason.REASON_NEEDED)
    _held(session, asked, by)
    _decide(session, asked, Decision.REFUSED, by, now, answer=reason.strip()[:LONGEST_REASON])
    audit.note(
        session, now, by, "refuse_extension", "slip", asked.slip_id, reason=reason.strip()[:300]
    )


def _held(session: Session, asked: Extension, by: int) -> Slip:
    """The slip, held: of two who decide at the same moment, one is refused."""
    if asked.asked_by == by:
        raise Refused(Reason.OWN_REQUEST)
    (slip,) = hold_slips(session, [asked.slip_id])
    session.refresh(asked)
    if slip.state not in RUNNING or asked.decision is not Decision.PENDING:
        raise Refused(Reason.ALREADY_DECIDED)
    return slip


def _decide(
    session: Session, asked: Extension, decision: Decision, by: int, now: datetime, **words: Any
) -> None:
    """Write a decision down; the unit is told."""
    asked.decision, asked.decided_by, asked.decided_at = decision, by, now
    for name, value in words.items():
        setattr(asked, name, value)
    session.add(asked)
    session.flush()
    told = Message(
        kind="extension_decided",
        key=f"extension_decided:{asked.id}",
        unit_id=session.get_one(Slip, asked.slip_id).unit_id,
        subject_id=asked.id,
    )
    put(session, now, told)


def extensions_of(session: Session, slip: Slip) -> Sequence[Extension]:
    """Every request about a slip, oldest first."""
    statement = select(Extension).where(Extension.slip_id == slip.id)
    return session.exec(statement.order_by(col(Extension.id))).all()
