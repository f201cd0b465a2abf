"""The buttons by which a slip is withdrawn."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


class Why(StrEnum):
    """Reasons for which slips are withdrawn again and again; `text` stands in the message."""

    WRONG_UNIT = "unit"
    WRONG_FACTS = "facts"
    DONE = "done"
    AGAIN = "again"
    TEXT = "text"


@dataclass(frozen=True)
class WithdrawPress(Press, code="hw"):
    """Ask why a slip is withdrawn."""

    slip: int


@dataclass(frozen=True)
class WithdrawWhyPress(Press, code="hr"):
    """Withdraw a slip for a reason, after a look at what that means."""

    slip: int
    why: Why
    sure: Sure
