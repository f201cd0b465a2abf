"""Where the lines of an official paper break and stand: arithmetic that both renderers share."""

import math
import unicodedata
from collections.abc import Iterable

from handlers.papers import measures

_OPENING, _CLOSING = "“‘（《〈〔【(", "”’）》〉〕】)，。、：；！？"
_SEAMS = "的和与及”》、）"
_NO_SEAM = 3.0  # characters that a line may rather be shorter or longer than break a word
_TORN = 100.0  # a break that no typesetter makes


def width(text: str) -> float:
    """How wide a text is, in characters (字); Latin letters and digits count as half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def head_size(line: str) -> float:
    """The size of a line of the red head, in points: the largest with which it stays one line."""
    fitting = measures.TYPE_WIDTH * measures.POINTS_PER_MM / max(width(line), 1.0)
    return max(measures.HEAD_SMALLEST, min(measures.HEAD_LARGEST, fitting))


def lines(text: str, size: float) -> tuple[str, ...]:
    """A centred text of a size in points as lines of about one length, broken between words."""
    longest = measures.TYPE_WIDTH * measures.POINTS_PER_MM / size
    count = max(1, math.ceil(width(text) / longest))
    made = []
    while count > 1:
        at = _break(text, count, longest)
        made.append(text[:at].strip())
        text, count = text[at:], count - 1
    return (*made, *_rest(text.strip(), longest))


def _rest(text: str, longest: float) -> tuple[str, ...]:
    if width(text) <= longest:
        return (text,)
    at = _break(text, 2, longest)
    return (text[:at].strip(), *_rest(text[at:].strip(), longest))


def _break(text: str, count: int, longest: float) -> int:
    """After which character the first of `count` lines ends best."""
    ideal = width(text) / count
    fitting = [at for at in range(1, len(text)) if width(text[:at]) <= longest]
    return min(fitting, key=lambda at: abs(width(text[:at]) - ideal) + _harm(text, at))


def _harm(text: str, at: int) -> float:
    before, after = text[at - 1], text[at]
    if before in _OPENING or after in _CLOSING or (_half(before) and _half(after)):
        return _TORN
    if _inside(text[:at]):
        return 2 * _NO_SEAM
    return 0.0 if before in _SEAMS or after in _OPENING else _NO_SEAM


def _inside(text: str) -> bool:
    """Whether a quotation or a name in brackets is still open at the end of a text."""
    return any(text.count(a) > text.count(b) for a, b in zip("“《（〈", "”》）〉", strict=True))


def _half(char: str) -> bool:
    return width(char) < 1 and not char.isspace()


def signature_width(issuer: str, date: str) -> float:
    """The width, in points, at the right edge in whose middle the issuer stands above its date.

    The date keeps four characters free to its right and the issuer is centred on it; 0 for an
    issuer too long for that, which then ends at the right edge (GB/T 9704, 7.3.5).
    """
    room = 2 * measures.DATE_FROM_RIGHT + width(date)
    return room * measures.CHARACTER if width(issuer) <= room else 0.0


def annex_indents(label: str, labels: Iterable[str]) -> tuple[float, float]:
    """Where a line of 附件说明 begins, and where its name and further lines do, in characters.

    The widest of the labels begins two characters in, and all end where it does.
    """
    names = 2 + max(map(width, labels))
    return names - width(label), names
