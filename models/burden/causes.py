"""What a message was about, by its kind: so the office sees what makes a month heavy (§7)."""

from collections.abc import Mapping
from enum import StrEnum


class Cause(StrEnum):
    """What a message was about."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    SLIP = "slip"
    DOCUMENT = "document"
    SCORE = "score"
    CIRCULAR = "circular"
    NOTICE = "notice"
    OTHER = "other"


_KINDS: Mapping[str, Cause] = {
    "prompt": Cause.PROMPT,
    "reminder": Cause.REMINDER,
    "circular_nudge": Cause.REMINDER,
    "notice_nudge": Cause.REMINDER,
}
_BEGINNINGS: Mapping[str, Cause] = {
    "slip": Cause.SLIP,
    "extension": Cause.SLIP,
    "document": Cause.DOCUMENT,
    "plan": Cause.DOCUMENT,
    "standing": Cause.SCORE,
    "run": Cause.SCORE,
    "appeal": Cause.SCORE,
    "circular": Cause.CIRCULAR,
    "notice": Cause.NOTICE,
}


def cause_of(kind: str) -> Cause:
    """What a kind of message is about."""
    if kind in _KINDS:
        return _KINDS[kind]
    return next((one for begin, one in _BEGINNINGS.items() if kind.startswith(begin)), Cause.OTHER)
