"""Makes one catalogue out of another, such as the traditional characters out of the simplified."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message

from locales.languages import catalogue_path

if TYPE_CHECKING:
    from opencc import OpenCC

BY_HAND = "by hand"
"""A sentence with this comment in its catalogue is left as it stands."""


@dataclass(frozen=True)
class Recipe:
    """How a language is made: from which, by which conversion of OpenCC, and what is mended."""

    source: str
    conversion: str
    words: Mapping[str, str] = field(default_factory=dict)

    def convert(self, text: str) -> str:
        """A text of the source language in the language that is made."""
        made = str(_converter(self.conversion).convert(text))
        for wrong, right in self.words.items():
            made = made.replace(wrong, right)
        return made


@cache
def _converter(name: str) -> "OpenCC":
    # Imported here: only who changes the catalogues has it, the program does not.
    from opencc import OpenCC  # noqa: PLC0415

    return OpenCC(name)


def recipe(language: str) -> Recipe | None:
    """How a language is made, as `made.toml` in its folder says; None for one that is written."""
    path = catalogue_path(language).parents[1] / "made.toml"
    if not path.exists():
        return None
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(said["from"], said["conversion"], said.get("words", {}))


def remake(how: Recipe, source: Catalog, catalogue: Catalog) -> None:
    """Write every sentence anew that nobody wrote by hand; what the source lacks stays empty."""
    for message, made in _made(how, source, catalogue):
        message.string = made


def strays(how: Recipe, source: Catalog, catalogue: Catalog, language: str) -> list[str]:
    """Sentences that are neither what the source gives nor marked as written by hand."""
    return [
        f"{language}: {_forms(message.id)[0]!r} is not what {how.source} gives; "
        f'run `update`, or mark it "# {BY_HAND}"'
        for message, made in _made(how, source, catalogue)
        if _forms(message.string) != _forms(made)
    ]


def _made(
    how: Recipe, source: Catalog, catalogue: Catalog
) -> Iterator[tuple[Message, str | tuple[str, ...]]]:
    """The sentences to be made, each with what it becomes."""
    for message in catalogue:
        known = source.get(_forms(message.id)[0]) if message.id else None
        if known and BY_HAND not in message.user_comments:
            made = tuple(map(how.convert, _forms(known.string)))
            yield message, made if message.pluralizable else made[0]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)
