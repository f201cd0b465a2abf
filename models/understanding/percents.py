"""Finds the one percentage that a report means: 75%, 百分之七十五, 七成, +10; pure."""

import re
from decimal import ROUND_HALF_UP, Decimal

from models.understanding.script import SCRIPT

_FULL_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)} | {
    ord("％"): "%",
    ord("﹪"): "%",
    ord("－"): "-",
    ord("—"): "-",
    ord("–"): "-",
    ord("＋"): "+",
    ord("．"): ".",
    ord("＃"): "#",
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
}
_PLAIN = _FULL_WIDTH | SCRIPT
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMERAL = "零〇一二两三四五六七八九十百"

_FIGURE = (
    r"(?P<sign>\+\s*|(?<![\d%])-)?(?P<n>\d{1,5}(?:\.\d{1,4})?)\s*(?P<unit>%|per\s?cent\b|pct\b|个百分点)"
    rf"|百分之\s*(?P<hundredths>[{_NUMERAL}]+|\d{{1,5}}(?:\.\d+)?)"
    r"|(?<![第万千百十])(?P<tenth>[一二三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立果效员本功为型品熟交绩就群不份语])"
    r"|(?<![\w.+-])\+\s*(?P<step>\d{1,3})(?![\d.:：/])"
)
_ANY = re.compile(_FIGURE, re.I)
_MEASURE = "个家项次份人万亿月日号条场期区县镇村件户亩所名批轮类天年处座公里米吨台套元季度周"
_BARE = re.compile(rf"(?<![A-Za-z])(?P<bare>\d{{1,3}})(?=$|[\s,，。;；:：])(?!\s*[{_MEASURE}])")
_SAYS_PROGRESS = re.compile(
    r"(?:进度|进展|完成率|完成度|完成|达到|推进|提升|到|至|达|总体|整体|累计|现为"
    r"|\bprogress|\bnow|\bto|\bat|\bis)\s*(?:约|已|为|了|是|[:：=])*\s*$",
    re.I,
)
_OPENS = re.compile(
    r"[\s,，。;；:：、|]*(?:(?:进度|进展|完成率|完成度|已完成|完成|达到|达|约|目前|现|总体|整体|为|至|到|progress|now|at|about"
    r"|is)[\s:：=]*)*",
    re.I,
)
_STATISTIC = re.compile(
    r"(?:率|增长|增加|下降|提高|降低|减少|上升|增幅|降幅|同比|环比|占比?|超过?|比例|from|由|从|by|rate|up|down|rose|fell"
    r"|grew|growth)\s*(?:了|达|为|约|[:：])*\s*$",
    re.I,
)
_RANGE = re.compile(r"\d\s*[-~～至到]\s*$")
_BEFORE_LAST = re.compile(
    r"(?P<words>.*\S)(?:\s+|\s*[,，;；。]\s*)(?:目前|现|总体|整体)?(?:进度|进展|progress|now)?\s*(?:[:：]|为|至|到|is|at)?$",
    re.I | re.S,
)
_NOTHING_ELSE = re.compile(r"\s*(?P<sign>[+-])?(?P<n>\d{1,5}(?:\.\d{1,4})?)\s*[。.]?\s*")
OUT_OF_RANGE = -1
"""What is given for two figures such as 70-80%, which are no one percentage."""


def flatten(text: str) -> str:
    """Full-width digits and signs as plain ones, traditional characters as simplified ones.

    Each in its place: `７５％` reads as `75%`, 無變化 as 无变化.
    """
    return text.translate(_PLAIN)


def take_percent(text: str, last: int) -> tuple[int | None, str]:
    """The percentage a text means, or None, and the text without it.

    A number alone is the figure: 75.5 is 76, and -5 or 2026 is no note. The figure at the beginning
    goes before one that is called progress, and that before a lone one; a figure that is a rate
    of something else (增长 12%) is left in the words, so is a number inside a word (at80). `+10`
    counts from `last`. The number may lie outside 0–100: the caller says so.
    """
    flat = flatten(text)
    found = (
        _NOTHING_ELSE.fullmatch(flat)
        or _at_the_beginning(flat)
        or _called_progress(flat)
        or _lone(flat)
    )
    if found is None:
        return None, text
    value = OUT_OF_RANGE if _RANGE.search(flat[: found.start()]) else _value(found, last)
    return value, _without(text, found.start(), found.end())


def _at_the_beginning(flat: str) -> re.Match[str] | None:
    opening = _OPENS.match(flat)
    start = opening.end() if opening else 0
    return _ANY.match(flat, start) or _BARE.match(flat, start)


def _called_progress(flat: str) -> re.Match[str] | None:
    for found in _ANY.finditer(flat):
        before = flat[: found.start()]
        if _SAYS_PROGRESS.search(before) and not _STATISTIC.search(before):
            return found
    return None


def _lone(flat: str) -> re.Match[str] | None:
    figures = [one for one in _ANY.finditer(flat) if not _STATISTIC.search(flat[: one.start()])]
    return figures[0] if len(figures) == 1 else None


def _value(found: re.Match[str], last: int) -> int:
    parts = found.groupdict()
    if parts.get("step"):
        return min(100, last + int(parts["step"]))
    if parts.get("bare"):
        return int(parts["bare"])
    if parts.get("tenth"):
        half = parts.get("half")
        return 10 * _DIGITS[parts["tenth"]] + (5 if half == "半" else _DIGITS[half] if half else 0)
    if parts.get("hundredths"):
        return _numeral(parts["hundredths"])
    value = _whole(parts["n"])
    sign = (parts.get("sign") or "").strip()
    if sign == "+":
        return min(100, last + value)
    return -value if sign else value


def _whole(figure: str) -> int:
    """The figure rounded; never up to 100, which would say more than was said."""
    exact = Decimal(figure)
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return 99 if exact < 100 <= rounded else rounded


def _numeral(text: str) -> int:
    """一 to 一百, or digits."""
    if text[0].isdigit() and text.isascii():
        return _whole(text)
    if "百" in text:
        return 100 if text in {"百", "一百"} else 1000
    tens, ten, ones = text.rpartition("十")
    if ten:
        return 10 * (_spelt(tens) if tens else 1) + (_spelt(ones) if ones else 0)
    return _spelt(text)


def _spelt(text: str) -> int:
    """Digits one by one: 七五 is 75."""
    value = 0
    for letter in text[:4]:
        value = 10 * value + _DIGITS.get(letter, 1000)
    return value


def _without(text: str, start: int, end: int) -> str:
    """The words beside the figure; in the middle of a sentence it stays where it is."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if _OPENS.fullmatch(flatten(before)):
        return after
    ends = None if after.strip("。.!！") else _BEFORE_LAST.match(before)
    return ends["words"] if ends else text
