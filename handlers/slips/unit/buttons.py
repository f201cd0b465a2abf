"""What a unit does about a slip, as buttons."""

from dataclasses import dataclass

from handlers.buttons import Press
from handlers.slips.buttons import SlipPress
from models.slips.answers import AnswerKind


@dataclass(frozen=True)
class ReceivePress(Press, code="tr"):
    """签收: confirm receipt."""

    slip: int


@dataclass(frozen=True)
class ReceiveAllPress(Press, code="tw"):
    """签收 for every slip of the pressed message; its row names them."""


@dataclass(frozen=True)
class AnswerPress(Press, code="ta"):
    """回复 or 方案: write it, or go on with the draft."""

    slip: int
    kind: AnswerKind


@dataclass(frozen=True)
class HandInPress(Press, code="th"):
    """提交: hand the draft in; `seen` tells the words that were looked at."""

    slip: int
    kind: AnswerKind
    seen: int


@dataclass(frozen=True)
class PutAwayPress(Press, code="td"):
    """放弃: throw the draft away; `seen` tells the words that were looked at."""

    slip: int
    kind: AnswerKind
    seen: int


@dataclass(frozen=True)
class ExtendPress(Press, code="te"):
    """申请延期: ask for the new date and the reason."""

    slip: int


@dataclass(frozen=True)
class ExtendSurePress(Press, code="ty"):
    """Ask for the extension that the pressed message shows; its row holds date and reason."""

    slip: int


OfSlip = (
    SlipPress
    | ReceivePress
    | AnswerPress
    | HandInPress
    | PutAwayPress
    | ExtendPress
    | ExtendSurePress
)
"""The buttons that name one slip; its page shows what holds when one of them is refused."""
