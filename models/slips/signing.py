"""签发 and 退回: a named person signs a draft, or gives it back (DOMAIN §4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, update

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.outbox import Message, put
from models.people.posts import Person, Role, person_id
from models.people.staff import staff_of
from models.refusals import Reason, Refused
from models.slips.drafting import check_bases
from models.slips.issuing import issue, leaves_at
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signers import signs_as
from models.slips.slips import Slip, SlipState, hold_slips, slip_id
from models.slips.standing import holding


def sign(
    session: Session,
    looked_at: Mapping[int, int],
    by: Person,
    rules: SlipRules,
    calendar: Calendar,
    now: datetime,
) -> list[Slip]:
    """Sign drafts, slip id → the revision that was looked at: all of them or none.

    Each gets its number, its limits and its way out in this transaction (DOMAIN §4).
    Refused(NOT_THE_SIGNER), Refused(STALE_PREVIEW) when one was changed meanwhile,
    Refused(ALREADY_DECIDED) when one is not waiting any more, Refused(AUTHORITY_NEEDED),
    Refused(LIMIT_PASSED), or Refused(NO_LONGER_HOLDS) when the unit has answered, or the matter
    is done or set aside.
    """
    slips = hold_slips(session, looked_at)  # of two signers at the same moment one comes too late
    if not slips or len(slips) < len(looked_at):
        raise Refused(Reason.GONE)
    _check(session, slips, calendar, now)
    posts = _posts(session, slips, by, rules, calendar, now)
    if any(slip.revision != looked_at[slip_id(slip)] for slip in slips):
        raise Refused(Reason.STALE_PREVIEW)
    for slip in slips:
        slip.signed_at, slip.signed_by = now, person_id(by)
        slip.signed_as = posts[slip.office_id, slip.kind]
    issue(session, slips, rules, calendar, now)
    signed = {slip_id(slip): _signature(slip) for slip in slips}
    audit.note_many(session, now, person_id(by), "sign", "slip", signed)
    _tell_writers(session, slips, by, now)
    return slips


def _signature(slip: Slip) -> dict[str, Any]:
    role = slip.signed_as.value if slip.signed_as else None
    return {"number": slip.number_text, "signed_as": role, "revision": slip.revision}


def _check(session: Session, slips: Sequence[Slip], calendar: Calendar, now: datetime) -> None:
    for slip in slips:
        if slip.state is not SlipState.AWAITING_SIGNATURE:
            raise Refused(Reason.ALREADY_DECIDED)
        goes_out_on = calendar.today(leaves_at(slip, calendar, now))
        if slip.limit_on is not None and slip.limit_on <= goes_out_on:
            raise Refused(Reason.LIMIT_PASSED, subject=_called(slip), day=slip.limit_on)
    check_bases(session, slips)
    still = holding(session, slips, calendar.today(now))
    for slip in slips:
        if slip.id not in still:
            raise Refused(Reason.NO_LONGER_HOLDS, subject=_called(slip))


def _called(slip: Slip) -> str:
    return slip.matter_number or slip.subject


def _posts(
    session: Session,
    slips: Sequence[Slip],
    by: Person,
    rules: SlipRules,
    calendar: Calendar,
    now: datetime,
) -> dict[tuple[int, SlipKind], Role]:
    """The post by which a person signs each kind of slip of an office; Refused(NOT_THE_SIGNER)."""
    today = calendar.today(now)
    posts: dict[tuple[int, SlipKind], Role] = {}
    for office, kind in {(slip.office_id, slip.kind) for slip in slips}:
        able = signs_as(session, office, rules.rung(kind), by, today)
        if able is None:
            raise Refused(Reason.NOT_THE_SIGNER)
        posts[office, kind] = able
    return posts


def _tell_writers(session: Session, slips: Sequence[Slip], by: Person, now: datetime) -> None:
    put(
        session,
        now,
        *(
            Message(
                kind="slip_signed",
                key=f"slip_signed:{slip.id}",
                person_id=slip.drafted_by,
                subject_id=slip.id,
            )
            for slip in slips
            if slip.drafted_by is not None and slip.drafted_by != by.id
        ),
    )


def reject(session: Session, slip: Slip, reason: str, by: Person, now: datetime) -> None:
    """Give a draft back with a reason: it can be changed and submitted again, or withdrawn.

    The caller has made sure that this person may sign it. Refused(REASON_NEEDED),
    Refused(ALREADY_DECIDED). Whoever wrote it is told, or the office's staff for one of the ladder.
    """
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    done = session.exec(
        update(Slip)
        .where(col(Slip.id) == slip.id, col(Slip.state) == SlipState.AWAITING_SIGNATURE)
        .values(state=SlipState.DRAFT, reason=reason.strip()[:1000], revision=Slip.revision + 1)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(slip)
    audit.note(session, now, by.id, "reject", "slip", slip.id, reason=reason.strip()[:300])
    staff = staff_of(session, slip.office_id)
    whom = [slip.drafted_by] if slip.drafted_by else [person.id for person in staff]
    put(session, now, *(_rejected(slip, person) for person in whom if person != by.id))


def _rejected(slip: Slip, person: int | None) -> Message:
    return Message(
        kind="slip_rejected",
        key=f"slip_rejected:{slip.id}:{slip.revision}:{person}",
        person_id=person,
        subject_id=slip.id,
    )
