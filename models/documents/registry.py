"""The office's register of superior documents: who keeps it by which rules, and an entry in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from models.blank import is_blank
from models.calendar import Calendar
from models.documents.dates import StepDates
from models.documents.documents import Level, Need, Step
from models.refusals import Reason, Refused
from models.rules import Rules
from models.units import Unit


@dataclass(frozen=True)
class Registry:
    """An office at its register: by which rules it goes, who does it, and when.

    `titles` are the words of the office for the steps, as they stand in the ledger.
    """

    session: Session
    office: Unit
    rules: Rules
    calendar: Calendar
    titles: Mapping[Step, str]
    by: int | None
    now: datetime

    @property
    def today(self) -> date:
        """The office's day."""
        return self.calendar.today(self.now)


@dataclass(frozen=True)
class Entry:
    """What is registered about a document; `units` says of each, by id, if it needs a local plan.

    `basis` is the reason where that is known from the start.
    """

    number: str
    title: str
    level: Level
    received_on: date
    dates: StepDates
    units: Mapping[int, Need] = field(default_factory=dict)
    needs_filing: bool = True
    basis: str = ""

    def check(self) -> None:
        """Refused when something is missing or its dates run backwards."""
        if is_blank(self.number):
            raise Refused(Reason.DOCUMENT_NUMBER_NEEDED)
        if is_blank(self.title):
            raise Refused(Reason.DOCUMENT_TITLE_NEEDED)
        if not self.units:
            raise Refused(Reason.UNITS_NEEDED)
        self.dates.check(self.received_on)
