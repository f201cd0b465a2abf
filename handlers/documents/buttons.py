"""The buttons of superior documents and of the examination of plans."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

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


class Asked(IntEnum):
    """What a text at a form is taken for; stored with the question."""

    FORM = 0
    NUMBER = 1
    TITLE = 2
    RECEIVED = 3
    UNITS = 4
    CONVEY = 5
    STUDY = 6
    PLAN = 7


class Field(StrEnum):
    """What is asked for by text at a form; the names of the columns of a list."""

    NUMBER = "document_number"
    TITLE = "document_title"
    RECEIVED = "received_on"
    UNITS = "document_units"
    CONVEY = "convey_by"
    STUDY = "study_by"
    PLAN = "plan_by"


class Switch(StrEnum):
    """What a tap turns on to the next of its values at a form."""

    LEVEL = "level"
    NEED = "need"
    FILING = "filing"
    SLIPS = "slips"


@dataclass(frozen=True)
class SheetPress(Press, code="df"):
    """Show the form of a document that is being registered."""

    sheet: int


@dataclass(frozen=True)
class FieldPress(Press, code="dq"):
    """Ask for one field of the form."""

    sheet: int
    field: Field


@dataclass(frozen=True)
class SwitchPress(Press, code="ds"):
    """Turn a field of the form to its next value."""

    sheet: int
    switch: Switch


@dataclass(frozen=True)
class SheetCohortPress(Press, code="dc"):
    """Put all units of a cohort into the form, or take them out."""

    sheet: int
    cohort: Cohort


@dataclass(frozen=True)
class SheetUnitPress(Press, code="dt"):
    """Put a unit into the form, or take it out."""

    sheet: int
    unit: int


@dataclass(frozen=True)
class PreviewPress(Press, code="dv"):
    """Show what would be registered."""

    sheet: int


@dataclass(frozen=True)
class RegisterPress(Press, code="dr"):
    """Register what the form says."""

    sheet: int


@dataclass(frozen=True)
class PlansPress(Press, code="kq"):
    """Show the plans on which it is the office's turn."""

    page: int


@dataclass(frozen=True)
class PlanPress(Press, code="kf"):
    """Show the examination of a unit's plan, to the unit or to the office."""

    duty: int


@dataclass(frozen=True)
class SubmitPlanPress(Press, code="ks"):
    """Hand the plan in as it stands in this version."""

    version: int


@dataclass(frozen=True)
class PlanFilesPress(Press, code="kt"):
    """Send the files of a version."""

    version: int


class Deed(StrEnum):
    """What the office does with a plan."""

    CLEAR = "clear"
    RETURN = "return"
    APPROVE = "approve"
    FILE = "file"


@dataclass(frozen=True)
class PlanDeedPress(Press, code="kv"):
    """Do it to this version of a plan, or ask for what it needs."""

    filing: int
    version: int
    deed: Deed
