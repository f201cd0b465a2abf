"""What the ladder takes back by itself: slips about what is done, drafts that no longer hold."""

from sqlmodel import col, select

from models.matters.ledger import Matter, Milestone
from models.slips.rungs import SlipKind
from models.slips.slips import RUNNING, UNSIGNED, Slip, SlipState, slip_id
from models.slips.standing import done_with, holding
from models.slips.walk import Walk


def settle_done(one: Walk) -> None:
    """Close what went out and is about a matter that is done, or a date that is another now."""
    statement = (
        select(Slip.id)
        .join(Matter, col(Matter.id) == col(Slip.matter_id))
        .outerjoin(Milestone, col(Milestone.id) == col(Slip.milestone_id))
        .where(one.mine(), col(Slip.state).in_(RUNNING), done_with())
    )
    found = [number for number in one.session.exec(statement) if number is not None]
    one.change_all(found, "settle", state=SlipState.SETTLED, settled_at=one.now)


def lapse_drafts(one: Walk) -> None:
    """Take back the ladder's drafts whose fact no longer holds; they come back when it does."""
    drafts = one.session.exec(
        select(Slip).where(
            one.mine(),
            col(Slip.state).in_(UNSIGNED),
            col(Slip.drafted_by).is_(None),
            col(Slip.kind) != SlipKind.PROMPT,
        )
    ).all()
    still = holding(one.session, drafts, one.today)
    gone = [slip_id(slip) for slip in drafts if slip.id not in still]
    one.change_all(gone, "lapse", state=SlipState.WITHDRAWN, withdrawn_at=one.now)
