"""A month that is open in the small town: a return to answer, and who answers it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.calendar import Month
from models.dispatch.cycles import Cycle
from models.dispatch.opening import open_cycle
from models.dispatch.progress import Source
from models.dispatch.returns import Return
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Card, Sheet
from models.people.posts import person_id
from models.units import unit_id
from tests.scheduler.city import AROUND, RULES, Town, at, found

NOVEMBER = Month(2026, 11)
OPENED = at("2026-11-20 09:00")
IN_TIME = at("2026-11-25 10:00")
LATE = at("2026-12-01 10:00")
AFTER = at("2026-12-04 10:00")
MONTHS = RULES.dispatch.unchanged_months


@dataclass(frozen=True)
class Round:
    """The town in November, seen by Alice, who answers for water with two matters."""

    session: Session
    town: Town
    cycle: Cycle

    def sheet(self) -> Sheet:
        """Water's return as it is now."""
        self.session.flush()
        self.session.expire_all()
        wanted = select(Return).where(
            Return.unit_id == unit_id(self.town.water), Return.cycle_id == self.cycle.id
        )
        return look(self.session, self.session.exec(wanted).one().id or 0)

    def card(self, number: str) -> Card:
        """One of its cards."""
        return next(card for card in self.sheet().cards if card.matter.number == number)

    def alice(self, now: datetime = IN_TIME, update: int | None = None) -> Source:
        """Alice says something."""
        return Source(person_id(self.town.alice), now, update_id=update)


def begin(session: Session) -> Round:
    """Found the town and open November."""
    town = found(session)
    return Round(session, town, open_month(session, town, NOVEMBER, OPENED))


def open_month(session: Session, town: Town, month: Month, now: datetime) -> Cycle:
    """Open one more month."""
    cycle = open_cycle(session, town.office, month, AROUND.calendar, RULES.dispatch, now)
    assert cycle
    return cycle
