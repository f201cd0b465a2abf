"""方案报审: the buttons of the examination of plans."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


@dataclass(frozen=True)
class NextPlanPress(Press, code="kn"):
    """Show the plan on which it is the office's turn after this one."""

    filing: int


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
