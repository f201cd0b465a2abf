"""The buttons under a request for an extension."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


@dataclass(frozen=True)
class GrantPress(Press, code="jx"):
    """Put the date off to the day that was asked for."""

    extension: int


@dataclass(frozen=True)
class OtherDayPress(Press, code="jy"):
    """Ask to which other day the date is put off."""

    extension: int


@dataclass(frozen=True)
class RefusePress(Press, code="jz"):
    """Ask why the date stands."""

    extension: int


@dataclass(frozen=True)
class NextExtensionPress(Press, code="jb"):
    """Show the request that waits after this one."""

    extension: int


class CommonRefusal(StrEnum):
    """Reasons for which requests are refused again and again."""

    REASON = "reason"
    FIRM = "firm"
    AGAIN = "again"


@dataclass(frozen=True)
class RefusalPress(Press, code="jo"):
    """Refuse a request for a common reason."""

    extension: int
    why: CommonRefusal
