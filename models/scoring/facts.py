"""The frozen facts of a month's score, unit by unit (DOMAIN §6)."""

from collections.abc import Sequence
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, model_validator

from models.calendar import Month
from models.scoring.fact import Fact
from models.scoring.item_facts import InspectionFact, SlipFact, UpdateFact
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.point_facts import FaultFact, MeritFact
from models.units import Cohort

Kind = TypeVar("Kind", bound=Fact)


def _month(text: str) -> str:
    return str(Month.parse(text))


class UnitFacts(Fact):
    """Everything a unit is scored by in one month.

    `milestones`: those due in the month, earlier ones that were open when it began, and those that
    would have been due but are put off or set aside: the score says why they are out. Of a group,
    `field` are the milestones of other units' matters in its field, each once and as its lead
    unit's part; the group's own stand in `milestones` only. Elsewhere `field` is empty.
    """

    code: str
    name: str
    cohort: Cohort
    position: int = 0
    milestones: tuple[MilestoneFact, ...] = ()
    field: tuple[MilestoneFact, ...] = ()
    inspections: tuple[InspectionFact, ...] = ()
    slips: tuple[SlipFact, ...] = ()
    updates: tuple[UpdateFact, ...] = ()
    merits: tuple[MeritFact, ...] = ()
    faults: tuple[FaultFact, ...] = ()

    @model_validator(mode="after")
    def _only_groups_have_a_field(self) -> Self:
        if self.field and self.cohort is not Cohort.GROUP:
            raise ValueError(f"{self.code}: only a group has a field")
        return self

    def in_order(self) -> Self:
        """The same facts in one fixed order, since theirs means nothing."""
        lists = {
            "milestones": _sorted(self.milestones),
            "field": _sorted(self.field),
            "inspections": _sorted(self.inspections),
            "slips": _sorted(self.slips),
            "updates": _sorted(self.updates),
            "merits": _sorted(self.merits),
            "faults": _sorted(self.faults),
        }
        return self.model_copy(update=lists)


class MonthFacts(Fact):
    """The facts of all units of an office for one month, which is written 2026-11."""

    month: Annotated[str, AfterValidator(_month)]
    units: tuple[UnitFacts, ...]

    def in_order(self) -> Self:
        """The same facts in one fixed order, units by their code."""
        units = sorted((unit.in_order() for unit in self.units), key=lambda unit: unit.code)
        return self.model_copy(update={"units": tuple(units)})


def _sorted(facts: Sequence[Kind]) -> tuple[Kind, ...]:
    return tuple(sorted(facts, key=lambda fact: fact.model_dump_json()))
