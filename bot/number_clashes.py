"""Refuses files by which two offices would print the same number on different documents (§4)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.office_file import OfficeFileError
from bot.toml_file import place, tables
from models.rules import Rules
from models.slips.rungs import SlipKind

SERIES = (("circulars",), *(("slips", kind.value) for kind in SlipKind))
"""The sections of a file with a `number`; the names of a kind of slip are those of its section."""


def refuse(top_file: Path, top: Rules, files: Mapping[str, Path]) -> None:
    """OfficeFileError where a file says a number that the top or another office has already.

    `files` are those of the offices' rules by code. An office that says nothing prints the numbers
    of the top: which offices there are only the roster knows, so `liaison doctor` says that.
    """
    given = {_in_force(top, names): _setting(top_file, names) for names in SERIES}
    faults: list[str] = []
    for code in sorted(files):
        stated = dict(_stated(files[code]))
        faults += [
            f"{place(files[code], (*names, 'number'))}: {pattern!r} is the number of "
            f"{given[pattern]} already; two offices would print the same"
            for names, pattern in stated.items()
            if pattern in given
        ]
        given |= {pattern: _setting(files[code], names) for names, pattern in stated.items()}
    if faults:
        raise OfficeFileError("\n".join(faults))


def _stated(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """The patterns a file itself says, by section."""
    said = tables(path, OfficeFileError)
    for names in SERIES:
        section: Any = said
        for name in names:
            section = section.get(name, {})
        if "number" in section:
            yield names, section["number"]


def _in_force(rules: Rules, names: tuple[str, ...]) -> str:
    """The pattern by which an office numbers a series."""
    return (
        rules.circulars.number if len(names) == 1 else rules.slips.rung(SlipKind(names[1])).number
    )


def _setting(path: Path, names: tuple[str, ...]) -> str:
    return f"{path.name}, {'.'.join((*names, 'number'))}"
