"""From an outbox row to what is sent: who gets it now, whether it still holds, and how it reads."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session, col, update

from bot.logs import place
from handlers.context import Office, Scene, office_for
from handlers.groups.gate import passes
from handlers.view import Removal, Said, View
from models import focus, groups, outbox, sent_messages
from models.authority import Actor, actor
from models.outbox import Outbox, Sending, Urgency
from models.people.answering import answerers
from models.people.posts import Person, mark_blocked
from models.refusals import Refused
from models.units import Unit, asking_office

log = logging.getLogger(__name__)

TRIES = 20
"""So often an edit or a deletion is tried before it is a failure."""


@dataclass(frozen=True)
class Letter:
    """A row ready to go: the chat, the person behind it if we know one, and what it comes to."""

    row: Outbox
    chat_id: int
    person: Person | None
    said: Said

    @property
    def row_id(self) -> int:
        """The id of the row."""
        assert self.row.id is not None  # noqa: S101  it was read from the database
        return self.row.id

    @property
    def messages(self) -> int:
        """How many new messages it is to Telegram's count."""
        return self.said.messages if isinstance(self.said, View) else 1

    @property
    def more(self) -> bool:
        """Whether another message of the same row follows."""
        return not isinstance(self.said, Removal) and self.said.more

    @property
    def may_repeat(self) -> bool:
        """Whether it does no harm to try it again when nobody knows if it was carried out."""
        return self.row.repeatable and self.row.attempts < TRIES


@dataclass(frozen=True)
class Unsendable:
    """A row that will not go now, with the state it gets and why; `until` when it is queued."""

    row_id: int
    state: Sending
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class Recipient:
    """The chat a row goes to now and the person behind it."""

    chat_id: int
    person: Person | None


