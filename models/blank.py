"""Whether a text has anything to see in it: unseen characters alone are no text; pure."""

import re
import unicodedata

_UNSEEN_SORTS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Controls, marks of joining and direction, and every kind of space."""

_NO_INK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""What Unicode calls a letter, a mark or a sign though nothing is drawn: fillers and selectors."""


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen; an emoji can, also one joined of several."""
    return all(map(_unseen, text))


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN_SORTS or _NO_INK.match(char) is not None
