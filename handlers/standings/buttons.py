"""The buttons under a month's scores."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from models.standings.corrections import Remedy
from models.standings.rules import Mode
from models.units import Cohort


@dataclass(frozen=True)
class StandingPress(Press, code="qa"):
    """A unit's figures of a month."""

    standing: int


@dataclass(frozen=True)
class LinesPress(Press, code="ql"):
    """The lines of a unit's figures, in pages."""

    standing: int
    page: int


@dataclass(frozen=True)
class LinePress(Press, code="qi"):
    """One line, opened; `at` counts from 0."""

    standing: int
    at: int


@dataclass(frozen=True)
class OwnPress(Press, code="qw"):
    """The units this person answers for, with their figures; the latest month if none is named."""

    month: str
    page: int


@dataclass(frozen=True)
class VersionsPress(Press, code="qv"):
    """The versions of a unit's figures of a month."""

    standing: int


@dataclass(frozen=True)
class RunPress(Press, code="qr"):
    """A month's scores as the office sees them."""

    run: int


@dataclass(frozen=True)
class CohortPress(Press, code="qc"):
    """The units of a cohort in their order."""

    run: int
    cohort: Cohort
    page: int


class Opened(StrEnum):
    """What is sent as a new message, since a photo's keys cannot change its text."""

    UNIT = "unit"
    RUN = "run"
    OWN = "own"


@dataclass(frozen=True)
class OpenPress(Press, code="qo"):
    """Have figures sent as a new message."""

    what: Opened
    subject: int


@dataclass(frozen=True)
class CardPress(Press, code="qp"):
    """Have a unit's card sent as a photo."""

    standing: int


class Size(StrEnum):
    """A picture for the chat, or in full size as a file."""

    PHOTO = "photo"
    FILE = "file"


@dataclass(frozen=True)
class PicturePress(Press, code="qf"):
    """Have the picture of a cohort sent."""

    run: int
    cohort: Cohort
    size: Size


@dataclass(frozen=True)
class AppealPress(Press, code="qe"):
    """Ask why a unit appeals against a line."""

    standing: int
    at: int


@dataclass(frozen=True)
class AppealsPress(Press, code="qs"):
    """The appeals that wait for the office."""

    page: int


@dataclass(frozen=True)
class AppealCardPress(Press, code="qd"):
    """One appeal."""

    appeal: int


@dataclass(frozen=True)
class NextAppealPress(Press, code="qk"):
    """The appeal that waits for this person after this one."""

    appeal: int


@dataclass(frozen=True)
class EvidencePress(Press, code="qx"):
    """Have the evidence of an appeal sent."""

    appeal: int


@dataclass(frozen=True)
class AssignPress(Press, code="qg"):
    """Give an appeal to a reviewer."""

    appeal: int
    person: int


@dataclass(frozen=True)
class GrantPress(Press, code="qt"):
    """Ask for the reason to grant an appeal with a remedy."""

    appeal: int
    remedy: Remedy


@dataclass(frozen=True)
class RefusePress(Press, code="qu"):
    """Ask for the reason to refuse an appeal."""

    appeal: int


@dataclass(frozen=True)
class PublishPress(Press, code="qb"):
    """What publishing a month in a mode means; nothing is published by it."""

    run: int
    mode: Mode


@dataclass(frozen=True)
class ConfirmPress(Press, code="qy"):
    """Publish a month in a mode."""

    run: int
    mode: Mode
