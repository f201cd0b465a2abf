"""One walk up the ladder: what comes due is prompted, what ran out is drafted (DOMAIN §4).

Nothing above a prompt is sent here, and nothing is raised twice for the same fact.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.matters.ledger import Matter, Milestone
from models.slips.drafting import Fact, needs_basis, submit, write
from models.slips.issuing import issue
from models.slips.receipts import chase_receipts
from models.slips.rungs import SlipKind, SlipRules, Trigger
from models.slips.settling import lapse_drafts, settle_done
from models.slips.signers import signers
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.standing import still_open, unanswered
from models.slips.targets import coming_matters, coming_milestones
from models.slips.telling import tell_signers
from models.slips.walk import Walk
from models.units import Unit, unit_id


def walk(
    session: Session, office: Unit, rules: SlipRules, calendar: Calendar, now: datetime
) -> int:
    """Do everything the ladder asks for at a moment; how many slips were raised.

    The number of statements does not depend on how much is due, and their work depends on what is
    due, not on the size of the ledger.
    """
    one = Walk(session, office, rules, calendar, now)
    settle_done(one)
    lapse_drafts(one)
    name_basis(one)
    raised = raise_prompts(one)
    for kind, below in (
        (SlipKind.REMINDER, (SlipKind.PROMPT, SlipKind.ASSIGNMENT)),
        (SlipKind.ORDER, (SlipKind.REMINDER,)),
    ):
        raised += draft_next(one, kind, below)
    bring_waiting(one)
    chase_receipts(one)
    return raised


def name_basis(one: Walk) -> None:
    """Send on the ladder's drafts that waited for a basis, now that the rules name one."""
    if not one.rules.authority_basis:
        return
    waiting = one.session.exec(
        select(Slip).where(
            one.mine(),
            Slip.state == SlipState.DRAFT,
            col(Slip.drafted_by).is_(None),
            Slip.authority_basis == "",
            Slip.reason == "",
        )
    ).all()
    for slip in waiting:
        slip.authority_basis = one.rules.authority_basis
    for kind in SlipKind:
        _send_on(one, kind, [slip for slip in waiting if slip.kind is kind])


def raise_prompts(one: Walk) -> int:
    """提示单 for every date that comes near, or has passed unprompted; how many."""
    rung = one.rules.prompt
    if rung.trigger is Trigger.BY_HAND:
        return 0
    until = one.calendar.add(one.today, rung.days)
    targets = [*coming_matters(one.session, one.office, until)]
    if one.rules.milestones:
        targets += coming_milestones(one.session, one.office, until)
    facts = [target.fact() for target in targets]
    slips = write(one.session, one.office, SlipKind.PROMPT, facts, one.rules, None, one.now)
    ready = _ready(one, {unit_id(fact.unit): fact.unit for fact in facts}, slips)
    _send_on(one, SlipKind.PROMPT, ready)
    return len(slips)


def _ready(one: Walk, units: Mapping[int, Unit], slips: Sequence[Slip]) -> list[Slip]:
    """Those that may go on; one to a district without a basis stays a draft for the office."""
    return [
        slip
        for slip in slips
        if slip.authority_basis or one.rules.authority_basis or not needs_basis(units[slip.unit_id])
    ]


def _send_on(one: Walk, kind: SlipKind, slips: Sequence[Slip]) -> None:
    if kind is SlipKind.PROMPT:
        for slip in slips:
            slip.signed_at = one.now
        issue(one.session, slips, one.rules, one.calendar, one.now)
    else:
        submit(one.session, slips, one.rules, one.calendar, None, one.now)


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


class _Missed(NamedTuple):
    """A slip that ran out, its unit, and the draft that lapsed when it had been answered before."""

    slip: Slip
    unit: Unit
    lapsed: Slip | None


def draft_next(one: Walk, kind: SlipKind, below: Sequence[SlipKind]) -> int:
    """Draft the next rung for what ran out; how many drafts."""
    rung = one.rules.rung(kind)
    if rung.trigger is Trigger.BY_HAND:
        return 0
    missed = _missed(one, kind, below, one.missed_before(rung.days))
    units = {unit_id(row.unit): row.unit for row in missed}
    revived = [row.lapsed for row in missed if row.lapsed]
    for slip in revived:
        slip.state, slip.withdrawn_at = SlipState.DRAFT, None
        slip.revision += 1
    facts = [_fact(kind, row) for row in missed if row.lapsed is None]
    written = write(one.session, one.office, kind, facts, one.rules, None, one.now)
    _send_on(one, kind, _ready(one, units, [*revived, *written]))
    return len(missed)


def _missed(
    one: Walk, kind: SlipKind, below: Sequence[SlipKind], missed_before: date
) -> Sequence[_Missed]:
    """What ran out on the rungs below and is not followed by this kind yet."""
    upper = aliased(Slip)
    next_rung = and_(col(upper.previous_id) == col(Slip.id), col(upper.kind) == kind)
    statement = (
        select(Slip, Unit, upper)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .outerjoin(Matter, col(Matter.id) == col(Slip.matter_id))
        .outerjoin(Milestone, col(Milestone.id) == col(Slip.milestone_id))
        .outerjoin(upper, next_rung)
        .where(
            one.mine(),
            col(Slip.kind).in_(below),
            unanswered(Slip, missed_before),
            or_(col(Slip.matter_id).is_(None), still_open()),
            or_(col(upper.id).is_(None), _lapsed(upper)),
        )
        .order_by(col(Unit.position), col(Slip.id))
    )
    return [_Missed(*row) for row in one.session.exec(statement)]


def _lapsed(slip: type[Slip]) -> ColumnElement[bool]:
    return and_(
        col(slip.state) == SlipState.WITHDRAWN,
        col(slip.number).is_(None),
        col(slip.withdrawn_by).is_(None),
    )


def _fact(kind: SlipKind, row: _Missed) -> Fact:
    slip = row.slip
    return Fact(
        unit=row.unit,
        cause=f"{kind.value}:after:{slip.id}",
        subject=slip.subject,
        matter_id=slip.matter_id,
        matter_number=slip.matter_number,
        milestone_id=slip.milestone_id,
        about_on=slip.about_on,
        previous_id=slip_id(slip),
    )
