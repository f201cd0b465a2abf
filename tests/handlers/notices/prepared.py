"""Notices of the city's office, for the buttons and commands that all try."""

from typing import Any

from sqlmodel import Session, col, select

from models.notices.audiences import Audience
from models.notices.content import Content, Poll, Text
from models.notices.copies import NoticeCopy, copy_id
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.groups import group_id, make_group
from models.notices.notices import Notice, notice_id
from models.notices.proposing import propose
from models.notices.rules import NoticeRules
from models.notices.seals import seal
from models.notices.sending import send
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, Desk

SAYS = Content(
    parts=(
        Text(html="Please check the ledger."),
        Text(html="And the dates."),
        Poll(question="When?", options=("Now", "Later")),
    )
)
OTHERWISE = Content(parts=(Text(html="Please check the ledger again."), *SAYS.parts[1:]))
EVERY_ONE = NoticeRules(second_above=0)


def notices(desk: Desk) -> dict[str, Any]:
    """Two that unit 0's liaison has and nobody else, drafts, and some that wait for a colleague.

    For the first of the two other words wait, too.
    """
    with desk.store.transaction() as session:
        made = {name: _draft(session, desk) for name in NAMES}
        for name in ("notice", "notice_2"):
            _send(session, desk, made[name], NoticeRules())
        for row in session.exec(select(Outbox).where(col(Outbox.kind) == "notice")):
            row.state = Sending.SENT
        for name in ("notice_waits", "notice_waits_2"):
            _send(session, desk, made[name], EVERY_ONE)
        propose(session, made["notice"], OTHERWISE, person_id(desk.lin), OPENED)
        for row in session.exec(select(Outbox).where(col(Outbox.kind).in_(LAID_BEFORE))):
            row.state = Sending.SENT
        copies = select(NoticeCopy).where(NoticeCopy.notice_id == notice_id(made["notice"]))
        office, lin = unit_id(desk.office), person_id(desk.lin)
        return {
            "notice_group": group_id(make_group(session, office, "Pilots", lin, OPENED)),
            **{name: notice_id(one) for name, one in made.items()},
            "notice_copy": copy_id(session.exec(copies).one()),
            "notice_seal": seal(session, made["notice_draft_2"]),
            "notice_waits_seal": seal(session, made["notice_waits"]),
        }


LAID_BEFORE = ("notice_to_approve", "notice_words_to_approve")
NAMES = (
    *("notice", "notice_2", "notice_waits", "notice_waits_2"),
    *("notice_draft", "notice_draft_2", "notice_draft_3"),
)


def _draft(session: Session, desk: Desk) -> Notice:
    notice = draft(session, unit_id(desk.office), SAYS, person_id(desk.lin), OPENED)
    address(session, notice, Audience(units=frozenset({unit_id(desk.units[0])})))
    settle_terms(session, notice, Terms(confirm=True, reply=True), OPENED)
    return notice


def _send(session: Session, desk: Desk, notice: Notice, rules: NoticeRules) -> None:
    office = session.get_one(Unit, unit_id(desk.office))
    send(session, notice, office, rules, CALENDAR, person_id(desk.lin), OPENED)
