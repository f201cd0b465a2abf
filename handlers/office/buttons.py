"""The office's buttons, in one place because their pages lead to each other."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.standings.buttons import Size
from models.dispatch.board import Pick


@dataclass(frozen=True)
class DeskPress(Press, code="of"):
    """Show what waits for the office."""


@dataclass(frozen=True)
class WholeDeskPress(Press, code="oa"):
    """Show every kind of work that waits, also what the desk itself has no room for."""


@dataclass(frozen=True)
class NewestBoardPress(Press, code="bn"):
    """Show the board of the month opened last."""


@dataclass(frozen=True)
class BoardPress(Press, code="bd"):
    """Show a month's board."""

    cycle: int


@dataclass(frozen=True)
class ListPress(Press, code="bl"):
    """Show some of a month's units."""

    cycle: int
    pick: Pick
    page: int


@dataclass(frozen=True)
class ExportPress(Press, code="bx"):
    """Send a month's board as a workbook."""

    cycle: int


@dataclass(frozen=True)
class BoardPicturePress(Press, code="be"):
    """Have a month's board sent as a picture."""

    cycle: int
    size: Size


@dataclass(frozen=True)
class UnitPress(Press, code="bu"):
    """Show a unit's return of a month; `pick` and `at` are the list that it was taken from."""

    one: int
    page: int
    pick: Pick = Pick.ALL
    at: int = 0


class Sure(StrEnum):
    """Whether a step that cannot be taken back is only looked at, or meant."""

    ASK = "ask"
    YES = "yes"


@dataclass(frozen=True)
class NudgePress(Press, code="bg"):
    """Remind the unit that owes (0: all of them), after a look at whom it reaches."""

    cycle: int
    unit: int
    sure: Sure


@dataclass(frozen=True)
class QueuePress(Press, code="rq"):
    """Show what waits for a verdict."""

    page: int


@dataclass(frozen=True)
class ReviewPress(Press, code="rv"):
    """Show one card that waits for a verdict."""

    item: int


@dataclass(frozen=True)
class NextPress(Press, code="rn"):
    """Show the card that waits after this one."""

    item: int


@dataclass(frozen=True)
class AcceptPress(Press, code="ra"):
    """Accept this version of a card."""

    item: int
    version: int


@dataclass(frozen=True)
class SendBackPress(Press, code="rb"):
    """Ask why this version of a card is returned."""

    item: int
    version: int


class Common(StrEnum):
    """Reasons for which cards are returned again and again."""

    FIGURES = "figures"
    EVIDENCE = "evidence"
    DETAIL = "detail"
    NOT_MET = "not_met"


@dataclass(frozen=True)
class ReasonPress(Press, code="rr"):
    """Return this version of a card for a common reason."""

    item: int
    version: int
    reason: Common


@dataclass(frozen=True)
class PlainPress(Press, code="rp"):
    """Accept every plain card of a return in one go."""

    one: int


@dataclass(frozen=True)
class FilesPress(Press, code="rf"):
    """Send the photos and files of a card."""

    item: int


class Origin(StrEnum):
    """Where a matter's page was opened, so that one can go back there."""

    NOWHERE = "n"
    UNIT = "u"
    FOUND = "f"
    CARD = "c"
    BRIEF = "b"
    CLAIMED = "k"
    RED = "r"
    MOVED = "v"


@dataclass(frozen=True)
class MatterPress(Press, code="mt"):
    """Show all about a matter; `place` is the return or card it was opened from."""

    matter: int
    page: int
    origin: Origin
    place: int


@dataclass(frozen=True)
class FoundPress(Press, code="fd"):
    """Show the results of a search again."""


class Aside(StrEnum):
    """The side states the office can put a matter into."""

    SUSPENDED = "suspended"
    AWAITING_SUPERIOR = "awaiting_superior"
    TERMINATED = "terminated"


@dataclass(frozen=True)
class AsidePress(Press, code="sa"):
    """Ask for the basis of a side state."""

    matter: int
    state: Aside


@dataclass(frozen=True)
class AsideSurePress(Press, code="sc"):
    """Put the matter into the side state as the message says."""

    matter: int


@dataclass(frozen=True)
class TakeUpPress(Press, code="su"):
    """Bring a matter back from a side state, after a look."""

    matter: int
    sure: Sure
