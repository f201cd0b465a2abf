"""签收: who received a slip, and when, and who is told while nobody does (DOMAIN §4)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select, update

from models import audit
from models.outbox import Message, put
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.telling import holders_at
from models.slips.walk import Walk


def receive(session: Session, slip: Slip, by: int, now: datetime) -> None:
    """Confirm receipt once, which stops nothing.

    Refused(ALREADY_DECIDED) when somebody has, or when it was withdrawn.
    """
    done = session.exec(
        update(Slip)
        .where(col(Slip.id) == slip.id, col(Slip.state) == SlipState.ISSUED)
        .values(state=SlipState.RECEIVED, received_at=now, received_by=by)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(slip)
    audit.note(session, now, by, "receive", "slip", slip.id)


def chase_receipts(one: Walk) -> None:
    """Not received in time: tell one more post of the unit each working day, merged by person."""
    left = or_(*(_left_to_tell(kind, one) for kind in SlipKind))
    late = one.session.exec(
        select(Slip)
        .where(one.mine(), Slip.state == SlipState.ISSUED, col(Slip.receipt_due_on) < one.today)
        .where(left)
    ).all()
    people = holders_at(one.session, {slip.unit_id for slip in late})
    told: dict[int, list[int]] = defaultdict(list)
    for slip in late:
        for role in _next_told(one, slip):
            for person in people.get((slip.unit_id, role), []):
                told[person].append(slip_id(slip))
    put(one.session, one.now, *(_chase(person, ids, one) for person, ids in told.items()))


def _left_to_tell(kind: SlipKind, one: Walk) -> ColumnElement[bool]:
    posts = one.rules.rung(kind).unreceived
    return and_(col(Slip.kind) == kind, col(Slip.unreceived_told) < len(posts))


def _next_told(one: Walk, slip: Slip) -> Sequence[Role]:
    """The posts whose turn has come since the last walk."""
    posts = one.rules.rung(slip.kind).unreceived
    days = one.calendar.count(slip.receipt_due_on or one.today, one.today)
    before, slip.unreceived_told = slip.unreceived_told, max(slip.unreceived_told, days)
    return posts[before:days]


def _chase(person: int, slips: Sequence[int], one: Walk) -> Message:
    return Message(
        kind="slips_unreceived",
        key=f"slips_unreceived:{one.office.id}:{person}:{one.today.isoformat()}",
        person_id=person,
        params={"slips": list(dict.fromkeys(slips))},  # once, whatever posts they hold
    )
