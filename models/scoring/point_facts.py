"""What earns a bonus and what is deducted, as facts (DOMAIN §6 G, D)."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.scoring.fact import Fact


class Merit(StrEnum):
    """What earns a bonus."""

    PILOT = "pilot"
    EARLY = "early"
    RISK = "risk"


class MeritFact(Fact):
    """A pilot accepted, a completion verified, or a risk confirmed in the month, each once.

    `working_days_ahead` says of a risk how long before the date it was reported.
    """

    kind: Merit
    subject: str
    on: date
    basis: str = ""
    working_days_ahead: Annotated[int, Field(ge=0)] = 0


class Fault(StrEnum):
    """What is deducted."""

    REMINDER = "reminder"
    ORDER = "order"
    FURTHER_RETURN = "further_return"
    FALSIFICATION = "falsification"


class FaultFact(Fact):
    """One thing that is deducted: a slip issued, a return decided, a falsification proven.

    `subject` is the matter it is about (or the slip, of one that is about no matter); `basis` is
    what it rests on, such as the slip's number. A further return is the second or any later one of
    the same answer: the first is none. A proven falsification is given beside `falsified` at each
    milestone it touches: the points are deducted once for it, however many those are.
    """

    kind: Fault
    subject: str
    basis: str
    on: date
