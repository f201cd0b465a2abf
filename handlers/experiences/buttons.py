"""The buttons of experiences: written by a unit, reviewed by the office, read by everybody."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


@dataclass(frozen=True)
class OwnPress(Press, code="xl"):
    """Show what one's units have written."""

    page: int


@dataclass(frozen=True)
class NewPress(Press, code="xn"):
    """Begin an experience of a unit."""

    unit: int


@dataclass(frozen=True)
class ReadPress(Press, code="xo"):
    """Show one experience, at a page of its text."""

    experience: int
    page: int


@dataclass(frozen=True)
class DraftPress(Press, code="xd"):
    """Go on writing; after the office asked back it begins another version."""

    experience: int


@dataclass(frozen=True)
class TitlePress(Press, code="xt"):
    """Ask for another title."""

    experience: int


class What(StrEnum):
    """What is taken out of a draft."""

    TEXT = "text"
    FILES = "files"


@dataclass(frozen=True)
class ClearPress(Press, code="xz"):
    """Take the text or the files out of a draft."""

    experience: int
    what: What


@dataclass(frozen=True)
class SubmitPress(Press, code="xs"):
    """提交: hand the draft in; `seen` tells the words that were looked at."""

    experience: int
    seen: int


@dataclass(frozen=True)
class WithdrawPress(Press, code="xw"):
    """撤回, or throw a draft away, asked once more."""

    experience: int
    sure: Sure


@dataclass(frozen=True)
class FilesPress(Press, code="xf"):
    """Have the files sent."""

    experience: int


@dataclass(frozen=True)
class QueuePress(Press, code="xq"):
    """Show what waits for the review."""

    page: int


@dataclass(frozen=True)
class AcceptPress(Press, code="xa"):
    """录用: as it was looked at in a version."""

    experience: int
    version: int


@dataclass(frozen=True)
class AskBackPress(Press, code="xb"):
    """Ask for the words with which the unit is asked for another version."""

    experience: int
    version: int


@dataclass(frozen=True)
class DeclinePress(Press, code="xc"):
    """Ask for the reason why it is not taken."""

    experience: int
    version: int


class Shelf(StrEnum):
    """Which of the archive: all that were accepted, those of a series, the half-years' best."""

    ALL = "all"
    TOLD = "told"
    SELECTED = "selected"


@dataclass(frozen=True)
class ArchivePress(Press, code="xx"):
    """Show a page of the archive."""

    shelf: Shelf
    page: int


@dataclass(frozen=True)
class FindPress(Press, code="xk"):
    """Ask for words to look for in the archive."""
