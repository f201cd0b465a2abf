"""The buttons of the month's dispatch, in one place because panel and cards lead to each other."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


@dataclass(frozen=True)
class PanelPress(Press, code="pn"):
    """Show a return as a whole; `item` is the card one comes from (0: none)."""

    return_id: int
    item: int


@dataclass(frozen=True)
class CaseListPress(Press, code="cl"):
    """Show a return's matters by number, to jump to one; `item` is the card one comes from."""

    return_id: int
    page: int
    item: int


@dataclass(frozen=True)
class ResumePress(Press, code="ct"):
    """Open the card at which the person was, or the next one without an answer."""

    return_id: int


@dataclass(frozen=True)
class CardPress(Press, code="cd"):
    """Open a card."""

    item: int


class Plain(StrEnum):
    """What can be said about a matter with one tap."""

    NO_CHANGE = "n"
    DONE = "d"


@dataclass(frozen=True)
class SayPress(Press, code="sy"):
    """Say 无变化 or 已完成 about a card; `seen` is the version the person had before them."""

    item: int
    seen: int
    plain: Plain


@dataclass(frozen=True)
class PercentPress(Press, code="pc"):
    """Set a card's figure. It is the figure itself, so that a double tap adds nothing."""

    item: int
    seen: int
    percent: int


@dataclass(frozen=True)
class MilestonePress(Press, code="ml"):
    """Report a milestone as reached (1), or take that back (0)."""

    item: int
    seen: int
    milestone: int
    reached: int


class Question(StrEnum):
    """What a card can ask for in words."""

    PERCENT = "p"
    DIFFICULTY = "d"


@dataclass(frozen=True)
class QuestionPress(Press, code="ak"):
    """Ask for a card's figure, or for what the difficulty is."""

    item: int
    question: Question


@dataclass(frozen=True)
class SkipPress(Press, code="sk"):
    """Nobody in particular can help with the difficulty."""

    item: int


@dataclass(frozen=True)
class RestPress(Press, code="ru"):
    """Look at what 其余无变化 would say."""

    return_id: int


@dataclass(frozen=True)
class RestSurePress(Press, code="rc"):
    """Say 无变化 for the `left` cards without an answer, and submit."""

    return_id: int
    left: int


@dataclass(frozen=True)
class SubmitPress(Press, code="sb"):
    """Submit a return."""

    return_id: int


@dataclass(frozen=True)
class FormPress(Press, code="fo"):
    """Send the month's form as a workbook."""

    return_id: int


class Upload(StrEnum):
    """What to do with a form that was sent back."""

    SUBMIT = "s"
    SAVE = "k"
    DROP = "x"


@dataclass(frozen=True)
class UploadPress(Press, code="up"):
    """Take over a form that was sent back; `seen` is the newest version when it was shown."""

    row: int
    seen: int
    upload: Upload
