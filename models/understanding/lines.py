"""What lines of text say about which matters: `2026-014 75% 方案已印发`, several at once; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.dispatch.progress import Said
from models.understanding.percents import flatten
from models.understanding.phrases import Doubt, read_words

__all__ = ["Doubt", "Known", "Line", "looks_numbered", "names_a_matter", "read_lines"]


@dataclass(frozen=True)
class Known:
    """A matter that may be meant: its number, last month's percent, its open milestones."""

    number: str
    last_percent: int = 0
    steps: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Line:
    """What was said about one matter, with the lines that carry it on; or why it was not clear.

    Exactly one of `said` and `doubt` is set.
    """

    text: str
    number: str | None
    said: Said | None
    doubt: Doubt | None = None


_PREFIX = re.compile(
    r"[\s\-*•·●○▪>]*(?:[(（]?\d{1,2}[)）.、]\s*)?(?:第|no\.?|number|编号|序号|事项|#|№)?[\s:：#.]*"
    r"[\[【(（〔「“\"]?\s*",
    re.I,
)
_SUFFIX = re.compile(r"[\]】)）〕」”\"]?\s*号?[\s,，。;；:：、|]*(?:-(?!\d)\s*)?")
_END = r"(?![0-9A-Za-z%]|[-/.]\d)"
_TAIL = re.compile(rf"(0\d{{1,5}}){_END}(?=$|[\s,，:：])")
_LOOKS_NUMBERED = re.compile(
    r"(?:[A-Za-z]{1,6}-?|[\u4e00-\u9fff]{0,6}[〔\[(（]?)\d{4}[〕\])）]?[-_/第]?\s?\d{1,4}"
    r"(?!\d|[-/.%]|\s*[年月日])"
)


def read_lines(text: str, known: Sequence[Known]) -> list[Line]:
    """Every matter that is named at the beginning of a line, with what is said about it.

    Lines below it that name none carry it on. Words before the first number are a greeting and
    left out when anything else was understood. Never raises.
    """
    blocks: list[_Block] = []
    for raw in filter(str.strip, text.splitlines()):
        named = _named(raw.strip(), known)
        if named is None and blocks:
            blocks[-1] = blocks[-1].carried_on(raw.strip())
        else:
            blocks.append(named or _Block(raw.strip(), None, "", Doubt.NO_NUMBER))
    lines = [_understood(block) for block in blocks]
    understood = any(line.said for line in lines)
    return [line for line in lines if not (understood and line.doubt is Doubt.NO_NUMBER)]


def names_a_matter(text: str, known: Sequence[Known]) -> bool:
    """Whether some line begins with one of these numbers."""
    found = (_named(line.strip(), known) for line in text.splitlines() if line.strip())
    return any(one is not None and one.known is not None for one in found)


def looks_numbered(text: str) -> bool:
    """Whether some line begins with what looks like a matter's number (and not like a date)."""
    return any(_looks_numbered(line.strip()) for line in text.splitlines())


@dataclass(frozen=True)
class _Block:
    text: str
    known: Known | None
    rest: str
    doubt: Doubt | None = None

    def carried_on(self, more: str) -> "_Block":
        rest = f"{self.rest}\n{more}" if self.rest else more
        return _Block(f"{self.text}\n{more}", self.known, rest, self.doubt)


def _understood(block: _Block) -> Line:
    if block.known is None:
        return Line(block.text, None, None, block.doubt or Doubt.NO_NUMBER)
    said = read_words(block.rest, block.known.last_percent, block.known.steps)
    if isinstance(said, Doubt):
        return Line(block.text, block.known.number, None, said)
    return Line(block.text, block.known.number, said)


def _named(line: str, known: Sequence[Known]) -> _Block | None:
    """The block a line begins, if it begins with a number or with what looks like one."""
    flat = flatten(line)
    prefix = _PREFIX.match(flat)
    for start in dict.fromkeys((0, prefix.end() if prefix else 0)):
        candidates = _exact(flat, start, known) or _loose(flat, start, known)
        if len({one.number for one, _ in candidates}) > 1:
            return _Block(line, None, "", Doubt.AMBIGUOUS_NUMBER)
        if candidates:
            one, end = candidates[0]
            suffix = _SUFFIX.match(flat, end)
            return _Block(line, one, line[suffix.end() if suffix else end :])
    return _Block(line, None, "", Doubt.UNKNOWN_NUMBER) if _looks_numbered(line) else None


def _looks_numbered(line: str) -> bool:
    flat = flatten(line)
    prefix = _PREFIX.match(flat)
    return _LOOKS_NUMBERED.match(flat, prefix.end() if prefix else 0) is not None


def _exact(flat: str, start: int, known: Sequence[Known]) -> list[tuple[Known, int]]:
    """The longest number the line begins with as it is written in the ledger."""
    found = []
    for one in known:
        match = _as_written(one.number).match(flat, start)
        if match:
            found.append((one, match.end()))
    longest = max((end for _, end in found), default=0)
    return [pair for pair in found if pair[1] == longest]


def _loose(flat: str, start: int, known: Sequence[Known]) -> list[tuple[Known, int]]:
    """Numbers without their hyphen or zeros, or with their last part only: 2026-14, 014."""
    found = []
    for one in known:
        match = _nearly(one.number).match(flat, start)
        if match:
            found.append((one, match.end()))
    tail = _TAIL.match(flat, start)
    if not found and tail:
        found = [(one, tail.end()) for one in known if _last_part(one.number) == tail.group(1)]
    return found


@lru_cache(maxsize=8192)
def _as_written(number: str) -> re.Pattern[str]:
    return re.compile(re.escape(flatten(number)) + _END, re.I)


@lru_cache(maxsize=8192)
def _nearly(number: str) -> re.Pattern[str]:
    parts = re.findall(r"\d+|[^\W\d_]+", flatten(number))
    if not any(part.isascii() and part.isdigit() for part in parts):
        return re.compile(r"(?!)")  # nothing to be lenient about
    lenient = ""
    for before, part in zip([None, *parts], parts, strict=False):
        both_digits = before is not None and before.isdigit() and part.isdigit()
        joint = "" if before is None else r"(?:[^\w%+]|_){1,2}" if both_digits else r"[\W_]{0,2}"
        lenient += joint + (f"0*{int(part)}" if part.isdigit() else re.escape(part))
    joined = re.escape("".join(parts))
    return re.compile(rf"(?:{joined}|{lenient}){_END}", re.I)


def _last_part(number: str) -> str:
    parts = re.findall(r"\d+", flatten(number))
    return parts[-1] if len(parts) > 1 else ""
