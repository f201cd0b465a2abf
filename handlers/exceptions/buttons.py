"""The buttons of the exception list."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


class Trouble(StrEnum):
    """The kinds of exceptions."""

    UNDELIVERED = "undelivered"
    UNANSWERED = "unanswered"
    UNLINKED = "unlinked"
    BLOCKED = "blocked"
    UPDATES = "updates"
    BOARDS = "boards"


@dataclass(frozen=True)
class ExceptionsPress(Press, code="ex"):
    """Show the exception list."""


@dataclass(frozen=True)
class TroublePress(Press, code="et"):
    """Show one kind of exceptions."""

    what: Trouble
    page: int


@dataclass(frozen=True)
class MessagePress(Press, code="em"):
    """Show a message that did not arrive for certain."""

    row: int


@dataclass(frozen=True)
class ResendPress(Press, code="er"):
    """Send such a message again; where it may be there already, after a look."""

    row: int
    sure: Sure


@dataclass(frozen=True)
class DismissPress(Press, code="ed"):
    """Take such a message off the list."""

    row: int


@dataclass(frozen=True)
class UpdatePress(Press, code="eu"):
    """Show an update that was not handled."""

    number: int


@dataclass(frozen=True)
class RetryPress(Press, code="ey"):
    """Handle such an update again."""

    number: int


@dataclass(frozen=True)
class PutAwayPress(Press, code="ep"):
    """Take such an update off the list."""

    number: int
