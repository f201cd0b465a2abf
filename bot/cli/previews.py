"""How the command line shows what an import would do: added, changed, unchanged, faulty."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.cli.desk import Desk
from bot.cli.tables import Column, show
from handlers import faults
from handlers.terms import COHORTS, KINDS, ROLES, STATES
from locales import Translator
from models.matters import Kind, State
from models.people import Role
from models.units import Cohort
from models.workbooks.previews import Change, Preview
from models.workbooks.roster_people import Seat
from models.workbooks.roster_units import UnitItem

MOST = 40
"""Rows of each table that are shown; the rest is counted."""

LONGEST = 120
_WORDS: dict[type, Mapping[Any, str]] = {
    Cohort: COHORTS,
    Kind: KINDS,
    Role: ROLES,
    State: STATES,
}


def show_preview(desk: Desk, preview: Preview[Any]) -> None:
    """Print the tables of a preview and its counts."""
    tr = desk.tr
    _added(tr, preview)
    _changed(tr, preview)
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


def _added(tr: Translator, preview: Preview[Any]) -> None:
    rows = [[str(one.row), describe(tr, one.item)] for one in preview.added[:MOST]]
    columns = [Column(tr.plain("Row")), Column(tr.plain("Added"), "green")]
    _table(tr, columns, rows, len(preview.added))


def _changed(tr: Translator, preview: Preview[Any]) -> None:
    rows = [row for one in preview.changed[:MOST] for row in _fields(tr, one)]
    columns = [
        Column(tr.plain("Row")),
        Column(tr.plain("Changed"), "yellow"),
        Column(tr.plain("Field")),
        Column(tr.plain("Before")),
        Column(tr.plain("After")),
    ]
    _table(tr, columns, rows, len(preview.changed))


def _fields(tr: Translator, one: Any) -> Iterator[list[str]]:
    for place, change in enumerate(one.changes):
        head = [str(one.row), describe(tr, one.item)] if place == 0 else ["", ""]
        yield [*head, faults.field_heading(tr, change), *_both(tr, change)]


def _both(tr: Translator, change: Change) -> list[str]:
    return [value(tr, change.old), value(tr, change.new)]


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


def describe(tr: Translator, item: Any) -> str:
    """What a row is about, in a few words."""
    if isinstance(item, UnitItem):
        return tr.plain("{name} ({code})", name=item.name, code=item.code)
    if isinstance(item, Seat):
        return tr.plain("{name}, {post}", name=item.named.name, post=tr.plain(ROLES[item.role]))
    title = str(item.title)[:LONGEST]
    return tr.plain("{number} {title}", number=item.number, title=title) if item.number else title


def value(tr: Translator, one: object) -> str:
    """A stored value as it is read."""
    if isinstance(one, StrEnum):
        words = _WORDS.get(type(one))
        return tr.plain(words[one]) if words else one.value
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, tuple):
        return "; ".join(" ".join(value(tr, part) for part in _parts(each)) for each in one)
    return "" if one is None else str(one)[:LONGEST]


def _parts(one: object) -> tuple[object, ...]:
    return tuple(one) if isinstance(one, tuple) else (one,)


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
