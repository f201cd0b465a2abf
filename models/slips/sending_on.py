"""How the ladder's drafts go on: prompts to their units, the others before who signs them (§4)."""

from collections.abc import Sequence

from sqlmodel import col, select

from models.slips.drafting import needs_basis, submit
from models.slips.issuing import issue
from models.slips.rungs import SlipKind
from models.slips.signers import signers
from models.slips.slips import Slip, SlipState
from models.slips.telling import tell_signers
from models.slips.walk import Walk
from models.units import Unit, unit_id


def send_on(one: Walk, kind: SlipKind, slips: Sequence[Slip], units: Sequence[Unit]) -> None:
    """Send drafts on; one to a district without a basis stays with the office."""
    bare = {unit_id(unit) for unit in units if needs_basis(unit)}
    ready = [slip for slip in slips if slip.authority_basis or slip.unit_id not in bare]
    if kind is SlipKind.PROMPT:
        for slip in ready:
            slip.signed_at = one.now
        issue(one.session, ready, one.rules, one.calendar, one.now)
    else:
        submit(one.session, ready, one.rules, one.calendar, None, one.now)


def name_basis(one: Walk) -> None:
    """Send on the ladder's drafts that waited for a basis, now that the rules name one."""
    if not one.rules.authority_basis:
        return
    waiting = one.session.exec(
        select(Slip)
        .where(
            one.mine(),
            Slip.state == SlipState.DRAFT,
            col(Slip.drafted_by).is_(None),
            Slip.authority_basis == "",
            Slip.reason == "",
        )
        .order_by(col(Slip.id))
        .with_for_update()
    ).all()
    for slip in waiting:
        slip.authority_basis = one.rules.authority_basis
    for kind in SlipKind:
        send_on(one, kind, [slip for slip in waiting if slip.kind is kind], [])


def bring_waiting(one: Walk) -> None:
    """Bring what waits for a signature before those who sign since a leave or an appointment."""
    waiting = one.session.exec(
        select(Slip)
        .where(one.mine(), Slip.state == SlipState.AWAITING_SIGNATURE)
        .order_by(col(Slip.id))
    ).all()
    for kind in SlipKind:
        drafts = [slip for slip in waiting if slip.kind is kind]
        if drafts:
            who = signers(one.session, unit_id(one.office), one.rules.rung(kind), one.today)
            tell_signers(one.session, drafts, who, one.now)
