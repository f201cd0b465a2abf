"""Signing: a named person approves, changes or rejects a draft (DOMAIN §4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select, update

from models import audit
from models.calendar import Calendar
from models.outbox import Message, put
from models.people.posts import Person, Role, person_id
from models.people.staff import staff_of
from models.refusals import Reason, Refused
from models.slips.drafting import check_basis
from models.slips.issuing import issue
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signers import Signer, signers
from models.slips.slips import UNSIGNED, Slip, SlipState, slip_id
from models.slips.standing import holding
from models.units import Unit

LONGEST_DEMAND = 4000


@dataclass(frozen=True)
class Change:
    """What is changed in a draft; None keeps what stands. `at_once` is for an order only."""

    demand: str | None = None
    limit_on: date | None = None
    answer_days: int | None = None
    copies: Sequence[Role] | None = None
    authority_basis: str | None = None
    at_once: bool | None = None


def may_sign(
    session: Session, slip: Slip, person: Person, rules: SlipRules, today: date
) -> Signer | None:
    """The post by which a person may sign a slip today, if any."""
    able = signers(session, slip.office_id, rules.rung(slip.kind), today)
    return next((one for one in able if one.person.id == person.id), None)


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
    Refused(ALREADY_DECIDED) when one is not waiting any more, Refused(AUTHORITY_NEEDED), or
    Refused(NO_LONGER_HOLDS) when the unit has answered, or the matter is done or set aside.
    """
    today = calendar.today(now)
    statement = select(Slip).where(col(Slip.id).in_(looked_at)).order_by(col(Slip.id))
    slips = list(session.exec(statement))
    if not slips or len(slips) < len(looked_at):
        raise Refused(Reason.GONE)
    _check(session, slips, today)
    for slip in slips:
        _put_name(session, slip, looked_at[slip_id(slip)], by, rules, today, now)
    by_kind = sorted(slips, key=lambda slip: (slip.office_id, slip.kind.value, slip_id(slip)))
    for _, alike in groupby(by_kind, key=lambda slip: (slip.office_id, slip.kind)):
        issue(session, list(alike), rules, calendar, now)
    numbers = {slip_id(slip): {"number": slip.number_text} for slip in slips}
    audit.note_many(session, now, person_id(by), "sign", "slip", numbers)
    _tell_writers(session, slips, by, now)
    return slips


def _check(session: Session, slips: Sequence[Slip], today: date) -> None:
    for slip in slips:
        if slip.state is not SlipState.AWAITING_SIGNATURE:
            raise Refused(Reason.ALREADY_DECIDED)
        check_basis(session, slip)
    by_rule = [slip for slip in slips if slip.drafted_by is None]
    still = holding(session, by_rule, today)
    for slip in by_rule:
        if slip.id not in still:
            raise Refused(Reason.NO_LONGER_HOLDS, subject=slip.matter_number or slip.subject)


def _put_name(
    session: Session,
    slip: Slip,
    revision: int,
    by: Person,
    rules: SlipRules,
    today: date,
    now: datetime,
) -> None:
    """Sign one draft once: of two signers at the same moment, one is refused."""
    able = may_sign(session, slip, by, rules, today)
    if able is None:
        raise Refused(Reason.NOT_THE_SIGNER)
    signed: dict[str, Any] = {
        "state": SlipState.ISSUED,
        "signed_at": now,
        "signed_by": person_id(by),
        "signed_as": able.role,
    }
    done = session.exec(
        update(Slip)
        .where(
            col(Slip.id) == slip.id,
            col(Slip.state) == SlipState.AWAITING_SIGNATURE,
            col(Slip.revision) == revision,
        )
        .values(**signed)
    )
    if not done.rowcount:
        raise Refused(Reason.STALE_PREVIEW)
    session.refresh(slip)


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


def change(session: Session, slip: Slip, what: Change, by: int, today: date, now: datetime) -> None:
    """Change a draft before it is signed; what was looked at before is stale then.

    Refused(ALREADY_DECIDED) once it is signed, Refused(TEXT_TOO_LONG), Refused(DATES_PAST) for a
    limit that is not after today.
    """
    if slip.state not in UNSIGNED:
        raise Refused(Reason.ALREADY_DECIDED)
    if what.demand is not None and len(what.demand) > LONGEST_DEMAND:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_DEMAND, length=len(what.demand))
    if what.limit_on is not None and what.limit_on <= today:
        raise Refused(Reason.DATES_PAST)
    for name, value in _values(slip, what).items():
        setattr(slip, name, value)
    slip.revision += 1
    session.add(slip)
    audit.note(session, now, by, "change", "slip", slip.id, changed=sorted(_values(slip, what)))


def _values(slip: Slip, what: Change) -> dict[str, Any]:
    given: dict[str, Any] = {
        "demand": what.demand.strip() if what.demand is not None else None,
        "limit_on": what.limit_on,
        "answer_days": what.answer_days,
        "copies": [role.value for role in what.copies] if what.copies is not None else None,
        "authority_basis": what.authority_basis,
        "at_once": what.at_once if slip.kind is SlipKind.ORDER else None,
    }
    values = {name: value for name, value in given.items() if value is not None}
    return values | ({"limit_on": None} if what.answer_days is not None else {})


def reject(session: Session, slip: Slip, reason: str, by: Person, now: datetime) -> None:
    """Give a draft back with a reason: it can be changed and submitted again, or withdrawn.

    The caller has made sure that this person may sign it. Refused(REASON_NEEDED),
    Refused(ALREADY_DECIDED). Whoever wrote it is told, or the office's staff for one of the ladder.
    """
    if not reason.strip():
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


def to_sign(
    session: Session, person: Person, offices: Sequence[Unit], rules: SlipRules, today: date
) -> list[tuple[Slip, Unit]]:
    """The drafts that wait for a person's signature today, in the order of the ladder and time."""
    able = {
        (office.id, kind)
        for office in offices
        for kind in SlipKind
        for one in signers(session, office.id or 0, rules.rung(kind), today)
        if one.person.id == person.id
    }
    statement = (
        select(Slip, Unit)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(
            Slip.state == SlipState.AWAITING_SIGNATURE,
            col(Slip.office_id).in_([office.id for office in offices]),
        )
        .order_by(col(Slip.kind), col(Slip.id))
    )
    return [
        (slip, unit)
        for slip, unit in session.exec(statement)
        if (slip.office_id, slip.kind) in able
    ]
