"""How each office works: its rules, the calendar they make, and its scheme of the score (§1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from models.calendar import Calendar
from models.rules import OfficeName, Rules
from models.scoring.scheme import DEFAULT_SCHEME, Scheme
from models.units import Unit, stands_at_the_top


@dataclass(frozen=True)
class Practice:
    """The rules, the calendar and the scheme in force in an office."""

    rules: Rules
    calendar: Calendar
    scheme: Scheme = DEFAULT_SCHEME

    @classmethod
    def under(cls, rules: Rules, zone: ZoneInfo, scheme: Scheme = DEFAULT_SCHEME) -> "Practice":
        """What rules make of the days of a time zone."""
        return cls(rules, rules.calendar_in(zone), scheme)


@dataclass(frozen=True)
class Practices:
    """The practice of the office at the top, and by unit code those of offices with one of theirs.

    What an office does not settle itself is as at the top; but no office has another's name.
    """

    top: Practice
    own: Mapping[str, Practice] = field(default_factory=dict)

    def of(self, office: Unit) -> Practice:
        """The practice of an office."""
        usual = self.top if stands_at_the_top(office) else self._below
        return self.own.get(office.code, usual)

    @cached_property
    def alike(self) -> bool:
        """Whether every office works in the same way, so that nobody need ask which one it is."""
        return not self.own and self._below == self.top

    @cached_property
    def _below(self) -> Practice:
        rules = self.top.rules.model_copy(update={"office": OfficeName()})
        return Practice(rules, self.top.calendar, self.top.scheme)

    def every(self) -> list[Practice]:
        """Each practice there is, once, the top office's first."""
        return [self.top, *self.own.values()]
