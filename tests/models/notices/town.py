"""An office that writes notices, and the stand-in of delivery: rows settled by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.copies import KIND
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.notices import Notice, NoticeState, notice_by_id, notice_id
from models.notices.receipts import Progress, progress
from models.notices.rules import NoticeRules
from models.notices.sending import send
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, Desk, settle

NOW = OPENED + timedelta(hours=1)
SAYS = Content(parts=(Text(html="Please <b>check</b> the ledger."),))
EVERYBODY = Audience(everybody=True)
ALONE = NoticeRules(second_above=1_000)
"""Whoever writes may send."""


def refused(reason: Reason) -> Any:
    return pytest.raises(Refused, check=lambda error: error.reason is reason)


@dataclass
class Town:
    """The desk's city, whose office writes; Lin is the author."""

    store: Store
    desk: Desk

    @property
    def lin(self) -> int:
        """The clerk's id."""
        return person_id(self.desk.lin)

    @property
    def qian(self) -> int:
        """The director's id."""
        return person_id(self.desk.qian)

    def office(self, session: Session) -> Unit:
        """The office, in this session."""
        return session.get_one(Unit, unit_id(self.desk.office))

    def notice(self, session: Session, number: int) -> Notice:
        """A notice, in this session."""
        return notice_by_id(session, number)

    def written(
        self,
        audience: Audience = EVERYBODY,
        content: Content = SAYS,
        **terms: Any,
    ) -> int:
        """A draft; its id."""
        with self.store.transaction() as session:
            notice = draft(session, unit_id(self.desk.office), content, self.lin, NOW)
            address(session, notice, audience)
            settle_terms(session, notice, Terms(**terms), NOW)
            return notice_id(notice)

    def send(self, number: int, rules: NoticeRules = ALONE) -> NoticeState:
        """Send a draft."""
        with self.store.transaction() as session:
            office = self.office(session)
            notice = self.notice(session, number)
            return send(session, notice, office, rules, CALENDAR, self.lin, NOW)

    def sent(self, audience: Audience = EVERYBODY, content: Content = SAYS, **terms: Any) -> int:
        """A notice that goes out; its id."""
        number = self.written(audience, content, **terms)
        self.send(number)
        return number

    def do(self, number: int, deed: Callable[[Session, Notice], Any]) -> Any:
        """Do something with a notice in a transaction."""
        with self.store.transaction() as session:
            return deed(session, self.notice(session, number))

    def rows(self, kind: str = KIND) -> list[Outbox]:
        """The outbox rows of a kind, in order."""
        with self.store.reading() as session:
            statement = select(Outbox).where(Outbox.kind == kind).order_by("id")
            return list(session.exec(statement))

    def settle(self, row: Outbox, state: Sending, **values: Any) -> None:
        """Let delivery end a row."""
        with self.store.transaction() as session:
            stored = session.get_one(Outbox, row.id)
            stored.state = state
            for name, value in values.items():
                setattr(stored, name, value)

    def deliver(self, row: Outbox, message: int = 0) -> None:
        """Let delivery bring a row to its person."""
        with self.store.reading() as session:
            stored = session.get_one(Outbox, row.id)
        place = 700_000_000 + (stored.person_id or 0)
        message = message or 1000 + (stored.id or 0)
        self.settle(
            row,
            Sending.SENT,
            sent_at=NOW,
            sent_to=row.person_id,
            sent_chat_id=place,
            message_id=message,
        )

    def progress(self, number: int) -> Progress:
        """How far a notice has come."""
        with self.store.reading() as session:
            return progress(session, self.notice(session, number))


def found(store: Store, units: int = 4) -> Town:
    """Found the town."""
    return Town(store, settle(store, units=units))
