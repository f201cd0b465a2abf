"""One walk up the ladder: what comes due is prompted, what ran out is drafted (DOMAIN §4).

Nothing above a prompt is sent here, and nothing is raised twice for the same fact.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.matters.ledger import Matter, Milestone
from models.slips.drafting import Fact, write
from models.slips.receipts import chase_receipts
from models.slips.rungs import SlipKind, SlipRules, Trigger
from models.slips.sending_on import bring_waiting, name_basis, send_on
from models.slips.settling import bring_back, lapse_drafts, may_come_back, settle_done
from models.slips.slips import Slip, slip_id
from models.slips.standing import still_open, unanswered
from models.slips.targets import coming_matters, coming_milestones, said_by_milestone
from models.slips.walk import Walk
from models.units import Unit


def walk(
    session: Session, office: Unit, rules: SlipRules, calendar: Calendar, now: datetime
) -> int:
    """Do everything the ladder asks for at a moment; how many slips were raised.

    The number of statements does not depend on how much is due, and their work depends on what is
    due, not on the size of the ledger.
    """
    one = Walk(session, office, rules, calendar, now)
    one.begin()
    if not one.has_slips():
        raised = raise_prompts(one)
        if raised:
            _bring_on(one)
        return raised
    settle_done(one)
    lapse_drafts(one)
    raised = raise_prompts(one)
    for kind, below in (
        (SlipKind.REMINDER, (SlipKind.PROMPT, SlipKind.ASSIGNMENT)),
        (SlipKind.ORDER, (SlipKind.REMINDER,)),
    ):
        raised += draft_next(one, kind, below)
    _bring_on(one)
    return raised


def _bring_on(one: Walk) -> None:
    name_basis(one)
    bring_waiting(one)
    chase_receipts(one)


def raise_prompts(one: Walk) -> int:
    """提示单 for every date that comes near, or has passed unprompted; how many."""
    rung = one.rules.prompt
    if rung.trigger is Trigger.BY_HAND:
        return 0
    until = one.calendar.add(one.today, rung.days)
    targets = [*coming_matters(one.session, one.office, until, _said_otherwise(one))]
    if one.rules.milestones:
        targets += coming_milestones(one.session, one.office, until)
    again = bring_back(one, [target.earlier for target in targets if target.earlier])
    facts = [target.fact() for target in targets if target.earlier is None]
    slips = write(one.session, one.office, SlipKind.PROMPT, facts, one.rules, None, one.now)
    send_on(one, SlipKind.PROMPT, [*again, *slips], [target.unit for target in targets])
    return len(again) + len(slips)


def _said_otherwise(one: Walk) -> ColumnElement[bool]:
    """Which matters' own dates are prompted by a milestone of the same day already."""
    return said_by_milestone() if one.rules.milestones else false()


class _Missed(NamedTuple):
    """A slip that ran out, its unit, and what followed it before and was taken back."""

    slip: Slip
    unit: Unit
    earlier: Slip | None


def draft_next(one: Walk, kind: SlipKind, below: Sequence[SlipKind]) -> int:
    """Draft the next rung for what ran out; how many drafts."""
    rung = one.rules.rung(kind)
    if rung.trigger is Trigger.BY_HAND:
        return 0
    missed = _missed(one, kind, below, one.missed_before(rung.days))
    again = bring_back(one, [row.earlier for row in missed if row.earlier])
    facts = [_fact(kind, row) for row in missed if row.earlier is None]
    slips = write(one.session, one.office, kind, facts, one.rules, None, one.now)
    send_on(one, kind, [*again, *slips], [row.unit for row in missed])
    return len(again) + len(slips)


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
            or_(col(upper.id).is_(None), may_come_back(upper)),
        )
        .order_by(col(Unit.position), col(Slip.id))
    )
    return [_Missed(*row) for row in one.session.exec(statement)]


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
