"""A closed list of words, read in both languages and written in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from models.workbooks.cells import folded, shown
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.opening import Cell

Member = TypeVar("Member", bound=str)


@dataclass(frozen=True)
class Vocabulary(Generic[Member]):
    """A closed list: its words in Chinese and English, and other words for the same."""

    zh: Mapping[Member, str]
    en: Mapping[Member, str]
    also: Mapping[str, Member]
    _known: dict[str, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index every word once."""
        for words in (self.en, self.zh):
            self._known.update({folded(word): member for member, word in words.items()})
        self._known.update({folded(member): member for member in self.zh})
        self._known.update({folded(word): member for word, member in self.also.items()})

    def read(self, cell: Cell) -> Member:
        """The member a cell names; Misread with the choices when it names none."""
        found = self._known.get(folded(shown(cell)))
        if found is None:
            choices = list(self.zh.values()), list(self.en.values())
            raise Misread(Wrong.NOT_IN_LIST, Expected.ONE_OF, zh=choices[0], en=choices[1])
        return found

    def words(self, language: str) -> Mapping[Member, str]:
        """Member → word in the language of a file; English unless it is Chinese."""
        return self.zh if language.startswith("zh") else self.en
