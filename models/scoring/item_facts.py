"""Inspections, slips and monthly updates as facts (DOMAIN §6 Q, S, R)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.scoring.fact import Fact, Moment


class Grade(StrEnum):
    """What an inspection found."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class InspectionFact(Fact):
    """One item that was inspected in the month, with its grade."""

    matter: str
    title: str
    grade: Grade
    inspected_on: date


class SlipFact(Fact):
    """One slip whose answer was due in the month; slips that ask for no answer are none.

    `due_on` is the limit that was in force, `first_due_on` the one it was issued with.
    `answered_at` is when the version was handed in that was accepted in the end, or the newest one
    that waits; None: no answer stands. `in_time` is about that version, `returns` counts how often
    one was returned before.
    """

    number: str
    subject: str
    due_on: date
    first_due_on: date
    answered_at: Moment | None = None
    in_time: bool = False
    returns: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _in_time_is_answered(self) -> Self:
        if self.in_time and self.answered_at is None:
            raise ValueError(f"{self.number}: it was not answered")
        return self


class Updated(StrEnum):
    """When a matter was updated, 无变化 included."""

    BY_DUE = "by_due"
    BY_CUTOFF = "by_cutoff"
    NONE = "none"


class UpdateFact(Fact):
    """One matter the unit was asked about in the month."""

    matter: str
    title: str
    updated: Updated
    updated_at: Moment | None = None
