"""What was asked of each unit in a month, from rows that exist and nothing else (DOMAIN §7).

Scores never read any of it. What leaves no row (reading, turning pages, looking something up) is
not known and not guessed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from models.burden.causes import Cause, cause_of
from models.burden.rules import BurdenRules
from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress, Saying, Way
from models.dispatch.returns import Item, Return
from models.outbox import Outbox, Sending, Urgency
from models.parts import asked_by
from models.people.posts import OFFICE_ROLES, Post
from models.slips.answers import SlipAnswer
from models.slips.slips import Slip
from models.units import Unit, unit_id


@dataclass
class UnitBurden:
    """A unit's month.

    `messages` went out to its people unasked, by cause; answers to what they did are not counted.
    `cards` were asked in the month's round; `fields` were filled in on those that were not answered
    by 无变化: percentage, words, help wanted, milestones. `inputs` are the taps, texts and files
    that left an entry: on cards, handing in, receipts and answers of slips. What came on paper and
    was typed in by the office is no input of the unit.
    """

    unit: Unit
    messages: Counter[Cause] = field(default_factory=Counter)
    cards: int = 0
    fields: int = 0
    inputs: int = 0

    @property
    def told(self) -> int:
        """All messages."""
        return self.messages.total()

    def over(self, caps: BurdenRules) -> bool:
        """Whether any of the caps is exceeded."""
        return self.told > caps.messages or self.fields > caps.fields or self.inputs > caps.inputs


@dataclass(frozen=True)
class _Span:
    """A month of an office, in moments."""

    session: Session
    office: Unit
    month: Month
    begin: datetime
    end: datetime

    def holds(self, moment: Any) -> ColumnElement[bool]:
        """The condition that a moment lies in the month."""
        return (col(moment) >= self.begin) & (col(moment) < self.end)


def burdens(session: Session, office: Unit, month: Month, calendar: Calendar) -> list[UnitBurden]:
    """Every unit an office asks, in roster order; the statements do not grow with the units."""
    begin = calendar.at(month.first, time(0))
    span = _Span(session, office, month, begin, calendar.at(month.plus(1).first, time(0)))
    units = session.exec(
        select(Unit).where(asked_by(session, office)).order_by(col(Unit.position))
    ).all()
    found = {unit_id(unit): UnitBurden(unit) for unit in units}
    for unit, kind, count in _messages(span):
        if unit in found:
            found[unit].messages[cause_of(kind)] += count
    for unit, cards, fields in _cards(span):
        if unit in found:
            found[unit].cards, found[unit].fields = cards, fields
    for unit, count in _inputs(span):
        if unit in found:
            found[unit].inputs += count
    return list(found.values())


def heaviest_first(found: list[UnitBurden], caps: BurdenRules) -> list[UnitBurden]:
    """Those over a cap first, then by how much was asked; roster order among equals."""
    return sorted(found, key=lambda one: (not one.over(caps), -one.told - one.fields - one.inputs))


def _messages(span: _Span) -> Iterator[tuple[int, str, int]]:
    """Unit, kind and number of what was sent; to a person, it counts at each of their units."""
    statement = (
        select(
            col(Outbox.unit_id),
            func.coalesce(col(Outbox.sent_to), col(Outbox.person_id)),
            col(Outbox.kind),
            func.count(),
        )
        .where(
            Outbox.state == Sending.SENT,
            col(Outbox.repeatable).is_(False),  # an edit or a deletion is no message
            col(Outbox.urgency) > int(Urgency.ANSWER),
            span.holds(Outbox.sent_at),
        )
        .group_by(
            col(Outbox.unit_id),
            func.coalesce(col(Outbox.sent_to), col(Outbox.person_id)),
            col(Outbox.kind),
        )
    )
    units = _units_of_people(span)
    for unit, person, kind, count in span.session.exec(statement):
        for one in [unit] if unit else sorted(units.get(person or 0, ())):
            yield one, kind, count


def _units_of_people(span: _Span) -> Mapping[int, set[int]]:
    """The units for which each person held a post in the month."""
    statement = select(col(Post.person_id), col(Post.unit_id)).where(
        col(Post.role).not_in(OFFICE_ROLES),
        col(Post.since) < span.end,
        or_(col(Post.until).is_(None), col(Post.until) > span.begin),
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person, unit in span.session.exec(statement):
        found[person].add(unit)
    return found


def _in_round(span: _Span) -> ColumnElement[bool]:
    return (col(Cycle.office_id) == span.office.id) & (col(Cycle.month) == str(span.month))


def _cards(span: _Span) -> Iterator[tuple[int, int, int]]:
    """Unit, cards and fields of the month's round."""
    statement = (
        select(col(Return.unit_id), Progress)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Item, col(Item.return_id) == col(Return.id))
        .outerjoin(Progress, col(Progress.id) == col(Item.progress_id))
        .where(_in_round(span))
    )
    cards, fields = Counter[int](), Counter[int]()
    for unit, said in span.session.exec(statement):
        cards[unit] += 1
        fields[unit] += _filled(said)
    yield from ((unit, count, fields[unit]) for unit, count in cards.items())


def _filled(said: Progress | None) -> int:
    """How many fields an answer holds; none without an answer and none with 无变化."""
    if said is None or said.saying is Saying.NO_CHANGE:
        return 0
    percent = said.saying is not Saying.DONE
    return percent + bool(said.note) + bool(said.help_wanted) + said.reaches


def _inputs(span: _Span) -> Iterator[tuple[int, int]]:
    """Unit and number of what its people sent that left an entry."""
    cards = (
        select(col(Return.unit_id), func.count(func.distinct(col(Progress.update_id))))
        .join(Item, col(Item.return_id) == col(Return.id))
        .join(Progress, col(Progress.item_id) == col(Item.id))
        .where(span.holds(Progress.said_at), Progress.way != Way.PAPER)
    )
    handed = select(col(Return.unit_id), func.count()).where(
        span.holds(Return.submitted_at), col(Return.on_paper).is_(False)
    )
    received = select(col(Slip.unit_id), func.count()).where(
        span.holds(Slip.received_at), col(Slip.received_by).is_not(None)
    )
    answered = (
        select(col(Slip.unit_id), func.count())
        .join(SlipAnswer, col(SlipAnswer.slip_id) == col(Slip.id))
        .where(span.holds(SlipAnswer.submitted_at))
    )
    for statement in (cards, handed):
        yield from span.session.exec(statement.group_by(col(Return.unit_id)))
    for statement in (received, answered):
        yield from span.session.exec(statement.group_by(col(Slip.unit_id)))
