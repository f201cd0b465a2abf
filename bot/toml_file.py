"""Reads a TOML file into sections; what is wrong in it is named with file, line and setting."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from models.sections import Section

Sections = TypeVar("Sections", bound=Section)


class TomlFileError(Exception):
    """A file that cannot be used; one line per fault, with file, line and name."""


def read(path: Path, sections: type[Sections], refusal: type[TomlFileError]) -> Sections:
    """What a file says; a `refusal` when it is missing, is no TOML or breaks a rule."""
    try:
        text = path.read_text(encoding="utf-8")
        return sections.model_validate(tomllib.loads(text))
    except OSError as error:
        raise refusal(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise refusal(f"{path}: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise refusal(_syntax(path, text, str(error))) from None
    except ValidationError as error:
        lines = _lines(text)
        faults = [_fault(path, lines, problem) for problem in error.errors()]
        raise refusal("\n".join(faults)) from None


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
