"""What a granted appeal changes: one frozen fact, in one of a few ways (DOMAIN §6)."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from models.refusals import Reason, Refused
from models.scoring.fact import Fact
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.item_facts import SlipFact, Updated, UpdateFact
from models.scoring.lines import AnyFact
from models.scoring.milestone_facts import MilestoneFact

LISTS = ("milestones", "field", "inspections", "slips", "updates", "merits", "faults")
"""Where a unit's facts stand."""


class Remedy(StrEnum):
    """What is done about a line: it counts as on time, as late, or not at all."""

    ON_TIME = "on_time"
    LATE = "late"
    LEFT_OUT = "left_out"


def line_of(fact: Fact) -> str:
    """The text by which a fact is named in an appeal."""
    return fact.model_dump_json()


def corrected(facts: MonthFacts, code: str, line: str, remedy: Remedy) -> MonthFacts:
    """The facts with one fact of one unit corrected.

    Refused(GONE) when it is not among them, Refused(NOT_A_REMEDY) when it cannot be corrected so.
    """
    units = {unit.code: unit for unit in facts.units}
    unit = units.get(code)
    if unit is None:
        raise Refused(Reason.GONE)
    units[code] = _in_unit(unit, line, remedy)
    return facts.model_copy(update={"units": tuple(units.values())}).in_order()


def fact_of(unit: UnitFacts, line: str) -> AnyFact:
    """The fact that a line's text names; Refused(GONE) when it is not among the unit's."""
    name, at = _place(unit, line)
    fact: AnyFact = getattr(unit, name)[at]
    return fact


def _place(unit: UnitFacts, line: str) -> tuple[str, int]:
    """In which list of a unit's facts one stands, and where in it; Refused(GONE)."""
    for name in LISTS:
        for at, fact in enumerate(getattr(unit, name)):
            if line_of(fact) == line:
                return name, at
    raise Refused(Reason.GONE)


def remedies(fact: Fact) -> tuple[Remedy, ...]:
    """What can be done about a fact."""
    if isinstance(fact, MilestoneFact | SlipFact | UpdateFact):
        return tuple(Remedy)
    return (Remedy.LEFT_OUT,)


def _in_unit(unit: UnitFacts, line: str, remedy: Remedy) -> UnitFacts:
    name, at = _place(unit, line)
    known: tuple[Fact, ...] = getattr(unit, name)
    put = () if remedy is Remedy.LEFT_OUT else (mended(known[at], remedy),)
    return unit.model_copy(update={name: (*known[:at], *put, *known[at + 1 :])})


def mended(fact: Fact, remedy: Remedy) -> Fact:
    """A fact as it counts on time, or late; Refused(NOT_A_REMEDY) for one that is never either."""
    if isinstance(fact, MilestoneFact):
        values: dict[str, Any] = _milestone(fact, remedy)
    elif isinstance(fact, SlipFact):
        values = _slip(fact, remedy)
    elif isinstance(fact, UpdateFact):
        late = Updated.BY_CUTOFF if remedy is Remedy.LATE else Updated.BY_DUE
        values = {"updated": late}
    else:
        raise Refused(Reason.NOT_A_REMEDY)
    return type(fact).model_validate(fact.model_dump() | values)


def _milestone(fact: MilestoneFact, remedy: Remedy) -> dict[str, Any]:
    """One day late is late by any scheme; what came too late would still earn nothing."""
    at = fact.handed_in_at or _on(fact.due_on)
    late = 0 if remedy is Remedy.ON_TIME else 1
    return {"handed_in_at": at, "late_days": late, "before_cutoff": True, "falsified": False}


def _slip(fact: SlipFact, remedy: Remedy) -> dict[str, Any]:
    at = fact.answered_at or _on(fact.due_on)
    if remedy is Remedy.LATE:
        return {"answered_at": at, "in_time": False}
    return {"answered_at": at, "in_time": True, "returns": 0}


def _on(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)
