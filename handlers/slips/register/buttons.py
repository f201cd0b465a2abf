"""The buttons of the register of slips that lead nowhere else."""

from dataclasses import dataclass

from handlers.buttons import Press
from handlers.slips.buttons import Form, KindPick
from models.slips.register import Shelf


@dataclass(frozen=True)
class ShelvesPress(Press, code="hs"):
    """Show the shelves of the register with how much stands on each."""


@dataclass(frozen=True)
class ByUnitPress(Press, code="hu"):
    """Ask for the letters of a unit, or for the number of a slip."""


@dataclass(frozen=True)
class RegisterFilePress(Press, code="hx"):
    """Send a part of the register as a workbook; `unit` 0: of all units."""

    shelf: Shelf
    kind: KindPick
    unit: int


@dataclass(frozen=True)
class OfficePaperPress(Press, code="hp"):
    """Send the document of a slip to the office's reader."""

    slip: int
    form: Form
