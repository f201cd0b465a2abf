"""Notices of the city's office, for the buttons and commands that all try."""

from typing import Any

from sqlmodel import col, select

from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.copies import NoticeCopy, copy_id
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.notices import notice_id
from models.notices.rules import NoticeRules
from models.notices.sending import send
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, Desk

SAYS = Content(parts=(Text(html="Please check the ledger."),))


def notices(desk: Desk) -> dict[str, Any]:
    """A notice that unit 0's liaison has and nobody else, to be confirmed and answered."""
    lin, one = person_id(desk.lin), Audience(units=frozenset({unit_id(desk.units[0])}))
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        notice = draft(session, unit_id(office), SAYS, lin, OPENED)
        address(session, notice, one)
        settle_terms(session, notice, Terms(confirm=True, reply=True), OPENED)
        send(session, notice, office, NoticeRules(), CALENDAR, lin, OPENED)
        for row in session.exec(select(Outbox).where(col(Outbox.kind) == "notice")):
            row.state = Sending.SENT
        copy = session.exec(select(NoticeCopy)).one()
        return {"notice": notice_id(notice), "notice_copy": copy_id(copy)}
