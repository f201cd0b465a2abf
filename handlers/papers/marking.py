"""An annex with all its texts changed in one way, such as a stand-in for a lacking character."""

from collections.abc import Callable
from dataclasses import replace

from handlers.papers.annexes import Annex, AnnexTable


def marked(annex: Annex, mark: Callable[[str], str]) -> Annex:
    """The annex with every text as `mark` gives it back."""
    tables = tuple(_table(table, mark) for table in annex.tables)
    return Annex(mark(annex.label), mark(annex.title), tables)


def _table(table: AnnexTable, mark: Callable[[str], str]) -> AnnexTable:
    return AnnexTable(
        columns=tuple(replace(one, heading=mark(one.heading)) for one in table.columns),
        rows=tuple(tuple(map(mark, row)) for row in table.rows),
        caption=mark(table.caption),
        note=mark(table.note),
    )
