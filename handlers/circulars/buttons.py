"""The buttons of circulars: writing and approving one, sending it, confirming, reading."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure
from handlers.slips.buttons import Form
from models.circulars.circulars import Part


@dataclass(frozen=True)
class CircularPress(Press, code="va"):
    """Show a circular to its office."""

    circular: int


@dataclass(frozen=True)
class MonthCircularPress(Press, code="vm"):
    """Show the circular of the month of a run; it is drafted if there is none yet."""

    run: int


@dataclass(frozen=True)
class SectionPress(Press, code="vs"):
    """Show one section of a circular."""

    circular: int
    part: Part


class How(StrEnum):
    """What is done to a section: other words, one more paragraph, or none at all."""

    CHANGE = "change"
    ADD = "add"
    OMIT = "omit"


@dataclass(frozen=True)
class WordsPress(Press, code="vh"):
    """Ask for other words for a section, or leave it out."""

    circular: int
    version: int
    part: Part
    how: How


@dataclass(frozen=True)
class AnewPress(Press, code="vr"):
    """Draft the text anew from the figures as they are now."""

    circular: int
    version: int
    sure: Sure


@dataclass(frozen=True)
class CircularPaperPress(Press, code="vp"):
    """Send the document."""

    circular: int
    form: Form


@dataclass(frozen=True)
class TakePress(Press, code="vf"):
    """Take over the words of the file that the pressed message shows."""

    circular: int
    version: int


@dataclass(frozen=True)
class SubmitCircularPress(Press, code="vu"):
    """报批: bring it before who approves it."""

    circular: int
    version: int


@dataclass(frozen=True)
class ApproveCircularPress(Press, code="vy"):
    """签发: it gets its number."""

    circular: int
    version: int


@dataclass(frozen=True)
class RejectCircularPress(Press, code="vn"):
    """退回: ask for the reason."""

    circular: int
    version: int


@dataclass(frozen=True)
class WithdrawCircularPress(Press, code="vw"):
    """撤回: ask for the reason."""

    circular: int


@dataclass(frozen=True)
class SendPress(Press, code="vb"):
    """下发: whom it would reach, then send it."""

    circular: int
    sure: Sure


@dataclass(frozen=True)
class ConfirmCircularPress(Press, code="vc"):
    """确认收到."""

    circular: int


@dataclass(frozen=True)
class CopiesPress(Press, code="vo"):
    """Show who has confirmed and who has not."""

    circular: int
    page: int


@dataclass(frozen=True)
class NudgeCircularPress(Press, code="vg"):
    """Remind those who have not confirmed."""

    circular: int
    sure: Sure


@dataclass(frozen=True)
class IssuedListPress(Press, code="vl"):
    """Show the circulars that were issued."""

    page: int


@dataclass(frozen=True)
class IssuedPress(Press, code="vi"):
    """Read an issued circular, page by page."""

    circular: int
    page: int
