"""What became of a notice with each recipient: counts that add up, the table, and each unit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from models.groups import GroupChat, chats_by_id
from models.notices.copies import NoticeCopy, carried
from models.notices.notices import GONE_OUT, Notice, NoticeState, notice_id
from models.outbox import Outbox, Sending
from models.people.posts import Person
from models.units import Unit, units_by_id


class Standing(StrEnum):
    """Where a copy stands; every copy is in one of these and no other.

    `confirmed` is what the button said, never that anybody read it. `sent` is not confirmed, or was
    not to be. `unknown`: the answer of Telegram's was lost, so it may be there.
    """

    CONFIRMED = "confirmed"
    SENT = "sent"
    UNKNOWN = "unknown"
    UNDELIVERABLE = "undeliverable"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


_STANDINGS = {
    Sending.QUEUED: Standing.WAITING,
    Sending.SENDING: Standing.WAITING,
    Sending.SENT: Standing.SENT,
    Sending.UNKNOWN: Standing.UNKNOWN,
    Sending.FAILED: Standing.UNDELIVERABLE,
    Sending.HELD: Standing.UNDELIVERABLE,
}


class Receipt(NamedTuple):
    """One recipient's line; exactly one of person and chat is there, unless nobody answers."""

    copy: NoticeCopy
    standing: Standing
    row: Outbox
    person: Person | None
    unit: Unit | None
    chat: GroupChat | None


@dataclass(frozen=True)
class Progress:
    """How many copies stand where."""

    counts: Counter[Standing]

    def __getitem__(self, standing: Standing) -> int:
        return self.counts[standing]

    @property
    def total(self) -> int:
        """All recipients."""
        return self.counts.total()

    @property
    def done(self) -> bool:
        """Whether nothing of it is still to go out."""
        return self.counts[Standing.WAITING] == 0

    @property
    def arrived(self) -> int:
        """How many have it for certain."""
        return self.counts[Standing.SENT] + self.counts[Standing.CONFIRMED]


def _standing(notice: Notice, state: Sending, *, confirmed: bool) -> Standing:
    if confirmed:
        return Standing.CONFIRMED
    if state is Sending.VOID:
        running = notice.state is NoticeState.SENDING
        return Standing.UNDELIVERABLE if running else Standing.WITHDRAWN
    return _STANDINGS[state]


def progress(session: Session, notice: Notice) -> Progress:
    """How far a notice has come, in one statement."""
    return progress_of(session, [notice]).get(notice_id(notice), Progress(Counter()))


def progress_of(session: Session, notices: Sequence[Notice]) -> dict[int, Progress]:
    """How far many notices have come, in one statement; drafts are left out."""
    known = {notice_id(one): one for one in notices}
    confirmed = col(NoticeCopy.confirmed_at).is_not(None)
    statement = (
        select(NoticeCopy.notice_id, Outbox.state, confirmed, func.count())
        .join(Outbox, carried())
        .where(col(NoticeCopy.notice_id).in_(list(known)))
        .group_by(col(NoticeCopy.notice_id), col(Outbox.state), confirmed)
    )
    found: dict[int, Counter[Standing]] = {}
    for number, state, is_confirmed, count in session.exec(statement):
        place = _standing(known[number], Sending(state), confirmed=bool(is_confirmed))
        found.setdefault(number, Counter())[place] += count
    return {number: Progress(counts) for number, counts in found.items()}


def receipts(session: Session, notice: Notice) -> list[Receipt]:
    """Every recipient with what became of their copy, in roster order; in two statements.

    For a unit's copy the person is whom it was brought to.
    """
    reader = func.coalesce(NoticeCopy.person_id, Outbox.sent_to)
    statement = (
        select(NoticeCopy, Outbox, Person, Unit)
        .join(Outbox, carried())
        .outerjoin(Person, col(Person.id) == reader)
        .outerjoin(Unit, col(Unit.id) == col(NoticeCopy.unit_id))
        .where(NoticeCopy.notice_id == notice_id(notice))
        .order_by(col(NoticeCopy.id))
    )
    rows = session.exec(statement).all()
    chats = chats_by_id(session, (copy.chat_id for copy, *_ in rows if copy.chat_id is not None))
    return [
        Receipt(
            copy,
            _standing(notice, row.state, confirmed=copy.confirmed_at is not None),
            row,
            person,
            unit,
            chats.get(copy.chat_id or 0),
        )
        for copy, row, person, unit in rows
    ]


@dataclass(frozen=True)
class UnitReceipts:
    """A unit's recipients by standing; each recipient is counted at one unit only.

    `besides` are those who are counted at another unit and answer for this one as well. `unit` is
    None for group chats.
    """

    unit: Unit | None
    counts: Counter[Standing]
    besides: Counter[Standing]


def per_unit(session: Session, table: Iterable[Receipt]) -> list[UnitReceipts]:
    """A receipt table by unit, in roster order, group chats last: the counts add up to it."""
    rows = list(table)
    counts: dict[int | None, Counter[Standing]] = {}
    besides: dict[int | None, Counter[Standing]] = {}
    for one in rows:
        counts.setdefault(one.copy.unit_id, Counter())[one.standing] += 1
        for unit in one.copy.also:
            besides.setdefault(unit, Counter())[one.standing] += 1
    numbers = {number for number in (*counts, *besides) if number is not None}
    found = [
        UnitReceipts(unit, counts.get(number, Counter()), besides.get(number, Counter()))
        for number, unit in units_by_id(session, numbers).items()
    ]
    if None in counts:
        found.append(UnitReceipts(None, counts[None], Counter()))
    return found


def running(session: Session, office: int) -> list[tuple[Notice, Progress]]:
    """The notices of an office that were sent, the newest first, with how far they have come."""
    statement = select(Notice).where(
        Notice.office_id == office,
        col(Notice.state).in_([*GONE_OUT, NoticeState.WITHDRAWN]),
        col(Notice.sent_at).is_not(None),
    )
    notices = session.exec(statement.order_by(col(Notice.id).desc())).all()
    found = progress_of(session, notices)
    return [(one, found.get(notice_id(one), Progress(Counter()))) for one in notices]
