"""The buttons of the form by which a superior document is registered."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from handlers.buttons import Press
from models.units import Cohort


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
class RegisterDocumentPress(Press, code="dr"):
    """Register what the form says."""

    sheet: int
