"""The buttons of a notice that is being written."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


class Place(StrEnum):
    """The pages of a draft."""

    FORM = "f"
    PARTS = "p"
    WHOM = "w"
    UNITS = "u"
    POSTS = "o"
    GROUPS = "g"
    CHATS = "c"
    WHEN = "t"
    BY = "b"


class Asked(IntEnum):
    """What a message at a draft is taken for; stored with the question."""

    PARTS = 0
    FORM = 1
    WHOM = 2
    WHEN = 3
    BY = 4


@dataclass(frozen=True)
class DraftPress(Press, code="nd"):
    """Show a page of a draft; `page` counts what is listed there."""

    notice: int
    place: Place
    page: int


@dataclass(frozen=True)
class DropPartPress(Press, code="my"):
    """Take the last part off."""

    notice: int
    parts: int


class Sort(StrEnum):
    """What is chosen: everybody, nobody, or one of a sort by its number."""

    ALL = "a"
    NOBODY = "n"
    COHORT = "c"
    UNIT = "u"
    FOUND = "f"
    POST = "o"
    GROUP = "g"
    CHAT = "h"


@dataclass(frozen=True)
class PickPress(Press, code="ne"):
    """Choose one more of whom it is for, or leave it out; a cohort or post by its place."""

    notice: int
    sort: Sort
    one: int
    page: int


class Term(StrEnum):
    """What is set by one tap."""

    URGENT = "u"
    NOW = "n"
    MORNING = "m"
    CONFIRM = "c"
    NO_CONFIRMING = "x"
    REPLY = "r"


@dataclass(frozen=True)
class TermPress(Press, code="nf"):
    """Set or change how it goes out and what it asks."""

    notice: int
    term: Term


@dataclass(frozen=True)
class PreviewPress(Press, code="ng"):
    """Have it sent to its author, exactly as it will arrive."""

    notice: int


@dataclass(frozen=True)
class SendNoticePress(Press, code="nh"):
    """Send it as the preview has shown it."""

    notice: int
    seal: int
    sure: Sure


@dataclass(frozen=True)
class DiscardPress(Press, code="ni"):
    """Throw a draft away."""

    notice: int
    sure: Sure
