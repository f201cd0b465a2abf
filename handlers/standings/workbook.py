"""A month's scores as a workbook with live formulas, to be checked by hand (DOMAIN §6)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from handlers import terms
from handlers.standings import words
from handlers.standings.gains import item
from locales import N_, Translator
from models.scoring.component_schemes import Component
from models.scoring.lines import Heading, Line
from models.scoring.scheme import Scheme
from models.scoring.score import Score
from models.standings.looking_up import score_of
from models.standings.runs import Run, Standing, scheme_of, standings_of
from models.units import Unit
from models.workbooks.cells import tidy

FIRST = 16
"""The row in which a unit's lines begin, below its figures."""

SCHEME = "Scheme"
SETTINGS = (
    "weight_progress",
    "weight_quality",
    "weight_slips",
    "weight_returns",
    "group_field",
    "group_own",
    "bonus_most",
    "deduction_most",
)
"""The names of the scheme's sheet, a row each."""

COMPONENT_ROWS: Mapping[Heading, int] = {
    Heading.PROGRESS: 3,
    Heading.QUALITY: 4,
    Heading.SLIPS: 5,
    Heading.RETURNS: 6,
    Heading.FIELD: 7,
}
OWN, BASE, BONUS, DEDUCTION, TOTAL, STORED = 8, 9, 10, 11, 12, 13
"""In which row of a unit's sheet each figure stands."""

TITLES: Mapping[int, str] = {
    OWN: N_("Base score of its own items"),
    BASE: N_("Base score B"),
    BONUS: N_("Bonus G"),
    DEDUCTION: N_("Deduction D"),
    TOTAL: N_("Score F"),
    STORED: N_("Stored score"),
}


def write_ranking(session: Session, tr: Translator, target: Path, run: Run) -> int:
    """Write every unit's sheet, the list and the scheme; how many units.

    The totals are formulas over the lines: whoever changes a line sees what it is worth.
    """
    from openpyxl import Workbook  # noqa: PLC0415  slow to load, and rarely wanted

    book: Any = Workbook()
    listed, rows = book.active, standings_of(session, run)
    listed.title = tr.plain("Ranking")
    _write_scheme(book.create_sheet(SCHEME), scheme_of(run))
    heads = (N_("Cohort"), N_("Code"), N_("Unit"), N_("Place"), N_("Score"), N_("Stored score"))
    _append(listed, [tr.plain(one) for one in heads])
    for one, unit in sorted(rows, key=lambda row: list(terms.COHORTS).index(row[1].cohort)):
        name = _write_unit(book, tr, run, one, unit)
        _append(listed, [terms.cohort(tr, unit.cohort), unit.code, unit.name, one.rank])
        listed.cell(listed.max_row, 5).value = f"='{name}'!B{TOTAL}"
        listed.cell(listed.max_row, 6).value = one.total
    book.save(target)
    return len(rows)


def _write_scheme(sheet: Any, scheme: Scheme) -> None:
    values = (
        *(scheme.weights.of(one) for one in Component),
        scheme.group.field,
        scheme.group.own,
        scheme.bonus.most,
        scheme.deduction.most,
    )
    for name, value in zip(SETTINGS, values, strict=True):
        sheet.append([name, value])


def _write_unit(book: Any, tr: Translator, run: Run, one: Standing, unit: Unit) -> str:
    """One unit's figures and lines; the name of its sheet."""
    sheet, score = book.create_sheet(_sheet_name(unit)), score_of(run, one)
    last = FIRST + len(score.lines)
    _text(sheet.cell(1, 1), f"{unit.name} {tr.month(run.month)}")
    for heading, row in COMPONENT_ROWS.items():
        _text(sheet.cell(row, 1), words.heading(tr, heading))
        sheet.cell(row, 2).value = _mean(heading, last)
    for row, title in TITLES.items():
        _text(sheet.cell(row, 1), tr.plain(title))
    for row, formula in _formulas(last).items():
        sheet.cell(row, 2).value = formula
    sheet.cell(STORED, 2).value = one.total
    _write_lines(sheet, tr, score)
    name: str = sheet.title
    return name


def _sheet_name(unit: Unit) -> str:
    """The unit's code as Excel takes it: 31 letters, none of those that mean something."""
    return "".join("_" if letter in "[]:*?/\\'" else letter for letter in unit.code)[:31]


def _write_lines(sheet: Any, tr: Translator, score: Score) -> None:
    heads = (N_("Part"), N_("Item"), N_("Rule"), N_("Weight"), N_("Earned"), N_("Weighted"))
    for number, head in enumerate(heads, start=1):
        _text(sheet.cell(FIRST - 1, number), tr.plain(head))
    for row, line in enumerate(score.lines, start=FIRST):
        for number, value in enumerate(_cells(tr, line), start=1):
            _put(sheet.cell(row, number), value)
        sheet.cell(row, 6).value = f"=D{row}*E{row}"


def _cells(tr: Translator, line: Line) -> Iterator[str | Decimal]:
    yield line.heading.value
    yield item(line.fact, 200)
    yield words.rule(tr, line.rule)
    yield line.weight
    yield line.points


def _mean(heading: Heading, last: int) -> str:
    """100 · Σwq / Σw over the lines of a heading; empty without any."""
    weights = _sum("D", heading, last)
    return f'=IF({weights}=0,"",100*{_sum("F", heading, last)}/{weights})'


def _sum(column: str, heading: Heading, last: int) -> str:
    part, values = f"A{FIRST}:A{last}", f"{column}{FIRST}:{column}{last}"
    return f'SUMIF({part},"{heading.value}",{values})'


def _formulas(last: int) -> dict[int, str]:
    """B, G, D and F by the scheme's sheet, as DOMAIN §6 puts them together."""
    parts = range(COMPONENT_ROWS[Heading.PROGRESS], COMPONENT_ROWS[Heading.RETURNS] + 1)
    weights = {row: f"{SCHEME}!$B${at}" for at, row in enumerate(parts, start=1)}
    whole = "+".join(f'IF(B{row}="",0,{weight})' for row, weight in weights.items())
    earned = "+".join(f'IF(B{row}="",0,B{row}*{weight})' for row, weight in weights.items())
    field = f"B{COMPONENT_ROWS[Heading.FIELD]}"
    both = f"{SCHEME}!$B$5*{field}+{SCHEME}!$B$6*B{OWN}"
    sums = {one: _sum("F", one, last) for one in (Heading.BONUS, Heading.DEDUCTION)}
    added = f"B{BASE}+B{BONUS}-B{DEDUCTION}"
    return {
        OWN: f'=IF(({whole})=0,"",({earned})/({whole}))',
        BASE: f'=IF({field}="",B{OWN},IF(B{OWN}="",{field},{both}))',
        BONUS: f"=MIN({SCHEME}!$B$7,{sums[Heading.BONUS]})",
        DEDUCTION: f"=MIN({SCHEME}!$B$8,-({sums[Heading.DEDUCTION]}))",
        TOTAL: f'=IF(B{BASE}="","",ROUND(ROUND(MAX(0,MIN(100,{added})),9),2))',
    }


def _append(sheet: Any, values: Sequence[object]) -> None:
    row = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for number, value in enumerate(values, start=1):
        _put(sheet.cell(row, number), value)


def _put(cell: Any, value: object) -> None:
    if isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value


def _text(cell: Any, value: str) -> None:
    """A text stays a text, also one that begins like a formula."""
    cell.value = tidy(value)
    cell.data_type = "s"
    cell.quotePrefix = True
