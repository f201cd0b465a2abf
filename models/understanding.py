"""What a line of text says about a matter, in either language: `2026-014 75% 方案已印发`; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.progress import Said, Saying


class Doubt(StrEnum):
    """Why a line was not understood."""

    NO_NUMBER = "no_number"
    UNKNOWN_NUMBER = "unknown_number"
    NOTHING_SAID = "nothing_said"
    PERCENT_RANGE = "percent_range"


@dataclass(frozen=True)
class Line:
    """One line as it was understood: about which matter, saying what; or why it was not."""

    text: str
    number: str | None
    said: Said | None
    doubt: Doubt | None = None


_FULL_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)} | {
    ord("％"): "%",
    ord("－"): "-",
    ord("—"): "-",
    ord("–"): "-",
    ord("＋"): "+",
    ord("\u3000"): " ",
}
_PERCENT = re.compile(
    r"(?:进度|进展|完成|达到|至|到|at|now)?\s*(?P<n>-?\d{1,4})\s*(?:%|percent\b|个百分点)", re.I
)
_CHINESE_PERCENT = re.compile(r"百分之\s*(?P<n>\d{1,3})")
_STEP = re.compile(r"(?<![\w.-])(?P<sign>\+)\s*(?P<n>\d{1,3})(?!\d)")
_BARE = re.compile(r"^\s*(?P<n>\d{1,3})(?=$|[\s,，。;；:：、])")
_NO_CHANGE = re.compile(
    r"无变化|没有变化|无进展|没变化|同上月|\bno\s+changes?\b|\bunchanged\b|\bsame\s+as\s+last", re.I
)
_NOT_DONE = re.compile(
    r"未完成|没完成|尚未|没有完成|未办结|\bnot\s+(?:yet\s+)?(?:done|completed?|finished)\b", re.I
)
_DONE = re.compile(
    r"申请销号|已完成|已办结|全部完成|完成销号|办结(?!率)|\b(?:done|completed|finished)\b|\bapply\s+to\s+close\b",
    re.I,
)
_PARTLY = re.compile(
    r"已完成\s*(?:了)?\s*\d|完成(?:了)?\s*\d|\b\d+\s*%\s*(?:done|completed?)\b", re.I
)
_DIFFICULTY = re.compile(
    r"(?<!无)(?<!没有)(?:有困难|困难[::]|存在困难|遇到困难|难点|需要?协调|请求协调|受阻|卡在)"
    r"|\bdifficult(?:y|ies)\b|\bblocked\b|\bstuck\b|\bneeds?\s+help\b",
    re.I,
)
_HELPER = re.compile(
    r"(?:请|需要?|望)\s*(?P<who>[^,，。;；]{2,30}?)\s*(?:协调|支持|帮助|解决)|\bhelp\s+from\s+(?P<en>[^,.;]{2,60})",
    re.I,
)
_LEADING = re.compile(r"^[\s,，。;；:：、\-|]+|[\s,，;；:：、|]+$")


def flatten(text: str) -> str:
    """Full-width digits and signs as plain ones, so that `７５％` reads as `75%`."""
    return text.translate(_FULL_WIDTH)


def read_words(text: str, last_percent: int) -> Said | None:
    """What words about one known matter say; None when they hold nothing.

    `+10` counts from `last_percent`. Words without a figure are a note on unchanged figures.
    """
    words = flatten(text).strip()
    if not words:
        return None
    percent, rest = _take_percent(words, last_percent)
    note = _LEADING.sub("", rest)
    if _DIFFICULTY.search(words):
        return Said(Saying.DIFFICULTY, percent, note or words, _helper(words))
    done = _DONE.search(words) and not _NOT_DONE.search(words) and not _PARTLY.search(words)
    if done and percent in (None, 100):
        return Said(Saying.DONE, 100, _without(_DONE, note))
    if percent is None and _NO_CHANGE.search(words):
        return Said(Saying.NO_CHANGE, None, _without(_NO_CHANGE, note))
    return Said(Saying.PROGRESS, percent, note)


def read_lines(text: str, known: Sequence[tuple[str, int]]) -> list[Line]:
    """Every line that names a matter, with the lines below that carry it on.

    `known` are the numbers that may be meant, with last month's percent each.
    """
    lines: list[Line] = []
    for raw in filter(str.strip, text.splitlines()):
        flat = flatten(raw).strip()
        found = _numbered(flat, known)
        if found:
            number, last, rest = found
            lines.append(_understood(flat, number, rest, last))
        elif lines and lines[-1].said and not _LOOKS_NUMBERED.match(flat):
            lines[-1] = _carried_on(lines[-1], flat)
        else:
            doubt = Doubt.UNKNOWN_NUMBER if _LOOKS_NUMBERED.match(flat) else Doubt.NO_NUMBER
            lines.append(Line(flat, None, None, doubt))
    return lines


_LOOKS_NUMBERED = re.compile(r"^\s*[A-Za-z一-鿿]{0,8}[-]?\d{2,4}[-/]\d+")


def names_a_matter(text: str, numbers: Sequence[str]) -> bool:
    """Whether some line begins with one of these numbers, or with what looks like one."""
    flat = [flatten(line).strip() for line in text.splitlines()]
    known = [(number, 0) for number in numbers]
    return any(_numbered(line, known) or _LOOKS_NUMBERED.match(line) for line in flat if line)


def _numbered(line: str, known: Sequence[tuple[str, int]]) -> tuple[str, int, str] | None:
    """The longest known number a line begins with, and what follows it."""
    folded = line.casefold()
    best: tuple[str, int, str] | None = None
    for number, last in known:
        size = len(number)
        fits = folded.startswith(flatten(number).casefold())
        ends = fits and not (line[size : size + 1].isalnum() and line[size : size + 1].isascii())
        if ends and (best is None or size > len(best[0])):
            best = (number, last, line[size:])
    return best


def _understood(line: str, number: str, rest: str, last: int) -> Line:
    said = read_words(_LEADING.sub("", rest), last)
    if said is None:
        return Line(line, number, None, Doubt.NOTHING_SAID)
    if said.percent is not None and not 0 <= said.percent <= 100:
        return Line(line, number, None, Doubt.PERCENT_RANGE)
    return Line(line, number, said)


def _carried_on(line: Line, more: str) -> Line:
    said = line.said
    assert said is not None  # noqa: S101  the caller has looked
    note = f"{said.note}\n{more}" if said.note else more
    longer = Said(said.saying, said.percent, note, said.help_wanted, said.milestones)
    return Line(f"{line.text}\n{more}", line.number, longer)


def _take_percent(words: str, last: int) -> tuple[int | None, str]:
    for pattern in (_PERCENT, _CHINESE_PERCENT, _STEP, _BARE):
        found = pattern.search(words)
        if found:
            value = int(found["n"])
            step = pattern is _STEP or words[: found.start("n")].rstrip().endswith("+")
            rest = words[: found.start()].rstrip("+ ") + words[found.end() :]
            return (min(100, last + value) if step else value), rest
    return None, words


def _helper(words: str) -> str | None:
    found = _HELPER.search(words)
    return (found["who"] or found["en"]).strip() if found else None


def _without(pattern: re.Pattern[str], note: str) -> str:
    return _LEADING.sub("", pattern.sub("", note, count=1))
