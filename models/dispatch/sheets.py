"""A return laid open: its cards with their matters, milestones and what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import HANDED_IN, Tally, tally
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Mark, Return
from models.matters.ledger import OPEN_STATES, Matter, Milestone
from models.matters.lights import next_date
from models.refusals import Reason, Refused
from models.units import Unit


@dataclass(eq=False)
class Card:
    """One matter of a return: its milestones by date, and the newest version of what is said.

    `files` counts photos and files on it; `last_words` is what was last handed in, in whichever
    earlier month.
    """

    item: Item
    matter: Matter
    steps: Sequence[Milestone]
    said: Progress | None
    files: int = 0
    last_words: str = ""

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


@dataclass(eq=False)
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
