"""The buttons of superior documents: the lists, one of them, and whether a plan is needed."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from models.documents.documents import Need
from models.units import Cohort


@dataclass(frozen=True)
class DocumentsPress(Press, code="dl"):
    """Show the documents of an office."""

    page: int


@dataclass(frozen=True)
class DocumentPress(Press, code="do"):
    """Show a document with its units."""

    document: int
    page: int


@dataclass(frozen=True)
class OwnDutiesPress(Press, code="dm"):
    """Show the documents that the units of a person have to act on."""

    page: int


@dataclass(frozen=True)
class DutyPress(Press, code="du"):
    """Show what one unit has to do about a document."""

    duty: int


class Group(StrEnum):
    """The undecided units of a document that are meant: all of them, or those of a cohort."""

    ALL = "all"
    DISTRICT = "district"
    ZONE = "zone"
    DEPARTMENT = "department"
    GROUP = "group"
    TOWN = "town"
    GRASSROOTS = "grassroots"

    def holds(self, cohort: Cohort) -> bool:
        """Whether a unit of this cohort is meant."""
        return self is Group.ALL or self.value == cohort.value


@dataclass(frozen=True)
class UndecidedPress(Press, code="dw"):
    """Show the units of a document about which nobody has decided."""

    document: int


@dataclass(frozen=True)
class NeedPress(Press, code="dn"):
    """Ask for the date (yes) or the reason (no); `duty` 0: about the undecided of a group."""

    document: int
    duty: int
    group: Group
    need: Need


@dataclass(frozen=True)
class NeedDayPress(Press, code="dg"):
    """A local plan is needed by the document's own day."""

    document: int
    duty: int
    group: Group
