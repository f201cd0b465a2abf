"""The buttons of notices."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


@dataclass(frozen=True)
class ConfirmNoticePress(Press, code="na"):
    """确认收到: the reader has received a notice."""

    copy: int


@dataclass(frozen=True)
class ReplyNoticePress(Press, code="nb"):
    """The reader wants to write back."""

    copy: int


@dataclass(frozen=True)
class NoticePress(Press, code="nj"):
    """Show a notice to its office: how far it has come, or its draft."""

    notice: int


@dataclass(frozen=True)
class NoticesPress(Press, code="nw"):
    """Show the notices of the office."""

    page: int


@dataclass(frozen=True)
class UnreachablePress(Press, code="nm"):
    """Show who cannot be reached by a draft, and why."""

    notice: int
    page: int


@dataclass(frozen=True)
class ApproveNoticePress(Press, code="nk"):
    """Let it go out, as the card showed it."""

    notice: int
    seal: int


@dataclass(frozen=True)
class RejectNoticePress(Press, code="nl"):
    """Give it back: ask for the reason."""

    notice: int


@dataclass(frozen=True)
class NewWordsPress(Press, code="mw"):
    """Send the new words that wait for one that is out, and the card to let them go."""

    notice: int


@dataclass(frozen=True)
class TakeBackNoticePress(Press, code="nz"):
    """Make a draft again of what waits for approval."""

    notice: int


class Heap(StrEnum):
    """Which recipients a receipt page lists."""

    ALL = "a"
    CONFIRMED = "c"
    SENT = "s"
    UNKNOWN = "u"
    UNDELIVERABLE = "x"
    WAITING = "w"
    WITHDRAWN = "v"


@dataclass(frozen=True)
class ReceiptsPress(Press, code="nn"):
    """Show the recipients by what became of their copy."""

    notice: int
    heap: Heap
    page: int


@dataclass(frozen=True)
class UnitsReceiptsPress(Press, code="no"):
    """Show the counts of each unit."""

    notice: int
    page: int


@dataclass(frozen=True)
class UnitReceiptsPress(Press, code="nc"):
    """Show the persons of a unit; 0 for the group chats."""

    notice: int
    unit: int
    page: int


@dataclass(frozen=True)
class NoticePollPress(Press, code="mv"):
    """Show what one of its polls, counted from 0, has come to."""

    notice: int
    poll: int
    page: int


@dataclass(frozen=True)
class NudgeNoticePress(Press, code="np"):
    """Remind those who have not confirmed."""

    notice: int


@dataclass(frozen=True)
class NoticeBookPress(Press, code="nt"):
    """Send the receipts as a workbook."""

    notice: int


@dataclass(frozen=True)
class RepliesPress(Press, code="nq"):
    """Show what was written back."""

    notice: int
    page: int


@dataclass(frozen=True)
class NoticeReplyPress(Press, code="nr"):
    """Show everything one recipient wrote back; its files follow."""

    copy: int


@dataclass(frozen=True)
class StopNoticePress(Press, code="ns"):
    """Stop what has not gone."""

    notice: int
    sure: Sure


class Twice(StrEnum):
    """A step that is asked about twice."""

    ASK = "a"
    AGAIN = "b"
    YES = "y"


@dataclass(frozen=True)
class DeleteNoticePress(Press, code="nv"):
    """Delete what has gone."""

    notice: int
    sure: Twice


@dataclass(frozen=True)
class EditNoticePress(Press, code="nu"):
    """Ask for other words for one of its messages, counted from 0."""

    notice: int
    place: int


@dataclass(frozen=True)
class ReceivedPress(Press, code="ny"):
    """Send one notice that was received again."""

    copy: int


@dataclass(frozen=True)
class ReceivedListPress(Press, code="nx"):
    """Show the notices that were received."""

    page: int
