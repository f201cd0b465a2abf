"""The burden report as a workbook: a row for each unit and month (DOMAIN §7)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from handlers.burden.words import CAUSES, definition
from locales import N_, Translator
from models.burden.counting import UnitBurden
from models.burden.rules import BurdenRules
from models.workbooks.writing import Heading, Sheet, Value, write_sheets

BEFORE = ((N_("Month"), 10), (N_("Unit"), 28), (N_("Code"), 12), (N_("Messages"), 10))
AFTER = (
    (N_("Cards"), 8),
    (N_("Fields"), 8),
    (N_("Taps and texts"), 12),
    (N_("Over a cap"), 12),
)


def write_burden(
    tr: Translator,
    target: Path | BinaryIO,
    months: Mapping[str, Sequence[UnitBurden]],
    caps: BurdenRules,
) -> int:
    """Write the months by name, and a sheet that says what is counted; how many rows."""
    headings = [
        *(Heading(tr.plain(text), width) for text, width in BEFORE),
        *(Heading(tr.plain(text), 12) for text in CAUSES.values()),
        *(Heading(tr.plain(text), width) for text, width in AFTER),
    ]
    said: list[list[Value]] = [[str(line.striptags())] for line in definition(tr)]
    notes = Sheet(tr.plain("What is counted"), [Heading(tr.plain("What is counted"), 120)], said)
    table = Sheet(tr.plain("Burden"), headings, _rows(tr, months, caps))
    return write_sheets(target, [table, notes]) - len(said)


def _rows(
    tr: Translator, months: Mapping[str, Sequence[UnitBurden]], caps: BurdenRules
) -> Iterator[list[Value]]:
    for month, found in months.items():
        for one in found:
            yield [
                month,
                one.unit.name,
                one.unit.code,
                one.told,
                *(one.messages[cause] for cause in CAUSES),
                one.cards,
                one.fields,
                one.inputs,
                tr.plain("yes") if one.over(caps) else None,
            ]
