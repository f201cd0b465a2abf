"""What waits for a person's signature today (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.people.posts import Person
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signers import signs_as
from models.slips.slips import Slip, SlipState
from models.slips.standing import holding
from models.units import Unit, unit_id

LADDER = tuple(SlipKind)


def to_sign(
    session: Session, person: Person, offices: Sequence[Unit], rules: SlipRules, today: date
) -> list[tuple[Slip, Unit]]:
    """The drafts that a person may sign today and that still hold, up the ladder, oldest first."""
    statement = (
        select(Slip, Unit)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(
            Slip.state == SlipState.AWAITING_SIGNATURE,
            col(Slip.office_id).in_([office.id for office in offices]),
        )
        .order_by(col(Slip.id))
    )
    rows = session.exec(statement).all()
    if not rows:
        return []
    able = {
        (unit_id(office), kind)
        for office in offices
        for kind in SlipKind
        if signs_as(session, unit_id(office), rules.rung(kind), person, today)
    }
    still = holding(session, [slip for slip, _ in rows], today)
    found = [
        (slip, unit)
        for slip, unit in rows
        if (slip.office_id, slip.kind) in able and slip.id in still
    ]
    return sorted(found, key=lambda row: LADDER.index(row[0].kind))
