"""Milestones as facts: the date in force, when it was met, what stands beside it (DOMAIN §6)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.calendar import Month
from models.matters.ledger import State
from models.scoring.exact import Factor
from models.scoring.fact import Fact, Moment

SideState = Literal[State.AWAITING_SUPERIOR, State.SUSPENDED, State.TERMINATED]


class Part(StrEnum):
    """A unit's part in a matter: 牵头 or 配合."""

    LEAD = "lead"
    CO = "co"


class ExtensionFact(Fact):
    """An extension that was approved: asked for on a day, put off to another."""

    asked_on: date
    granted_on: date


class SetAsideFact(Fact):
    """The side state a matter was in at the month's end: since when approved, on which basis."""

    state: SideState
    approved_on: date
    basis: str = ""


class MilestoneFact(Fact):
    """A date a unit had to keep: a milestone, or with an empty `step` the matter's own date.

    The matter's own date (完成时限) counts like a milestone, unless a milestone lies on that day:
    then the same date is said twice, and is given once. A milestone belongs to the month its date
    in force lies in, and as a carried one to each later month until it is handed in.

    `handed_in_at` is when the version (`version`) was handed in that was accepted in the end, or,
    until the office has decided, the newest one that waits: a slow office costs a unit nothing. It
    is None for what was not handed in by the time the facts were frozen. `late_days` are working
    days of the office's calendar after `due_on`: 0 on time, at least 1 for whatever came after the
    date. `before_cutoff` is about the cut-off of the month that is scored; what was handed in after
    it is still open in this month and is carried into the next. `falsified`: proven not to be true.
    """

    matter: str
    title: str
    step: str = ""
    part: Part = Part.LEAD
    difficulty: Factor = Decimal(1)
    first_due_on: date
    extensions: tuple[ExtensionFact, ...] = ()
    handed_in_at: Moment | None = None
    version: int | None = None
    late_days: Annotated[int, Field(ge=0)] = 0
    before_cutoff: bool = False
    falsified: bool = False
    set_aside: SetAsideFact | None = None

    @model_validator(mode="after")
    def _nothing_before_it_was_handed_in(self) -> Self:
        if self.handed_in_at is None and (self.late_days or self.before_cutoff or self.version):
            raise ValueError(f"{self.matter} {self.step}: it was not handed in")
        return self

    @property
    def due_on(self) -> date:
        """The date in force (DOMAIN §6 Set)."""
        return date_in_force(self.first_due_on, self.extensions)

    @property
    def open(self) -> bool:
        """Whether it was still open at the month's cut-off."""
        return self.handed_in_at is None or not self.before_cutoff

    def carried_into(self, month: Month) -> bool:
        """Whether it comes from an earlier month."""
        return self.due_on < month.first

    def out_of(self, month: Month) -> bool:
        """Whether it is put off to a later month."""
        return self.due_on > month.last

    @property
    def excused(self) -> bool:
        """Whether its side state was approved before the date was over; the day itself is before.

        Approved later it stays in the month whose date was missed (DOMAIN §6 Set).
        """
        return self.set_aside is not None and self.set_aside.approved_on <= self.due_on

    def aside_in(self, month: Month) -> bool:
        """Whether its side state takes it out of a month (DOMAIN §2, §6 Set).

        In the months after its date it does so whenever it was approved: what is set aside is not
        open, and only what is open is carried.
        """
        return self.excused or (self.set_aside is not None and self.carried_into(month))


def date_in_force(first: date, extensions: Iterable[ExtensionFact]) -> date:
    """The date after every extension that was asked for in time: on the date in force or before.

    One that was asked for late moves nothing, even when it was approved (DOMAIN §6 Set).
    """
    due = first
    for one in sorted(extensions, key=lambda one: (one.asked_on, one.granted_on)):
        if one.asked_on <= due:
            due = one.granted_on
    return due
