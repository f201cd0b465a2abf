"""One date of the ledger as a fact: when it was due, when it was met, what stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from models.calendar import Calendar
from models.matters.ledger import Matter, Milestone, State, matter_id
from models.scoring.milestone_facts import (
    ExtensionFact,
    MilestoneFact,
    SetAsideFact,
    SideState,
    date_in_force,
)
from models.slips.extensions import Extension

Key = tuple[int, int]
"""A date of the ledger: matter id and milestone id, 0 for the matter's own."""


class Kept(NamedTuple):
    """When a date was met, and by which version if it was reported in chat."""

    at: datetime
    version: int | None


@dataclass(frozen=True)
class Date:
    """One date of the ledger with the matter it belongs to."""

    matter: Matter
    step: Milestone | None

    @property
    def key(self) -> Key:
        """What tells it from every other one."""
        return matter_id(self.matter), (self.step.id or 0) if self.step else 0

    @property
    def due_on(self) -> date:
        """The date in force."""
        return self.step.due_on if self.step else self.matter.due_on

    @property
    def done_on(self) -> date | None:
        """The day the office accepted that it was met; a closed matter has met them all."""
        return (self.step and self.step.done_on) or self.matter.closed_on


@dataclass(frozen=True)
class OnRecord:
    """What is on record about the dates of a month, to make facts of them."""

    extensions: Mapping[Key, Sequence[Extension]]
    kept: Mapping[Key, Kept]
    aside: Mapping[int, date]
    cutoff_at: datetime
    calendar: Calendar

    def fact(self, one: Date) -> MilestoneFact:
        """A date as a fact."""
        put_off = self._put_off(one)
        first = put_off[0].before_on if put_off else one.due_on
        granted = tuple(self._extension(each) for each in put_off)
        met = self._met(one)
        return MilestoneFact(
            matter=one.matter.number,
            title=one.matter.title,
            step=one.step.title if one.step else "",
            difficulty=one.matter.difficulty,
            first_due_on=first,
            extensions=granted,
            handed_in_at=met.at if met else None,
            version=met.version if met else None,
            late_days=self._late(date_in_force(first, granted), met.at) if met else 0,
            before_cutoff=met is not None and met.at <= self.cutoff_at,
            set_aside=self._aside(one.matter),
        )

    def _put_off(self, one: Date) -> Sequence[Extension]:
        """The extensions that led to the date in force; none when the ledger was re-dated since."""
        known = self.extensions.get(one.key, ())
        return known if known and known[-1].granted_on == one.due_on else ()

    def _extension(self, one: Extension) -> ExtensionFact:
        return ExtensionFact(
            asked_on=self.calendar.today(one.asked_at), granted_on=one.granted_on or one.wanted_on
        )

    def _met(self, one: Date) -> Kept | None:
        """By what the unit said of this date, by an import, or by what it said of the matter."""
        found = self.kept.get(one.key)
        if found is None and not (one.step and one.step.done_on):
            found = self.kept.get((matter_id(one.matter), 0))
        if found is not None or one.done_on is None:
            return found
        return Kept(self.calendar.at(one.done_on, time(0)), None)

    def _late(self, due_on: date, at: datetime) -> int:
        day = self.calendar.today(at)
        return max(1, self.calendar.count(due_on, day)) if day > due_on else 0

    def _aside(self, matter: Matter) -> SetAsideFact | None:
        state = _SIDE.get(matter.state)
        if state is None:
            return None
        since = self.aside.get(matter_id(matter), matter.start_on)  # or it came with an import
        return SetAsideFact(state=state, approved_on=since, basis=matter.basis)


_SIDE: Mapping[State, SideState] = {
    State.AWAITING_SUPERIOR: State.AWAITING_SUPERIOR,
    State.SUSPENDED: State.SUSPENDED,
    State.TERMINATED: State.TERMINATED,
}
