"""The database's side of delivery: what may go out now, who takes it, and what became of it."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session, col, update

from bot.addresses import Unsendable
from bot.letters import Letter, written
from bot.logs import place
from bot.posting import Posted
from handlers.context import Office
from handlers.view import View
from models import focus, groups, outbox, polls, sent_messages, settling
from models.outbox import Outbox, Sending, Urgency
from models.people.posts import mark_blocked

log = logging.getLogger(__name__)


class Mailroom:
    """Every method is one short transaction, run in a thread."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def due(self, now: datetime, most: int) -> list[int]:
        """The ids of what may go out now, in order; while no office works only answers ring."""
        is_open = self._office.practices.is_open(now)
        least = Urgency.BULK if is_open else Urgency.ANSWER
        with self._office.store.reading() as session:
            return [row.id for row in outbox.due(session, now, most, least) if row.id is not None]

    def open_letter(self, row_id: int, now: datetime) -> Letter | Unsendable | None:
        """Check a row again and render it from one reading.

        None when another worker has it, or when the database is away: it is tried again later.
        """
        with self._office.store.reading() as session:
            row = session.get(Outbox, row_id)
            if row is None or row.state is not Sending.QUEUED:
                return None
            try:
                return written(self._office, session, row, now)
            except (OperationalError, InterfaceError) as error:
                log.warning("message %d waits for the database: %s", row_id, place(error))
                return None
            except Exception as error:  # one bad row must not stop the others
                return Unsendable(row_id, Sending.FAILED, f"it cannot be worded: {place(error)}")

    def claim(self, letter: Letter, now: datetime) -> bool:
        """Take the row, committed; False when another worker was quicker."""
        with self._office.store.transaction() as session:
            row = letter.row
            return settling.claim(session, letter.row_id, row.attempts, row.edition, now)

    def close(self, one: Unsendable) -> None:
        """Record why a row does not go, unless another worker has taken it meanwhile."""
        values: dict[str, Any] = {"state": one.state, "reason": one.reason[:300]}
        if one.until:
            values["due_at"] = one.until
        with self._office.store.transaction() as session:
            session.exec(
                update(Outbox)
                .where(col(Outbox.id) == one.row_id, col(Outbox.state) == Sending.QUEUED)
                .values(**values)
            )

    def settle_sent(self, letter: Letter, posted: Posted, now: datetime) -> None:
        """Record that it is there and where, what it asks, and that the row's next one may go."""
        messages = posted.messages
        with self._office.store.transaction() as session:
            if letter.more:
                settling.step_on(session, letter.row_id, **_sent(letter, messages, now))
            else:
                settling.settle(
                    session, letter.row_id, Sending.SENT, **_sent(letter, messages, now)
                )
            if messages and (letter.more or letter.row.step or len(messages) > 1):
                sent_messages.keep(session, letter.row_id, letter.chat_id, messages)
            if posted.poll_id:
                polls.keep(session, posted.poll_id, letter.row_id, letter.row.step)
            _remember_what_it_asks(session, letter, messages, now)

    def settle(self, letter: Letter, state: Sending, reason: str) -> None:
        """Record that it failed, or that nobody can know."""
        with self._office.store.transaction() as session:
            settling.settle(session, letter.row_id, state, reason)

    def again(self, letter: Letter, until: datetime, reason: str) -> None:
        """Queue it again from a moment on."""
        with self._office.store.transaction() as session:
            settling.postpone(session, letter.row_id, until, reason)

    def blocked(self, letter: Letter, reason: str, now: datetime) -> None:
        """Remember the block; what is for a unit is queued again and finds the deputy, or waits."""
        with self._office.store.transaction() as session:
            mark_blocked(session, letter.chat_id, now)
            groups.leave(session, letter.chat_id, now)
            if letter.row.unit_id is None:
                settling.settle(session, letter.row_id, Sending.FAILED, reason)
            else:
                settling.postpone(session, letter.row_id, now, reason)

    def silenced(self, letter: Letter, reason: str, now: datetime) -> None:
        """Remember that the bot may not write in a group chat, until we hear that it may again."""
        with self._office.store.transaction() as session:
            group = groups.group_at(session, letter.chat_id)
            if group:
                groups.allow_writing(session, group, now, may=False)
            settling.settle(session, letter.row_id, Sending.FAILED, reason)

    def moved(self, letter: Letter, new_chat_id: int, now: datetime) -> None:
        """The chat has a new id: everything queued for the old one goes there."""
        with self._office.store.transaction() as session:
            self._readdress(session, letter.chat_id, new_chat_id)
            groups.move(session, letter.chat_id, new_chat_id, now)
            settling.postpone(session, letter.row_id, now, "the chat has moved")

    def _readdress(self, session: Session, old: int, new: int) -> None:
        waiting = (Sending.QUEUED, Sending.SENDING)
        values: dict[str, Any] = {"chat_id": new}
        session.exec(
            update(Outbox)
            .where(col(Outbox.chat_id) == old, col(Outbox.state).in_(waiting))
            .values(**values)
        )

    def abandon(self) -> int:
        """At start: what was being sent when the program stopped is `unknown` now."""
        with self._office.store.transaction() as session:
            return settling.abandon_claims(session)


def _sent(letter: Letter, messages: Sequence[int], now: datetime) -> dict[str, Any]:
    """The columns of a row that say where its newest message stands."""
    place = {"message_id": messages[-1]} if messages else {}
    who = letter.person.id if letter.person else None
    return {"sent_at": now, "sent_to": who, "sent_chat_id": letter.chat_id, **place}


def _remember_what_it_asks(
    session: Session, letter: Letter, messages: Sequence[int], now: datetime
) -> None:
    asks = letter.said.asks if isinstance(letter.said, View) else None
    if asks and letter.person and letter.person.id is not None and messages:
        where = (letter.person.id, letter.chat_id, messages[-1])
        focus.ask(session, *where, asks.topic, asks.subject_id, now, asks.aside)
