"""A return laid open: its cards with their matters, milestones and what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.cycles import Cycle
from models.dispatch import Item, Mark, Return
from models.lights import next_date
from models.matters import OPEN_STATES, Matter, Milestone
from models.progress import Progress, Saying
from models.refusals import Reason, Refused
from models.returns import HANDED_IN, Tally, tally
from models.units import Unit


@dataclass
class Card:
    """One matter of a return: its milestones by date, and the newest version of what is said."""

    item: Item
    matter: Matter
    steps: Sequence[Milestone]
    said: Progress | None

    @property
    def id(self) -> int:
        """The item's id."""
        return self.item.id or 0

    @property
    def waiting(self) -> bool:
        """Whether the unit has to say something about it."""
        return self.item.mark in {Mark.OPEN, Mark.RETURNED}

    @property
    def percent(self) -> int:
        """The figure that stands: this month's, or last month's."""
        return self.said.percent if self.said else self.item.last_percent

    @property
    def version(self) -> int:
        """Which version a reader has before them; 0 when nothing is said yet."""
        return self.said.version if self.said else 0

    @property
    def open_steps(self) -> list[Milestone]:
        """The milestones not yet reached, by date."""
        return [step for step in self.steps if step.done_on is None]

    @property
    def next_date(self) -> date:
        """The earliest date still to be met."""
        return next_date(self.matter, self.steps)

    @property
    def open(self) -> bool:
        """Whether something can be said about it: it is in the round, or closing by this return."""
        return self.matter.state in OPEN_STATES or self.item.mark in {
            Mark.DRAFTED,
            Mark.SUBMITTED,
            Mark.CORRECTION,
        }


@dataclass
class Sheet:
    """One unit's return of a month with every card in it."""

    one: Return
    cycle: Cycle
    unit: Unit
    cards: Sequence[Card]

    @property
    def id(self) -> int:
        """The return's id."""
        return self.one.id or 0

    @property
    def tally(self) -> Tally:
        """How far it is."""
        return tally([(card.item, card.matter) for card in self.cards])

    @property
    def waiting(self) -> list[Card]:
        """The cards that need a word from the unit."""
        return [card for card in self.cards if card.waiting]

    @property
    def singly(self) -> list[Card]:
        """The waiting cards that 其余无变化 does not cover: due, overdue or returned."""
        return [c for c in self.waiting if c.item.pressing or c.item.mark is Mark.RETURNED]

    def card(self, item: int) -> Card:
        """The card of an item; Refused(GONE) when it is not in this return any more."""
        for card in self.cards:
            if card.id == item:
                return card
        raise Refused(Reason.GONE)

    def place(self, card: Card) -> int:
        """Where a card lies, from 1."""
        return self.cards.index(card) + 1

    def beside(self, card: Card, step: int) -> Card:
        """The card so many places on, or back; after the last comes the first."""
        return self.cards[(self.cards.index(card) + step) % len(self.cards)]

    def next_waiting(self, after: Card | None) -> Card | None:
        """The next card that needs a word, beginning again at the first; None when all have one."""
        start = self.cards.index(after) + 1 if after else 0
        return next((c for c in [*self.cards[start:], *self.cards[:start]] if c.waiting), None)

    def saying(self, *kinds: Saying) -> list[Card]:
        """The handed-in cards that say one of these things."""
        return [
            card
            for card in self.cards
            if card.said and card.said.saying in kinds and card.item.mark in HANDED_IN
        ]


def look(session: Session, return_id: int) -> Sheet:
    """A return laid open for reading, in three statements; Refused(GONE) when there is none."""
    return _laid_open(session, _head().where(Return.id == return_id))


def take(session: Session, return_id: int) -> Sheet:
    """The same for writing: two persons at one return wait for each other."""
    return _laid_open(session, _locked(_head().where(Return.id == return_id)))


def take_with(session: Session, item: int) -> Sheet:
    """The return a card lies in, for writing; Refused(GONE) when there is no such card."""
    statement = _head().join(Item, col(Item.return_id) == col(Return.id)).where(Item.id == item)
    return _laid_open(session, _locked(statement))


def look_with(session: Session, item: int) -> Sheet:
    """The return a card lies in, for reading; Refused(GONE) when there is no such card."""
    statement = _head().join(Item, col(Item.return_id) == col(Return.id)).where(Item.id == item)
    return _laid_open(session, statement)


def _head() -> Any:
    return (
        select(Return, Cycle, Unit)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Return.unit_id))
    )


def _locked(statement: Any) -> Any:
    return statement.with_for_update(of=Return)


def _laid_open(session: Session, head: "SelectOfScalar[Any]") -> Sheet:
    found = session.exec(head).first()
    if found is None:
        raise Refused(Reason.GONE)
    one, cycle, unit = found
    return Sheet(one, cycle, unit, _cards(session, one.id))


def _cards(session: Session, return_id: int) -> list[Card]:
    rows = session.exec(
        select(Item, Matter, Progress)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .outerjoin(Progress, col(Progress.id) == col(Item.progress_id))
        .where(Item.return_id == return_id)
        .order_by(col(Item.position))
    ).all()
    steps: dict[int, list[Milestone]] = {}
    milestones = (
        select(Milestone)
        .join(Item, col(Item.matter_id) == col(Milestone.matter_id))
        .where(Item.return_id == return_id)
        .order_by(col(Milestone.due_on), col(Milestone.id))
    )
    for step in session.exec(milestones):
        steps.setdefault(step.matter_id, []).append(step)
    cards = [Card(item, matter, steps.get(item.matter_id, []), said) for item, matter, said in rows]
    return [card for card in cards if card.item.mark is not Mark.OPEN or card.open]
