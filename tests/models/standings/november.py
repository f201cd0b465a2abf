"""A November to be scored: a small town whose units say things, and an office that judges them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from models.calendar import Month
from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import answer, hand_in, rest_unchanged
from models.dispatch.progress import Said, Saying, Source
from models.dispatch.returns import Item, Return, items_of
from models.dispatch.reviews import accept, send_back
from models.matters.ledger import Matter, Milestone, matter_id
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.gathering import gather
from models.standings.rules import StandingRules
from models.standings.runs import Run
from models.units import Unit
from tests.models.round import MONTHS, NOVEMBER, open_month
from tests.scheduler.city import AROUND, BEFORE, Town, add_matter, at, found

CALENDAR = AROUND.calendar
SCHEME, RULES = Scheme(), StandingRules()
OPENED = at("2026-11-20 09:00")
IN_TIME = at("2026-11-25 10:00")
LATE = at("2026-12-02 10:00")
CUTOFF = at("2026-12-03 18:00")
AFTER = at("2026-12-04 10:00")
DUE = date(2026, 11, 27)
DONE = Said(Saying.DONE, note="issued")


@dataclass
class Office:
    """Eve is the director beside Dan, the clerk; matters are added before the month is opened."""

    session: Session
    town: Town
    eve: Person
    cycle: Cycle | None = None

    def matter(self, number: int, due_on: date = DUE, unit: Unit | None = None) -> Matter:
        """One more matter of water's, or of another unit's."""
        return add_matter(self.session, number, unit or self.town.water, due_on)

    def step(self, matter: Matter, due_on: date, title: str = "Draft") -> Milestone:
        """A milestone of a matter."""
        made = Milestone(matter_id=matter_id(matter), title=title, due_on=due_on)
        self.session.add(made)
        self.session.flush()
        return made

    def open(self, month: Month = NOVEMBER, now: datetime = OPENED) -> Cycle:
        """Open a month."""
        self.cycle = open_month(self.session, self.town, month, now)
        return self.cycle

    def says(self, matter: Matter, said: Said, now: datetime, by: Person | None = None) -> Item:
        """The lead unit says something of a matter, nothing new of the rest, and hands it in."""
        assert self.cycle
        one = self.session.exec(
            select(Return).where(
                Return.cycle_id == self.cycle.id, Return.unit_id == matter.lead_unit_id
            )
        ).one()
        source = Source(person_id(by or self.town.alice), now)
        cards = items_of(self.session, one.id or 0)
        (card,) = [card for card in cards if card[1].id == matter.id]
        answer(self.session, one, card, said, source, MONTHS)
        if one.submitted_at is None:
            self._rest(one, source)
            hand_in(self.session, one, source, MONTHS)
        self.session.flush()
        return card[0]

    def says_late(self) -> Item:
        """November is opened, and of one matter everything is said two days late."""
        matter = self.matter(9)
        self.open()
        return self.says(matter, DONE, LATE)

    def _rest(self, one: Return, source: Source) -> None:
        for item, _ in items_of(self.session, one.id or 0):
            item.pressing = False
        rest_unchanged(self.session, one, source)

    def accepts(self, item: Item, now: datetime, by: Person | None = None) -> None:
        """The office accepts what was said."""
        matter = self.session.get_one(Matter, item.matter_id)
        accept(self.session, item, matter, person_id(by or self.town.dan), CALENDAR, now)
        self.session.flush()

    def returns(self, item: Item, now: datetime) -> None:
        """The office gives it back."""
        matter = self.session.get_one(Matter, item.matter_id)
        send_back(self.session, item, matter, "not yet", person_id(self.town.dan), now)
        self.session.flush()

    def facts(self, unit: Unit | None = None, month: Month = NOVEMBER) -> UnitFacts:
        """What a unit is scored by."""
        code = (unit or self.town.water).code
        return next(one for one in self.gathered(month).units if one.code == code)

    def gathered(self, month: Month = NOVEMBER) -> MonthFacts:
        """The facts of a month."""
        assert self.cycle
        self.session.flush()
        return gather(self.session, self.town.office, month, self.cycle, CALENDAR)

    def compute(self, now: datetime = CUTOFF, by: Person | None = None) -> Run:
        """Score November."""
        self.session.flush()
        computed = by.id if by else None
        office = self.town.office
        return compute(self.session, office, NOVEMBER, SCHEME, RULES, CALENDAR, computed, now)


def settle(session: Session) -> Office:
    """Found the town; its own matters are due at the year's end."""
    town = found(session)
    eve = add_person(session, "Eve", "en")
    eve.telegram_id = 105
    appoint(session, eve, town.office, Role.DIRECTOR, None, BEFORE)
    return Office(session, town, eve)
