"""The buttons under an answer that waits for the office's verdict."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press


@dataclass(frozen=True)
class AcceptAnswerPress(Press, code="ja"):
    """Accept this version of an answer."""

    answer: int


@dataclass(frozen=True)
class ReturnAnswerPress(Press, code="jr"):
    """Ask why this version is returned."""

    answer: int


class CommonFault(StrEnum):
    """Reasons for which answers are returned again and again."""

    MEASURES = "measures"
    RESULT = "result"
    EVIDENCE = "evidence"
    DATES = "dates"


@dataclass(frozen=True)
class FaultPress(Press, code="jc"):
    """Return this version for a common reason."""

    answer: int
    fault: CommonFault


@dataclass(frozen=True)
class QuestionAnswerPress(Press, code="jq"):
    """Ask what to ask the unit about its answer."""

    answer: int


@dataclass(frozen=True)
class NextAnswerPress(Press, code="jn"):
    """Show the answer that waits after this one."""

    answer: int


@dataclass(frozen=True)
class AnswerFilesPress(Press, code="jf"):
    """Send the photos and files of an answer."""

    answer: int


@dataclass(frozen=True)
class AnswerRestPress(Press, code="jt"):
    """Send the rest of a long answer."""

    answer: int
