"""How each office works: its rules, the calendar they make, and its scheme of the score (§1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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

    def is_open(self, now: datetime) -> bool:
        """Whether any office works at a moment."""
        return any(calendar.is_open(now) for calendar in self._calendars)

    def next_open(self, now: datetime) -> datetime:
        """When the next office opens, or the moment itself while one is open."""
        return min(calendar.next_open(now) for calendar in self._calendars)

    @cached_property
    def _calendars(self) -> tuple[Calendar, ...]:
        """Each calendar once."""
        kept = [self.top.calendar, *(one.calendar for one in self.own.values())]
        return tuple(one for n, one in enumerate(kept) if one not in kept[:n])
