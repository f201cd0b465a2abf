"""How the command line shows what an import would do: added, changed, unchanged, faulty."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.cli.desk import Desk
from bot.cli.preview_words import PreviewWords
from bot.cli.tables import Column, show
from handlers import faults
from locales import Translator
from models.workbooks.previews import Preview

MOST = 40
"""Rows of each table that are shown; the rest is counted."""


def show_preview(desk: Desk, preview: Preview[Any], units: Mapping[int, str]) -> None:
    """Print the tables of a preview and its counts; `units` are the stored ones' names by id."""
    tr = desk.tr
    words = PreviewWords.of(tr, units, preview)
    _added(words, preview)
    _changed(words, preview)
    _faulty(tr, preview)
    for heading in preview.unknown:
        desk.say(tr.plain("Column “{heading}” is not taken.", heading=heading))
    desk.say(
        tr.plain(
            "{file}: {added} added, {changed} changed, {unchanged} unchanged, {bad} faulty.",
            file=preview.file,
            added=len(preview.added),
            changed=len(preview.changed),
            unchanged=preview.unchanged,
            bad=len(preview.bad),
        )
    )


def _added(words: PreviewWords, preview: Preview[Any]) -> None:
    tr = words.tr
    rows = [[str(one.row), words.describe(one.item)] for one in preview.added[:MOST]]
    columns = [Column(tr.plain("Row")), Column(tr.plain("Added"), "green")]
    _table(tr, columns, rows, len(preview.added))


def _changed(words: PreviewWords, preview: Preview[Any]) -> None:
    tr = words.tr
    rows = [row for one in preview.changed[:MOST] for row in _fields(words, one)]
    columns = [
        Column(tr.plain("Row")),
        Column(tr.plain("Changed"), "yellow"),
        Column(tr.plain("Field")),
        Column(tr.plain("Before")),
        Column(tr.plain("After")),
    ]
    _table(tr, columns, rows, len(preview.changed))


def _fields(words: PreviewWords, one: Any) -> Iterator[list[str]]:
    for place, change in enumerate(one.changes):
        head = [str(one.row), words.describe(one.item)] if place == 0 else ["", ""]
        yield [*head, faults.field_heading(words.tr, change), *words.both(change)]


def _faulty(tr: Translator, preview: Preview[Any]) -> None:
    columns = [Column(tr.plain("Faulty"), "red")]
    rows = [[faults.sentence(tr, fault)] for fault in preview.faults[:MOST]]
    _table(tr, columns, rows, len(preview.faults))


def _table(tr: Translator, columns: list[Column], rows: list[list[str]], total: int) -> None:
    if not rows:
        return
    show(
        columns,
        rows,
        tr.plain("The first {n} of {total}", n=MOST, total=total) if total > MOST else None,
    )


def as_json(
    tr: Translator,
    preview: Preview[Any],
    applied: bool,  # noqa: FBT001
    saved: Path | None,
) -> dict[str, Any]:
    """A preview for a script: the counts, and every fault with its place."""
    return {
        "file": preview.file,
        "added": len(preview.added),
        "changed": len(preview.changed),
        "unchanged": preview.unchanged,
        "faulty": len(preview.bad),
        "applied": applied,
        "faulty_rows_saved_to": str(saved) if saved else None,
        "faults": [
            {
                "sheet": one.place.sheet,
                "row": one.place.row,
                "column": one.place.column,
                "heading": one.place.heading,
                "value": one.value,
                "what": faults.what(tr, one),
            }
            for one in preview.faults
        ],
    }
