"""Reads a TOML file into sections; what is wrong in it is named with file, line and setting."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from models.sections import Section

Sections = TypeVar("Sections", bound=Section)


class TomlFileError(Exception):
    """A file that cannot be used; one line per fault, with file, line and name."""


def read(
    path: Path,
    sections: type[Sections],
    refusal: type[TomlFileError],
    over: Mapping[str, Any] = MappingProxyType({}),
    locked: Mapping[str, str] = MappingProxyType({}),
) -> Sections:
    """What a file says; a `refusal` when it is missing, is no TOML or breaks a rule.

    What the file leaves out is as in the tables it stands `over`; the sections that are `locked` it
    may not have, for the reason that is given.
    """
    text, said = _said(path, refusal)
    problems: Sequence[Any] = _kept_out(said, locked)
    if not problems:
        try:
            return sections.model_validate(_laid_over(over, said))
        except ValidationError as error:
            problems = error.errors()
    lines = _lines(text)
    raise refusal("\n".join(_fault(path, lines, problem) for problem in problems))


def tables(path: Path, refusal: type[TomlFileError]) -> dict[str, Any]:
    """The tables of a file as they stand; a `refusal` when it is missing or is no TOML."""
    return _said(path, refusal)[1]


def place(path: Path, names: tuple[str, ...]) -> str:
    """Where a setting stands in a file, as faults name it."""
    lines = _lines(path.read_text(encoding="utf-8"))
    return f"{path.name} line {_line_of(names, lines)}, {'.'.join(names)}"


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One table laid over another, section by section and setting by setting."""
    both = dict(below)
    for name, value in above.items():
        known = both.get(name)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            both[name] = _laid_over(known, value)
        else:
            both[name] = value
    return both


def _said(path: Path, refusal: type[TomlFileError]) -> tuple[str, dict[str, Any]]:
    """A file's text and what it says."""
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise refusal(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise refusal(f"{path}: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise refusal(_syntax(path, text, str(error))) from None


def _kept_out(said: Mapping[str, Any], locked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The locked sections that a file has, as faults."""
    return [
        {"loc": (name,), "msg": reason, "type": "locked", "input": {}}
        for name, reason in locked.items()
        if name in said
    ]


def _syntax(path: Path, text: str, message: str) -> str:
    """tomllib ends its messages with "(at line 3, column 5)" or "(at end of document)"."""
    words, _, place = message.rpartition(" (at ")
    found = re.match(r"line (\d+)", place)
    line = int(found[1]) if found else len(text.splitlines())
    return f"{path.name} line {line}: {words or message}"


def _fault(path: Path, lines: dict[tuple[str, ...], int], problem: Any) -> str:
    names = tuple(part for part in problem["loc"] if isinstance(part, str))
    where = f"line {_line_of(names, lines)}"
    return f"{path.name} {where}, {'.'.join(names)}: {_words(problem)}"


def _words(problem: Any) -> str:
    words = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        return "there is no such setting; see the comments in the file that comes with the program"
    if isinstance(problem["input"], dict):
        return words
    return f"{problem['input']!r} does not fit: {words[:1].lower()}{words[1:]}"


def _line_of(names: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> int:
    """The line of a key, else of the section it belongs into."""
    while names and names not in lines:
        names = names[:-1]
    return lines.get(names, 1)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    return dict(_places(text))


def _places(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Where each section and key stands; multi-line values are passed over."""
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([\w.\- ]+?)\s*\]", line):
            section = tuple(part.strip() for part in header[1].split("."))
            yield section, number
        elif key := re.match(r"\s*([\w.\-]+)\s*=", line):
            yield (*section, *key[1].split(".")), number
