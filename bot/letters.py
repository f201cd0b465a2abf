"""From an outbox row to what is sent: whether it still holds, and how it reads now."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.addresses import Unsendable, recipient
from handlers.context import Office, Scene, office_for
from handlers.view import Removal, Said, View
from models import groups
from models.authority import Actor, actor
from models.outbox import Outbox, Sending, Urgency
from models.people.posts import Person
from models.refusals import Refused
from models.units import Unit, asking_office

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


def written(office: Office, session: Session, row: Outbox, now: datetime) -> Letter | Unsendable:
    """Check a row again and word it for whom it goes to now."""
    assert row.id is not None  # noqa: S101  it was just read
    whom = recipient(office, session, row, now)
    if isinstance(whom, Unsendable):
        return whom
    # Imported here, as the conversations are: listening to Telegram comes first.
    from handlers.pushes import PUSHES  # noqa: PLC0415

    push = PUSHES.get(row.kind)
    if push is None:
        return Unsendable(row.id, Sending.FAILED, f"there is no message of the kind {row.kind}")
    scene = _scene(office, session, row, whom.person, now)
    # An edit or a deletion rings nowhere, and Telegram allows the latter for two days only.
    rings = row.urgency > Urgency.ANSWER and not row.repeatable
    if rings and not scene.office.calendar.is_open(now):
        opens = scene.office.calendar.next_open(now)
        return Unsendable(row.id, Sending.QUEUED, "the office is closed", opens)
    try:
        view = push(scene, row)
    except Refused as refused:
        return Unsendable(row.id, Sending.VOID, refused.reason.value)
    if view is None:
        return Unsendable(row.id, Sending.VOID, "it was no longer true")
    return Letter(row, whom.chat_id, whom.person, view)


def _scene(
    office: Office, session: Session, row: Outbox, person: Person | None, now: datetime
) -> Scene:
    spoken = person.language if person and person.language else row.params.get("language")
    reader = actor(session, person, office.practices) if person else None
    return Scene(
        session=session,
        now=now,
        office=_about(office, session, row, reader),
        tr=office.translator(spoken),
        actor=reader,
    )


def _about(office: Office, session: Session, row: Outbox, reader: Actor | None) -> Office:
    """The program about the office a message comes from: it asks the unit, or the person."""
    if office.practices.alike:
        return office_for(office, session, reader)
    if row.chat_id is not None and row.chat_id < 0:
        return _bound(office, session, row.chat_id)
    if row.unit_id is None:
        return office_for(office, session, reader)
    asking = asking_office(session, session.get_one(Unit, row.unit_id))
    return office.of(asking) if asking else office


def _bound(office: Office, session: Session, chat_id: int) -> Office:
    """The program about the office whose notice board a group is."""
    group = groups.group_at(session, chat_id)
    if group is None or group.office_id is None:
        return office
    return office.of(session.get_one(Unit, group.office_id))