class Mailroom:
    """The database's side of delivery: every method is one short transaction, run in a thread."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def due(self, now: datetime, most: int) -> list[int]:
        """The ids of what may go out now, in order; only answers while no office works."""
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
                return self._written(session, row, now)
            except (OperationalError, InterfaceError) as error:
                log.warning("message %d waits for the database: %s", row_id, place(error))
                return None
            except Exception as error:  # one bad row must not stop the others
                return Unsendable(row_id, Sending.FAILED, f"it cannot be worded: {place(error)}")

    def _written(self, session: Session, row: Outbox, now: datetime) -> Letter | Unsendable:
        assert row.id is not None  # noqa: S101  it was just read
        whom = self._recipient(session, row, now)
        if isinstance(whom, Unsendable):
            return whom
        # Imported here, as the conversations are: listening to Telegram comes first.
        from handlers.pushes import PUSHES  # noqa: PLC0415

        push = PUSHES.get(row.kind)
        if push is None:
            return Unsendable(row.id, Sending.FAILED, f"there is no message of the kind {row.kind}")
        scene = self._scene(session, row, whom.person, now)
        if row.urgency > Urgency.ANSWER and not scene.office.calendar.is_open(now):
            opens = scene.office.calendar.next_open(now)
            return Unsendable(row.id, Sending.QUEUED, "the office is closed", opens)
        try:
            view = push(scene, row)
        except Refused as refused:
            return Unsendable(row.id, Sending.VOID, refused.reason.value)
        if view is None:
            return Unsendable(row.id, Sending.VOID, "it was no longer true")
        return Letter(row, whom.chat_id, whom.person, view)

    def _recipient(self, session: Session, row: Outbox, now: datetime) -> Recipient | Unsendable:
        assert row.id is not None  # noqa: S101  it was just read
        if row.unit_id is not None:
            return self._answerer(session, row.id, row.unit_id, now)
        person = session.get(Person, row.person_id) if row.person_id is not None else None
        if row.chat_id is not None and row.chat_id < 0 and not passes(session, row, row.chat_id):
            return Unsendable(row.id, Sending.VOID, "it is not for a group")
        if row.chat_id is not None:
            return _in_chat(row.id, row.chat_id, person)
        if person is None or person.telegram_id is None:
            return Unsendable(row.id, Sending.HELD, "the person has not accepted an invitation yet")
        if person.blocked_at is not None:
            return Unsendable(row.id, Sending.FAILED, "the person has blocked the bot")
        return Recipient(person.telegram_id, person)

    def _answerer(
        self, session: Session, row_id: int, unit_id: int, now: datetime
    ) -> Recipient | Unsendable:
        found = answerers(session, [unit_id], self._office.calendar.today(now)).get(unit_id)
        if found is None or found.person.telegram_id is None:
            return Unsendable(row_id, Sending.HELD, "nobody answers for the unit now")
        return Recipient(found.person.telegram_id, found.person)

    def _scene(self, session: Session, row: Outbox, person: Person | None, now: datetime) -> Scene:
        spoken = person.language if person and person.language else row.params.get("language")
        reader = actor(session, person, self._office.practices) if person else None
        return Scene(
            session=session,
            now=now,
            office=self._about(session, row, reader),
            tr=self._office.translator(spoken),
            actor=reader,
        )

    def _about(self, session: Session, row: Outbox, reader: Actor | None) -> Office:
        """The program about the office a message comes from: it asks the unit, or the person."""
        if self._office.practices.alike:
            return office_for(self._office, session, reader)
        if row.chat_id is not None and row.chat_id < 0:
            return self._bound(session, row.chat_id)
        if row.unit_id is None:
            return office_for(self._office, session, reader)
        asking = asking_office(session, session.get_one(Unit, row.unit_id))
        return self._office.of(asking) if asking else self._office

    def _bound(self, session: Session, chat_id: int) -> Office:
        """The program about the office whose notice board a group is."""
        group = groups.group_at(session, chat_id)
        if group is None or group.office_id is None:
            return self._office
        return self._office.of(session.get_one(Unit, group.office_id))

    def claim(self, letter: Letter, now: datetime) -> bool:
        """Take the row, committed; False when another worker was quicker."""
        with self._office.store.transaction() as session:
            row = letter.row
            return outbox.claim(session, letter.row_id, row.attempts, row.edition, now)

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

    def settle_sent(self, letter: Letter, messages: Sequence[int], now: datetime) -> None:
        """Record that it is there and where, what it asks, and that the row's next one may go."""
        with self._office.store.transaction() as session:
            if letter.more:
                outbox.step_on(session, letter.row_id, **_sent(letter, messages, now))
            else:
                outbox.settle(session, letter.row_id, Sending.SENT, **_sent(letter, messages, now))
            if messages and (letter.more or letter.row.step or len(messages) > 1):
                sent_messages.keep(session, letter.row_id, letter.chat_id, messages)
            _remember_what_it_asks(session, letter, messages, now)

    def settle(self, letter: Letter, state: Sending, reason: str) -> None:
        """Record that it failed, or that nobody can know."""
        with self._office.store.transaction() as session:
            outbox.settle(session, letter.row_id, state, reason)

    def again(self, letter: Letter, until: datetime, reason: str) -> None:
        """Queue it again from a moment on."""
        with self._office.store.transaction() as session:
            outbox.postpone(session, letter.row_id, until, reason)

    def blocked(self, letter: Letter, reason: str, now: datetime) -> None:
        """Remember the block; what is for a unit is queued again and finds the deputy, or waits."""
        with self._office.store.transaction() as session:
            mark_blocked(session, letter.chat_id, now)
            groups.leave(session, letter.chat_id, now)
            if letter.row.unit_id is None:
                outbox.settle(session, letter.row_id, Sending.FAILED, reason)
            else:
                outbox.postpone(session, letter.row_id, now, reason)

    def moved(self, letter: Letter, new_chat_id: int, now: datetime) -> None:
        """The chat has a new id: everything queued for the old one goes there."""
        with self._office.store.transaction() as session:
            self._readdress(session, letter.chat_id, new_chat_id)
            groups.move(session, letter.chat_id, new_chat_id, now)
            outbox.postpone(session, letter.row_id, now, "the chat has moved")

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
            return outbox.abandon_claims(session)


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


def _in_chat(row_id: int, chat_id: int, person: Person | None) -> Recipient | Unsendable:
    """The chat a message was put for, unless the post has moved to another telephone since."""
    if person is not None and person.telegram_id != chat_id:
        return Unsendable(row_id, Sending.VOID, "the chat is not the person's any more")
    return Recipient(chat_id, person)
