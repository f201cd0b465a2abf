"""Slips in every state for the buttons and commands that everybody tries."""

from typing import Any

from sqlmodel import Session, col, select

from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id
from models.slips.manuscript_sending import send
from models.slips.manuscripts import Manuscript, begin
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.writing import about_subject, add_units, write_basis, write_demand
from models.units import unit_id
from tests.desk import CALENDAR, OPENED, RULES, Desk
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


def written(desk: Desk) -> dict[str, Any]:
    """Three manuscripts of the clerk to unit 0, and three slips that were issued from such."""
    with desk.store.transaction() as session:
        papers = [_manuscript(session, desk) for _ in range(6)]
        sun = session.get_one(Person, person_id(desk.sun))
        numbers = []
        for paper in papers[3:]:
            clerk = person_id(desk.lin)
            (slip,) = send(session, paper, RULES.slips, CALENDAR, clerk, OPENED)
            sign(session, {slip_id(slip): slip.revision}, sun, RULES.slips, CALENDAR, OPENED)
            numbers.append((slip.id, slip.number_text))
        _told(session)
        return {
            "paper": papers[0].id,
            "paper_2": papers[1].id,
            "paper_3": papers[2].id,
            "running": numbers[0][0],
            "running_2": numbers[1][0],
            "running_number": numbers[2][1],
        }


def _manuscript(session: Session, desk: Desk) -> Manuscript:
    office, clerk = unit_id(desk.office), person_id(desk.lin)
    paper = begin(session, office, clerk, SlipKind.ASSIGNMENT, OPENED)
    about_subject(session, paper, "Subject of unit 0")
    add_units(session, paper, [unit_id(desk.units[0])])
    write_demand(session, paper, "请办理")
    write_basis(session, paper, "市委改革办〔2026〕8号")
    return paper


def _told(session: Session) -> None:
    """What was to be said of them has been said."""
    for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("slip"))):
        row.state = Sending.SENT
