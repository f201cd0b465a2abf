"""The buttons of a notice."""

from dataclasses import dataclass

from handlers.buttons import Press


@dataclass(frozen=True)
class ConfirmNoticePress(Press, code="na"):
    """确认收到: the reader has received a notice."""

    copy: int


@dataclass(frozen=True)
class ReplyNoticePress(Press, code="nb"):
    """The reader wants to write back."""

    copy: int
