"""Which days somebody means by `12-01 12-05`, `12月1日-5日`, `tomorrow` or `下周`; pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.understanding.percents import flatten

_HALF_A_YEAR = timedelta(days=183)
_ACROSS_NEW_YEAR = timedelta(days=120)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?:(\d{4})\s*[-/.年]\s*)?"
_TO = re.compile(r"\s*(?:至|到|~|～|\bto\b|\buntil\b|\btill\b|\s-\s|,|，|、)\s*", re.I)
_NUMBERS = re.compile(rf"{_YEAR}(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?")
_DAY_AND_NAME = re.compile(rf"()(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME}(?:\s+(\d{{4}}))?", re.I)
_NAME_AND_DAY = re.compile(rf"{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?(?!\d)", re.I)
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*[日号]?")
_WORDS = {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2}
_WEEKS = {"本周": 0, "这周": 0, "this week": 0, "下周": 1, "next week": 1}


@dataclass(frozen=True)
class Days:
    """The first and the last day, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class _Said:
    """A day as it was written: what was left out is None."""

    year: int | None
    month: int | None
    day: int


def week_of(day: date) -> Days:
    """From a day to the Sunday of its week."""
    return Days(day, day + timedelta(days=6 - day.weekday()))


def read_days(text: str, today: date) -> Days | None:
    """The days a text means, seen from today; None when it names none, or one that is no day.

    A day without a year is the nearest one: up to half a year back, else in the next year. Days
    that are over, or stand in the wrong order, are given as they were said.
    """
    words = " ".join(flatten(text).split()).strip(" 。.")
    week = _WEEKS.get(words.casefold())
    if week is not None:
        monday = today - timedelta(days=today.weekday())
        return week_of(today) if week == 0 else week_of(monday + timedelta(days=7))
    parts = _parts(words)
    if not 1 <= len(parts) <= 2:
        return None
    try:
        return _days(parts, today)
    except ValueError:
        return None


def _parts(words: str) -> list[str]:
    """One or two days out of a text; `12-01 12-05`, `12月1日-5日`, `1-5 Dec` have two."""
    split = [part for part in _TO.split(words) if part.strip()]
    if len(split) > 1:
        return split
    if found := re.match(rf"(\d{{1,2}})\s*-\s*(?=\d{{1,2}}\s+{_NAME})", words, re.I):
        return [found[1], words[found.end() :]]
    for shape in (_NUMBERS, _NAME_AND_DAY, _DAY_AND_NAME):
        if (found := shape.match(words)) and found.end() < len(words):
            return [found.group(), words[found.end() :].lstrip(" -")]
    return words.split(" ") if len(words.split(" ")) == 2 and _knows(words) else [words]


def _knows(words: str) -> bool:
    return all(word.casefold() in _WORDS or _NUMBERS.fullmatch(word) for word in words.split(" "))


def _days(parts: list[str], today: date) -> Days | None:
    said = [_said(part.strip(), today) for part in parts]
    first, last = said[0], said[-1]
    if first is None or last is None:
        return None
    if last.month is None and first.month is None:
        return None
    if first.month is None:  # 1-5 Dec: the month stands once, at the end
        first = _Said(last.year, last.month, first.day)
    begin = _dated(first, today)
    if len(parts) == 1:
        return Days(begin, begin)
    if last.month is None:
        last = _Said(begin.year, begin.month, last.day)
    end = _dated(_Said(last.year or begin.year, last.month, last.day), today)
    if end < begin and last.year is None:
        end = _next_year(begin, end)
    return Days(begin, end)


def _next_year(begin: date, end: date) -> date:
    """The same day a year on, when that makes a leave over New Year and not a slip of the pen."""
    later = end.replace(year=end.year + 1)
    return later if later - begin <= _ACROSS_NEW_YEAR else end


def _dated(said: _Said, today: date) -> date:
    month = said.month or today.month
    if said.year:
        return date(said.year, month, said.day)
    this_year = date(today.year, month, said.day)
    return this_year.replace(year=today.year + 1) if today - this_year > _HALF_A_YEAR else this_year


def _said(part: str, today: date) -> _Said | None:
    ahead = _WORDS.get(part.casefold())
    if ahead is not None:
        day = today + timedelta(days=ahead)
        return _Said(day.year, day.month, day.day)
    if found := _NUMBERS.fullmatch(part):
        return _Said(int(found[1]) if found[1] else None, int(found[2]), int(found[3]))
    if found := _NAME_AND_DAY.fullmatch(part):
        return _Said(int(found[3]) if found[3] else None, _month(found[1]), int(found[2]))
    if found := _DAY_AND_NAME.fullmatch(part):
        return _Said(int(found[4]) if found[4] else None, _month(found[3]), int(found["d"]))
    if found := _DAY_ALONE.fullmatch(part):
        return _Said(None, None, int(found[1]))
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1
