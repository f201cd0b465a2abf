"""How an office publishes experiences, as data: the series' hour, the half-year's choice (§3)."""

from datetime import time
from typing import Annotated

from pydantic import Field, field_validator

from models.sections import Section


class ExperienceRules(Section):
    """`at` is the hour of the series on working days.

    Each month of `select_months` ends a period, of whose experiences `select` are chosen by a jury
    with `votes` votes each, in `voting_days` working days; who has not voted is reminded once, so
    many working days before the close as `remind_before` says (0: on the last day).
    """

    at: time = time(10, 0)
    select: Annotated[int, Field(ge=1, le=30)] = 10
    select_months: Annotated[
        tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)
    ] = (6, 12)
    votes: Annotated[int, Field(ge=1, le=30)] = 10
    voting_days: Annotated[int, Field(ge=1, le=60)] = 5
    remind_before: Annotated[int, Field(ge=0, le=30)] = 1

    @field_validator("select_months")
    @classmethod
    def _in_order(cls, months: tuple[int, ...]) -> tuple[int, ...]:
        if list(months) != sorted(set(months)):
            raise ValueError("name each month once, the earlier first")
        return months
