"""Units as cells name them: by name or code, with the nearest name for what is unknown."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from models.units import Unit, unit_id
from models.workbooks.cells import folded, tidy
from models.workbooks.faults import Expected, Misread, Wrong

_BETWEEN_NAMES = re.compile(r"[、;；\n]")
_ALSO_BETWEEN = re.compile(r"[、;；\n,，]")
_SPACE = re.compile(r"\s+")
_MOST_SUGGESTIONS = 200
_LONGEST_COMPARED = 60


class UnitNames:
    """The units of the tree by every name they go by; a cell is looked up once."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.by_id = {unit_id(unit): unit for unit in units}
        self._named: dict[str, list[int]] = {}
        self._coded: dict[str, int] = {}
        self._looked_up: dict[str, int] = {}
        self._suggested: dict[str, str | None] = {}
        for number, unit in self.by_id.items():
            self._named.setdefault(_key(unit.name), []).append(number)
            self._coded[_key(unit.code)] = number

    def read(self, text: str) -> int:
        """The id of the unit a text names; Misread when none or more than one has that name."""
        found = self.known(text)
        if found is None:
            named = self._named.get(_key(text))
            if named:
                codes = [self.by_id[number].code for number in named]
                raise Misread(Wrong.AMBIGUOUS_UNIT, Expected.A_UNIT_CODE, name=text, codes=codes)
            raise self._unknown(text)
        return found

    def read_list(self, text: str) -> tuple[int, ...]:
        """The units one cell names, the first leading, each once; Misread for the first unknown.

        A name may hold a mark that also stands between names: the whole cell is tried first, and
        a comma parts names only where they are no name together.
        """
        whole = self.known(text)
        if whole is not None:
            return (whole,)
        found: list[int] = []
        for part in split_names(text):
            known = self.known(part)
            if known is not None:
                found.append(known)
            else:
                found.extend(self.read(name) for name in _names(_ALSO_BETWEEN, part))
        return tuple(dict.fromkeys(found))

    def known(self, text: str) -> int | None:
        """The unit that alone has this name, or this code; None when there is none."""
        number = self._looked_up.get(text)
        if number is None:
            key = _key(text)
            named = self._named.get(key, [])
            number = named[0] if len(named) == 1 else self._coded.get(key)
            if number is not None:
                self._looked_up[text] = number
        return number

    def cell(self, number: int) -> str:
        """What a written cell calls a unit: its name, or its code where the name is not enough."""
        unit = self.by_id[number]
        alone = self.known(unit.name) == number and not _ALSO_BETWEEN.search(unit.name)
        return unit.name if alone else unit.code

    def _unknown(self, text: str) -> Misread:
        key = _key(text)[:_LONGEST_COMPARED]
        if key not in self._suggested and len(self._suggested) < _MOST_SUGGESTIONS:
            near = get_close_matches(key, self._named, n=1, cutoff=0.5)
            self._suggested[key] = self.by_id[self._named[near[0]][0]].name if near else None
        nearest = self._suggested.get(key)
        if nearest is None:
            return Misread(Wrong.UNKNOWN_UNIT, Expected.A_KNOWN_UNIT, name=text[:80])
        return Misread(Wrong.UNKNOWN_UNIT, Expected.A_NEAR_UNIT, name=text[:80], nearest=nearest)


def split_names(text: str) -> list[str]:
    """The names in one cell, in their order."""
    return _names(_BETWEEN_NAMES, text)


def _names(between: re.Pattern[str], text: str) -> list[str]:
    return [name for name in map(tidy, between.split(text)) if name]


def _key(name: str) -> str:
    return _SPACE.sub("", folded(tidy(name)))  # as a workbook keeps it
