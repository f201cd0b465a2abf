"""The buttons of a slip that is being written by hand."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure
from handlers.slips.buttons import Form
from models.slips.rungs import SlipKind
from models.units import Cohort


class Place(StrEnum):
    """The pages of a manuscript."""

    FORM = "f"
    ABOUT = "a"
    UNITS = "u"
    DEMAND = "d"
    LIMIT = "l"
    BASIS = "b"
    PREVIEW = "p"


class Asked(IntEnum):
    """What a text at a manuscript is taken for; stored with the question."""

    ABOUT = 0
    UNITS = 1
    DEMAND = 2
    LIMIT = 3
    BASIS = 4
    PREVIEW = 5
    SEND = 6


@dataclass(frozen=True)
class WriteAboutPress(Press, code="wm"):
    """Write a slip about a matter."""

    matter: int


@dataclass(frozen=True)
class ManuscriptPress(Press, code="wp"):
    """Show a page of a manuscript; `page` counts its units."""

    paper: int
    place: Place
    page: int


@dataclass(frozen=True)
class KindPress(Press, code="wk"):
    """Make it another kind of slip."""

    paper: int
    kind: SlipKind


@dataclass(frozen=True)
class AboutPress(Press, code="wa"):
    """It is about this matter."""

    paper: int
    matter: int


@dataclass(frozen=True)
class SubjectPress(Press, code="wj"):
    """It is about what was sent as a text, which is no matter."""

    paper: int


@dataclass(frozen=True)
class CohortPress(Press, code="wc"):
    """Add all units of a cohort."""

    paper: int
    cohort: Cohort


class Listed(StrEnum):
    """The list in which a unit was tapped."""

    CHOSEN = "c"
    FOUND = "f"


@dataclass(frozen=True)
class AddresseePress(Press, code="wu"):
    """Add a unit, or take it off; then show the list in which it was tapped."""

    paper: int
    unit: int
    listed: Listed
    page: int


@dataclass(frozen=True)
class ClearPress(Press, code="wx"):
    """Take every unit off."""

    paper: int


@dataclass(frozen=True)
class LimitPress(Press, code="wl"):
    """So many working days for the answer; 0: the rung's own."""

    paper: int
    days: int


@dataclass(frozen=True)
class ProofPress(Press, code="wo"):
    """Send the document as the first unit would get it."""

    paper: int
    form: Form


@dataclass(frozen=True)
class SendPress(Press, code="ws"):
    """Bring the slips before those who sign, as the preview of that revision shows them."""

    paper: int
    revision: int
    sure: Sure


@dataclass(frozen=True)
class ThrowPress(Press, code="wt"):
    """Throw a manuscript away."""

    paper: int
    sure: Sure
