"""What the cells of an office say: texts, numbers, difficulties, milestones."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from models.workbooks.cells import folded, shown, tidy
from models.workbooks.dates import read_day
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.opening import Cell

DIFFICULTIES = (Decimal("1.0"), Decimal("1.2"), Decimal("1.5"))
"""The three difficulties of DOMAIN §2."""

_DASH = "[-/.\uff0d\uff0f\uff0e]"
_DATE_AHEAD = (
    rf"(?:\d{{4}}\s*{_DASH}\s*\d{{1,2}}(?:\s*{_DASH}\s*\d{{1,2}})?"
    r"|(?:\d{4}\s*年(?:度)?\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]|份?[底末]|[上中下]旬|份)?"
    rf"|(?:\d{{4}}\s*)?年[底末内]|\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}\d{{4}})(?!\d)"
)
_BETWEEN_MILESTONES = re.compile(rf"[;；\n]\s*(?={_DATE_AHEAD})")
_MILESTONE = re.compile(
    rf"(?P<day>{_DATE_AHEAD})(?:之前|以前|前)?[\s:：,，、—–-]*(?P<title>.*)", re.DOTALL
)


class Step(NamedTuple):
    """A dated step of a matter's road map, as a cell says it."""

    due_on: date
    title: str


def read_text(cell: Cell, most: int) -> str:
    """The tidy text of a cell; Misread when it is longer than `most` letters."""
    text = shown(cell)
    if len(text) > most:
        raise Misread(Wrong.TOO_LONG, Expected.SHORTER, most=most, length=len(text))
    return text


def read_difficulty(cell: Cell) -> Decimal:
    """1, 1.2 or 1.5 (DOMAIN §2), whether typed as number or text."""
    try:
        number = Decimal(folded(shown(cell)))
    except InvalidOperation as error:
        raise Misread(Wrong.NOT_A_DIFFICULTY, Expected.A_DIFFICULTY) from error
    if number not in DIFFICULTIES:
        raise Misread(Wrong.NOT_A_DIFFICULTY, Expected.A_DIFFICULTY)
    return number


def read_number(cell: Cell, most: int) -> str:
    """The number of a thing in a list, full-width digits made plain."""
    return read_text(unicodedata.normalize("NFKC", shown(cell)), most)


def read_milestones(cell: Cell, year: int, most: int) -> list[Step]:
    """`2026-06-30 印发方案; 2026-09-30 试运行`, by date; a title may hold marks of its own.

    `most` bounds a title. Misread when a step does not begin with a date.
    """
    text = tidy(str(cell))
    parts = [part.strip() for part in _BETWEEN_MILESTONES.split(text)]
    return sorted((_step(part, year, most) for part in parts if part), key=lambda step: step.due_on)


def _step(part: str, year: int, most: int) -> Step:
    match = _MILESTONE.fullmatch(part)
    title = match["title"].strip() if match else ""
    if not match or not title:
        raise Misread(Wrong.NO_DATE_IN_MILESTONE, Expected.MILESTONES, part=part[:80])
    if len(title) > most:
        raise Misread(Wrong.TOO_LONG, Expected.SHORTER, most=most, length=len(title))
    return Step(read_day(match["day"], year), title)


def write_milestones(steps: Iterable[Step]) -> str:
    """Steps as a cell says them, to be read again by `read_milestones`."""
    return "; ".join(f"{step.due_on.isoformat()} {tidy(step.title)}" for step in steps)
