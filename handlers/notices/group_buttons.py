"""The buttons of the groups of an office's own making."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


@dataclass(frozen=True)
class GroupsPress(Press, code="mg"):
    """Show the groups of the office's own making."""

    page: int


class GroupDeed(StrEnum):
    """What is done with a group."""

    SHOW = "s"
    EMPTY = "e"
    DROP = "d"
    SURELY = "y"


@dataclass(frozen=True)
class GroupPress(Press, code="mh"):
    """Show a group, empty it, or use it no longer."""

    group: int
    deed: GroupDeed
