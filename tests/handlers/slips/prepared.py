"""Slips in every state for the buttons and commands that everybody tries."""

from typing import Any

from sqlmodel import Session, col, select

from models.outbox import Outbox, Sending
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from tests.desk import Desk
from tests.handlers.slips.drafts import drafted


def drafts(desk: Desk) -> dict[str, Any]:
    """Drafts to unit 0 that wait for the director, and some that came back to the office."""
    waiting = drafted(desk, SlipKind.REMINDER, 0, 0, 0, 0)
    back = drafted(desk, SlipKind.ASSIGNMENT, 0, 0, 0, demand="请办理")
    (order,) = drafted(desk, SlipKind.ORDER, 0)
    with desk.store.transaction() as session:
        for slip in session.exec(select(Slip).where(col(Slip.id).in_([*back, order]))):
            slip.state = SlipState.DRAFT
        _told(session)
    return {
        "draft": waiting[0],
        "draft_2": waiting[1],
        "draft_3": waiting[2],
        "draft_4": waiting[3],
        "back": back[0],
        "back_2": back[1],
        "back_3": back[2],
        "back_order": order,
    }


def _told(session: Session) -> None:
    """What was to be said of them has been said."""
    for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("slip"))):
        row.state = Sending.SENT
