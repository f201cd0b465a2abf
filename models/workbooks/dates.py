"""Days as offices write them: ISO, dotted, Chinese, by name of month, end of a month, serials."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from math import isfinite

from models.workbooks.cells import folded
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.opening import Cell

_FIRST_SERIAL = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Excel's serial numbers of the years 2000 to 2099."""

_CENTURY = range(2000, 2100)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR_FIRST = r"(?:(?P<y>\d{4})\s*年(?:度)?|(?P<year_word>今年|本年)|)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<y>\d{4})\s*(?P<mark>[-/.])\s*(?P<m>\d{1,2})\s*(?P=mark)\s*(?P<d>\d{1,2})"
        r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4})",
        rf"{_YEAR_FIRST}\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*[日号]?",
        rf"{_YEAR_FIRST}\s*(?P<m>\d{{1,2}})\s*月\s*(?P<part>份?(?:底|末)|上旬|中旬|下旬|份)?",
        rf"{_YEAR_FIRST}\s*第?(?P<quarter>[一二三四1-4])季度(?:底|末)?",
        rf"{_YEAR_FIRST}\s*(?P<half>上|下)半年(?:底|末)?",
        r"(?P<y>\d{4})\s*年{0,2}(?P<end>底|末|内)",
        r"(?P<end>年底|年末|年内|全年)",
        r"(?P<y>\d{4})\s*(?P<mark>[-/.])\s*(?P<m>\d{1,2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<y>\d{{4}})",
        rf"{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
        rf"(?:end of )?{_MONTH},?\s+(?P<y>\d{{4}})",
        r"(?P<end>end of) (?P<y>\d{4})",
    )
)
_EITHER_WAY = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<y>\d{4})")
_BEFORE = re.compile(r"\s*(?:之前|以前|前)$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def read_day(cell: Cell, year: int) -> date:
    """The day a cell means; `year` completes one written without (11月30日, 年底).

    A month without a day means its last day, as does 11月底. Misread when it is no day, when
    03/04/2026 could be either of two, or when it lies outside 2000 to 2099.
    """
    if isinstance(cell, datetime):
        return _in_century(cell.date())
    if isinstance(cell, date):
        return _in_century(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    if isinstance(cell, str):
        return _from_text(_BEFORE.sub("", folded(cell)), year)
    raise Misread(Wrong.NOT_A_DATE, Expected.A_DATE)


def _from_number(number: float) -> date:
    if not isfinite(number):
        raise Misread(Wrong.NOT_A_DATE, Expected.A_DATE)
    if int(number) in _SERIALS:
        return _FIRST_SERIAL + timedelta(days=int(number))
    if number == int(number):
        return _from_text(str(int(number)), 0)
    raise Misread(Wrong.NOT_A_DATE, Expected.A_DATE)


def _from_text(text: str, year: int) -> date:
    either = _EITHER_WAY.fullmatch(text)
    if either:
        return _from_slashes(int(either["first"]), int(either["second"]), int(either["y"]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and int(text[:5]) in _SERIALS:
        return _from_number(int(text[:5]))
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            return _from_parts(match.groupdict(), year)
    raise Misread(Wrong.NOT_A_DATE, Expected.A_DATE)


def _from_slashes(first: int, second: int, year: int) -> date:
    """30/11/2026 and 11/30/2026 are one day; 03/04/2026 may be two."""
    if first <= 12 and second <= 12 and first != second:
        raise Misread(Wrong.AMBIGUOUS_DATE, Expected.A_DATE)
    day, month = (second, first) if second > 12 else (first, second)
    return _day(year, month, day)


def _from_parts(parts: dict[str, str | None], year: int) -> date:
    year = int(parts.get("y") or year)
    if parts.get("end"):
        return _day(year, 12, 31)
    if half := parts.get("half"):
        return _day(year, 6 if half == "上" else 12)
    if quarter := parts.get("quarter"):
        return _day(year, 3 * int(_QUARTERS.get(quarter, quarter)))
    name = parts.get("name")
    month = _MONTHS.index(name) + 1 if name else int(parts.get("m") or 0)
    third = {"上旬": 10, "中旬": 20}.get(parts.get("part") or "")
    day = parts.get("d")
    return _day(year, month, int(day) if day else third)


def _day(year: int, month: int, day: int | None = None) -> date:
    """A day of the calendar; the month's last without `day`."""
    try:
        return _in_century(date(year, month, day or monthrange(year, month)[1]))
    except ValueError as error:
        raise Misread(Wrong.NOT_A_DATE, Expected.A_DATE) from error


def _in_century(day: date) -> date:
    if day.year not in _CENTURY:
        raise Misread(Wrong.DATE_OUT_OF_RANGE, Expected.A_DATE_IN_CENTURY)
    return day
