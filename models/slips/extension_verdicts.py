"""同意延期 and 不同意: the office decides about a request to put a date off (DOMAIN §4)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import audit
from models.blank import is_blank
from models.matters.ledger import Matter, Milestone
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.extensions import LONGEST_REASON, Decision, Extension
from models.slips.limits import check_reach
from models.slips.slips import RUNNING, Slip, hold_slips


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
    matter = session.get_one(Matter, slip.matter_id)
    step = session.get_one(Milestone, slip.milestone_id) if slip.milestone_id else None
    if (step or matter).due_on != before:
        raise Refused(Reason.STALE_PREVIEW)
    for one in (step, matter):
        if one and one.due_on == before:  # a date that both share is prompted once, for both
            one.due_on = after
            session.add(one)


def refuse_extension(
    session: Session, asked: Extension, reason: str, by: int, now: datetime
) -> None:
    """Let the date stand.

    Refused(REASON_NEEDED), Refused(OWN_REQUEST) by whoever asked for it, Refused(ALREADY_DECIDED).
    """
    if is_blank(reason):
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
