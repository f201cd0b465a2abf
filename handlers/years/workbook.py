"""The year as a workbook with live formulas, to be checked by hand (DOMAIN §6 Year)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from handlers import terms
from locales import N_, Translator
from models.scoring.scheme import YearScheme
from models.units import Cohort
from models.workbooks.columns import column_letter
from models.workbooks.writing import Formula, Heading, Sheet, Value, write_sheets
from models.years.gathering import OfficeYear, UnitYear

BEFORE_MONTHS = ((N_("Unit"), 28), (N_("Code"), 12))
AFTER_MONTHS = (
    (N_("Scored months"), 10),
    (N_("Mean"), 10),
    (N_("Year-end"), 10),
    (N_("Basis"), 28),
    (N_("Final"), 10),
    (N_("Place"), 8),
    (N_("Final in the bot"), 12),
    (N_("Place in the bot"), 12),
)
FIRST_MONTH = len(BEFORE_MONTHS) + 1
COUNT, MEAN, YEAR_END, _BASIS, FINAL, *_ = (
    column_letter(FIRST_MONTH + 12 + at) for at in range(len(AFTER_MONTHS))
)
"""The letters of the columns that formulas speak of."""


def write_year(tr: Translator, target: Path | BinaryIO, table: OfficeYear) -> int:
    """Write a sheet for each cohort and one with the rules; how many units.

    Months, year-end scores and rules are values; whoever changes one sees what follows from it.
    The last two columns are what the bot computed.
    """
    title = tr.plain("Rules")
    sheets = [
        *(_cohort(tr, table, cohort, rows, title) for cohort, rows in table.cohorts.items()),
        _rules(tr, title, table.scheme),
    ]
    write_sheets(target, sheets)
    return sum(map(len, table.cohorts.values()))


def _rules(tr: Translator, title: str, scheme: YearScheme) -> Sheet:
    rows: list[list[Value]] = [
        [tr.plain("Share of the mean of the months"), scheme.monthly],
        [tr.plain("Share of the year-end score"), scheme.year_end],
        [tr.plain("Fewest scored months for a mean"), scheme.fewest_months],
    ]
    return Sheet(title, [Heading(tr.plain("Rule"), 40), Heading(tr.plain("Value"), 10)], rows)


def _cohort(
    tr: Translator, table: OfficeYear, cohort: Cohort, rows: Sequence[UnitYear], rules: str
) -> Sheet:
    months = [f"{table.year:04d}-{month:02d}" for month in range(1, 13)]
    headings = [
        *(Heading(tr.plain(text), width) for text, width in BEFORE_MONTHS),
        *(Heading(month, 9) for month in months),
        *(Heading(tr.plain(text), width) for text, width in AFTER_MONTHS),
    ]
    return Sheet(terms.cohort(tr, cohort), headings, _rows(rows, months, f"'{rules}'"))


def _rows(rows: Sequence[UnitYear], months: Sequence[str], rules: str) -> Iterator[list[Value]]:
    last = len(rows) + 1
    for at, one in enumerate(rows, start=2):
        count, mean, final, place = _formulas(at, last, rules)
        yield [
            one.unit.name,
            one.unit.code,
            *(one.year.months.get(month) for month in months),
            count,
            mean,
            one.year.year_end,
            one.year_end.basis if one.year_end else None,
            final,
            place,
            one.year.final,
            one.row.rank,
        ]


def _formulas(row: int, last: int, rules: str) -> tuple[Formula, Formula, Formula, Formula]:
    """Scored months, mean, final score and place of one row, by the sheet of rules.

    What a program holds in binary lies a trace beside its decimal: it is put right at the ninth
    place, so that a half is rounded up as it is written.
    """
    months = f"{column_letter(FIRST_MONTH)}{row}:{column_letter(FIRST_MONTH + 11)}{row}"
    monthly, year_end, fewest = (f"{rules}!$B${at}" for at in (2, 3, 4))
    mean, end, final = f"{MEAN}{row}", f"{YEAR_END}{row}", f"{FINAL}{row}"
    lacking = f'OR(AND({monthly}>0,{mean}=""),AND({year_end}>0,{end}=""))'
    total = f"N({mean})*{monthly}+N({end})*{year_end}"
    finals = f"{FINAL}$2:{FINAL}${last}"
    return (
        Formula(f"=COUNT({months})"),
        Formula(f'=IF({COUNT}{row}>={fewest},AVERAGE({months}),"")'),
        Formula(f'=IF({lacking},"",ROUND(ROUND({total},9),2))'),
        Formula(f'=IF({final}="","",RANK({final},{finals}))'),
    )
