"""A unit as a roster wants it, beside what is stored of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from models.units import Cohort, Unit
from models.workbooks.cells import tidy
from models.workbooks.lines import Line
from models.workbooks.previews import Change


class UnitItem(NamedTuple):
    """A unit that is new or changes; ids below zero are new units of the same preview."""

    id: int
    code: str
    name: str
    cohort: Cohort
    parent: int | None
    depth: int


@dataclass(slots=True)
class PlannedUnit:
    """A unit as the roster wants it. `id` is negative while it is new; `line` named it first."""

    id: int
    name: str
    code: str
    cohort: Cohort
    parent: int | None
    stored: Unit | None
    line: Line | None = None
    says: dict[str, tuple[object, int]] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from what is stored."""
        if self.stored is None:
            return ()
        pairs = (
            ("unit", tidy(self.stored.name), self.name),
            ("code", tidy(self.stored.code), self.code),
            ("cohort", self.stored.cohort, self.cohort),
            ("parent", self.stored.parent_id, self.parent),
        )
        return tuple(Change(name, old, new) for name, old, new in pairs if old != new)
