"""Year-end scores as a workbook: read into a preview of what they would change (DOMAIN §6 Year)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, select

from models.parts import asked_by
from models.units import Unit, unit_id
from models.workbooks.archives import COMMAND_LINE, Limits
from models.workbooks.cells import folded, shown
from models.workbooks.columns import Column
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.lines import Line, Progress, open_table
from models.workbooks.opening import Cell
from models.workbooks.previews import Added, Change, Changed, Preview
from models.workbooks.roster_rows import ROSTER
from models.workbooks.unit_names import UnitNames
from models.workbooks.values import read_text
from models.years.year_ends import LONGEST_BASIS, YearEnd, is_score, newest_entries

_CODE, _UNIT = "code", "unit"
YEAR_ENDS = (
    *(column for column in ROSTER if column.field == _CODE),
    Column(_UNIT, "单位", "Unit", ("单位名称", "部门", "部门名称", "区县", "unit name"), width=28),
    Column(
        "year_end",
        "年终得分",
        "Year-end score",
        ("年终考核得分", "年终成绩", "考核得分", "年度考核得分", "得分", "score", "year end"),
        required=True,
        width=14,
    ),
    Column(
        "year_end_basis",
        "依据",
        "Basis",
        ("考核依据", "依据文件", "得分依据", "based on"),
        width=42,
    ),
)
"""In the order in which offices keep it. A unit is named by its code, by its name, or by both."""


class YearEndRow(NamedTuple):
    """What a row says: whose score it is, and what it rests on."""

    unit: int
    score: Decimal
    basis: str


YearEndPreview = Preview[YearEndRow]


@dataclass(frozen=True)
class _Stored:
    """What stands: the units the office asks, and their scores of the year."""

    names: UnitNames
    scores: Mapping[int, YearEnd]
    file: str


def read_year_ends(
    session: Session,
    path: Path,
    office: Unit,
    year: int,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = COMMAND_LINE,
    name: str | None = None,
    progress: Progress | None = None,
) -> YearEndPreview:
    """Read a file and say what it would change in an office's year; nothing is written.

    Where no basis is given the one that stands is kept, and the file is the basis of a new score.
    Unreadable when the file is refused as a whole.
    """
    table = open_table(path, YEAR_ENDS, mapping or {}, limits, name)
    preview = YearEndPreview.of(table)
    units = session.exec(select(Unit).where(asked_by(session, office)))
    scores = newest_entries(session, unit_id(office), year)
    stored, seen = _Stored(UnitNames(units), scores, table.file), dict[int, int]()
    for line in table.lines(progress):
        if line.is_remark("year_end"):
            preview.passed_over.append((line.layout.sheet, line.number))
            continue
        row = _read(line, stored)
        if row and seen.setdefault(row.unit, line.number) != line.number:
            place = _CODE if line.filled(_CODE) else _UNIT
            line.fault(place, Wrong.DUPLICATE, Expected.ONE_SCORE, row=seen[row.unit])
        if row is None or line.faults:
            preview.bad.append(line)
        else:
            _compare(preview, line, row, scores.get(row.unit))
    return preview


def _read(line: Line, stored: _Stored) -> YearEndRow | None:
    """What a line says, or None with the faults on the line."""
    line.require("year_end")
    unit = _unit(line, stored.names)
    score = line.read("year_end", read_score)
    basis = line.read("year_end_basis", read_text, LONGEST_BASIS)
    if unit is None or score is None or line.faults:
        return None
    known = stored.scores.get(unit)
    kept = known.basis if known and known.score == score else stored.file[:LONGEST_BASIS]
    return YearEndRow(unit, score, basis or kept)


def _unit(line: Line, names: UnitNames) -> int | None:
    """The unit by code or by name; a fault unless both say the same."""
    if not line.filled(_CODE):
        line.require(_UNIT)
    coded = line.read(_CODE, lambda cell: names.read(shown(cell)))
    named = line.read(_UNIT, lambda cell: names.read(shown(cell)))
    if coded is not None and named is not None and coded != named:
        unit = names.by_id[coded].name
        line.fault(_UNIT, Wrong.CONTRADICTS, Expected.SAME_UNIT, unit=unit)
    return coded if coded is not None else named


def read_score(cell: Cell) -> Decimal:
    """A score from 0 to 100 with two decimals at most; Misread for anything else."""
    try:
        score = Decimal(folded(shown(cell)).removesuffix("分"))
    except InvalidOperation as error:
        raise Misread(Wrong.NOT_A_SCORE, Expected.A_SCORE) from error
    if not score.is_finite() or not is_score(score):
        raise Misread(Wrong.NOT_A_SCORE, Expected.A_SCORE)
    return score


def _compare(preview: YearEndPreview, line: Line, row: YearEndRow, stands: YearEnd | None) -> None:
    """Set a row against what stands."""
    if stands is None:
        preview.added.append(Added(line.number, row))
        return
    pairs = (
        Change("year_end", stands.score, row.score),
        Change("year_end_basis", stands.basis, row.basis),
    )
    changes = tuple(one for one in pairs if one.old != one.new)
    if changes:
        preview.changed.append(Changed(line.number, row.unit, row, changes))
    else:
        preview.unchanged += 1
