"""What the ladder takes back by itself, and lets stand again when its fact is there again."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select

from models.matters.ledger import Matter, Milestone
from models.slips.slips import RUNNING, UNSIGNED, Slip, SlipState
from models.slips.standing import done_with, that_hold
from models.slips.walk import Walk


def settle_done(one: Walk) -> None:
    """Close what went out and is about a matter that is done, or a date that is another now."""
    statement = (
        select(Slip)
        .join(Matter, col(Matter.id) == col(Slip.matter_id))
        .outerjoin(Milestone, col(Milestone.id) == col(Slip.milestone_id))
        .where(one.mine(), col(Slip.state).in_(RUNNING), done_with())
        .with_for_update(of=Slip)
    )
    done = one.session.exec(statement).all()
    one.change_all(done, "settle", state=SlipState.SETTLED, settled_at=one.now)


def lapse_drafts(one: Walk) -> None:
    """Take back the ladder's drafts whose fact no longer holds; they come back when it does."""
    drafts = (one.mine(), col(Slip.state).in_(UNSIGNED), col(Slip.drafted_by).is_(None))
    still = that_hold(one.today).where(*drafts).correlate(None)
    statement = select(Slip).where(*drafts, col(Slip.id).not_in(still)).with_for_update()
    gone = one.session.exec(statement).all()
    one.change_all(gone, "lapse", state=SlipState.WITHDRAWN, withdrawn_at=one.now)


def may_come_back(slip: type[Slip]) -> ColumnElement[bool]:
    """The condition for what was taken back by the ladder, and not by a person."""
    lapsed = and_(
        col(slip.state) == SlipState.WITHDRAWN,
        col(slip.number).is_(None),
        col(slip.withdrawn_by).is_(None),
    )
    return or_(lapsed, col(slip.state) == SlipState.SETTLED)


def bring_back(one: Walk, slips: Sequence[Slip]) -> list[Slip]:
    """Let slips stand again where they stood; the drafts of the rules among them.

    What went out keeps its number and its limits. A draft that its signer had given back stays
    with the office.
    """
    settled = [slip for slip in slips if slip.state is SlipState.SETTLED]
    lapsed = [slip for slip in slips if slip.state is SlipState.WITHDRAWN]
    for slip in settled:
        slip.state, slip.settled_at = _stood(slip), None
    for slip in lapsed:
        slip.state, slip.withdrawn_at = SlipState.DRAFT, None
        slip.revision += 1
    one.change_all(slips, "resume")
    return [slip for slip in lapsed if not slip.reason]


def _stood(slip: Slip) -> SlipState:
    if slip.returns:
        return SlipState.RETURNED
    return SlipState.RECEIVED if slip.received_at else SlipState.ISSUED
