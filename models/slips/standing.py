"""Whether what a slip was raised for still holds: the matter open, its date not put off."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.dispatch.progress import Progress
from models.dispatch.returns import Item, Mark
from models.matters.ledger import OPEN_STATES, Matter, Milestone, State
from models.slips.extensions import pending
from models.slips.rungs import SlipKind
from models.slips.slips import RUNNING, Slip

OVER = (State.CLOSED, State.TERMINATED)
"""States of a matter about which no slip asks for anything any more."""


def still_open() -> ColumnElement[bool]:
    """The condition that a slip's matter is owed and nothing waits for the office's verdict.

    To be joined with Matter and Milestone, like the conditions below.
    """
    return and_(still_owed(), ~reported_as_reached())


def still_owed() -> ColumnElement[bool]:
    """The condition that a slip's matter is still owed by its unit.

    A matter in a side state, applied to close or closed owes nothing (DOMAIN §2); a date that was
    put off, or a matter that another unit leads now, is another fact.
    """
    own_date = col(Slip.milestone_id).is_(None) & (col(Matter.due_on) == col(Slip.about_on))
    step = (
        col(Slip.milestone_id).is_not(None)
        & col(Milestone.done_on).is_(None)
        & (col(Milestone.due_on) == col(Slip.about_on))
    )
    leads = col(Matter.lead_unit_id) == col(Slip.unit_id)
    dated = or_(col(Slip.about_on).is_(None), and_(leads, or_(own_date, step)))
    return and_(col(Matter.state).in_(OPEN_STATES), dated)


def reported_as_reached() -> ColumnElement[bool]:
    """The condition that something reported as reached about the matter waits for a verdict."""
    return exists().where(
        col(Item.matter_id) == col(Matter.id),
        col(Item.progress_id) == col(Progress.id),
        col(Item.mark).in_([Mark.SUBMITTED, Mark.CORRECTION]),
        col(Progress.reaches).is_(True),
    )


def done_with() -> ColumnElement[bool]:
    """The condition that nothing is left of a slip's fact.

    The matter is closed or ended, its milestone reached, or its date or its lead unit another one
    now. A matter that is only set aside, or waits to be closed, may come back.
    """
    own = col(Slip.milestone_id).is_(None) & (col(Matter.due_on) != col(Slip.about_on))
    step = col(Milestone.done_on).is_not(None) | (col(Milestone.due_on) != col(Slip.about_on))
    handed_over = col(Matter.lead_unit_id) != col(Slip.unit_id)
    moved = col(Slip.about_on).is_not(None) & or_(own, step, handed_over)
    return or_(col(Matter.state).in_(OVER), moved)


def holding(session: Session, drafts: Iterable[Slip], today: date) -> set[int]:
    """Which drafts still hold on a day, so that they may be signed: their ids."""
    ids = [slip.id for slip in drafts]
    found = session.exec(that_hold(today).where(col(Slip.id).in_(ids)))
    return {one for one in found if one is not None}


def that_hold(today: date) -> SelectOfScalar[int | None]:
    """The ids of the drafts that still hold on a day, so that they may be signed.

    The matter of the ladder's own is owed, and the slip below was neither answered nor put off
    meanwhile. A prompt says nothing that a report as reached would contradict. What a person has
    written holds until its matter is over.
    """
    below = aliased(Slip)
    owed = and_(still_owed(), or_(col(Slip.kind) == SlipKind.PROMPT, ~reported_as_reached()))
    by_hand = and_(col(Slip.drafted_by).is_not(None), col(Matter.state).not_in(OVER))
    return (
        select(col(Slip.id))
        .outerjoin(Matter, col(Matter.id) == col(Slip.matter_id))
        .outerjoin(Milestone, col(Milestone.id) == col(Slip.milestone_id))
        .outerjoin(below, col(below.id) == col(Slip.previous_id))
        .where(
            or_(col(Slip.matter_id).is_(None), by_hand, owed),
            or_(col(Slip.previous_id).is_(None), unanswered(below, today)),
        )
    )


def unanswered(below: type[Slip], missed_before: date) -> ColumnElement[bool]:
    """The condition that a slip ran out before a day: unanswered, and no extension is pending.

    A prompt asks for no answer: it runs out with the date it is about, and not on the day on which
    it went out.
    """
    prompt = and_(
        col(below.kind) == SlipKind.PROMPT,
        col(below.about_on) < missed_before,
        col(below.issued_on) < missed_before,
    )
    asking = and_(col(below.kind) != SlipKind.PROMPT, col(below.due_on) < missed_before)
    return and_(col(below.state).in_(RUNNING), or_(prompt, asking), ~pending(below))
