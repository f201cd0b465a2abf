"""What stands in the cells of a preview: rows and values in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from handlers.terms import COHORTS, KINDS, ROLES, STATES
from locales import Translator
from models.matters.ledger import Kind, State
from models.people.posts import Role
from models.units import Cohort
from models.workbooks.planned_units import UnitItem
from models.workbooks.previews import Change, Preview
from models.workbooks.roster_people import Seat
from models.workbooks.year_ends import YearEndRow

LONGEST = 120
_UNITS = frozenset({"lead_unit", "co_units", "parent", "document_units"})
"""Fields that hold ids of units."""

_WORDS: Mapping[type, Mapping[Any, str]] = {
    Cohort: COHORTS,
    Kind: KINDS,
    Role: ROLES,
    State: STATES,
}


@dataclass(frozen=True)
class PreviewWords:
    """The language, and the name of every unit by its id; ids below zero are new units."""

    tr: Translator
    units: Mapping[int, str]

    @classmethod
    def of(cls, tr: Translator, stored: Mapping[int, str], preview: Preview[Any]) -> "PreviewWords":
        """The words for one preview beside the units that are stored."""
        rows: tuple[Any, ...] = (*preview.added, *preview.changed)
        new = {one.item.id: one.item.name for one in rows if isinstance(one.item, UnitItem)}
        return cls(tr, {**stored, **new})

    def describe(self, item: Any) -> str:
        """What a row is about."""
        tr = self.tr
        if isinstance(item, UnitItem):
            return tr.plain("{name} ({code})", name=item.name, code=item.code)
        if isinstance(item, Seat):
            unit, post = self.units.get(item.unit, ""), tr.plain(ROLES[item.role])
            return tr.plain("{unit}: {name}, {post}", unit=unit, name=item.named.name, post=post)
        if isinstance(item, YearEndRow):
            facts = {"unit": self.units.get(item.unit, ""), "score": item.score}
            return tr.plain("{unit}: {score}, {basis}", basis=item.basis, **facts)
        title = str(item.title)[:LONGEST]
        if not item.number:
            return title
        return tr.plain("{number} {title}", number=item.number, title=title)

    def both(self, change: Change) -> list[str]:
        """What stands, and what would stand."""
        return [self._cell(change.field, one) for one in (change.old, change.new)]

    def _cell(self, field: str, one: object) -> str:
        if field in _UNITS:
            ids = one if isinstance(one, tuple) else () if one is None else (one,)
            return self.tr.plain(", ").join(self.units.get(number, "") for number in ids)
        return self._value(one)

    def _value(self, one: object) -> str:
        if isinstance(one, StrEnum):
            words = _WORDS.get(type(one))
            return self.tr.plain(words[one]) if words else one.value
        if isinstance(one, date):
            return one.isoformat()
        if isinstance(one, tuple):
            return "; ".join(" ".join(map(self._value, _parts(each))) for each in one)
        return "" if one is None else str(one)[:LONGEST]


def _parts(one: object) -> tuple[object, ...]:
    return tuple(one) if isinstance(one, tuple) else (one,)
