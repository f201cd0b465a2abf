"""The brief's buttons: its lines opened, a unit, the picture, and claiming a matter."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


class Part(StrEnum):
    """What a line of the brief opens to."""

    CLAIMED = "claimed"
    RED = "red"
    MOVED = "moved"
    SLIPS = "slips"
    PLACES = "places"
    UNITS = "units"


@dataclass(frozen=True)
class BriefPress(Press, code="br"):
    """Show a leader what they answer for, in words."""


@dataclass(frozen=True)
class BriefUnitPress(Press, code="bf"):
    """Show a leader the matters of one of their units, the worst first."""

    unit: int
    page: int


@dataclass(frozen=True)
class BriefPartPress(Press, code="bp"):
    """Open a line of the brief in the pressed message."""

    part: Part
    page: int


@dataclass(frozen=True)
class BriefOpenPress(Press, code="bo"):
    """Open a line of the brief as a new message, since a photo's keys cannot change its text."""

    part: Part


@dataclass(frozen=True)
class BriefPicturePress(Press, code="bv"):
    """Have the brief sent as a picture."""


@dataclass(frozen=True)
class ClaimPress(Press, code="bc"):
    """Claim a matter."""

    matter: int


@dataclass(frozen=True)
class GiveUpPress(Press, code="bz"):
    """Give up the claim on a matter."""

    matter: int
