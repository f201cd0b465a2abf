"""How an office handles its month's standings, as data: previews, appeals, what is published."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from models.sections import Section


class Mode(StrEnum):
    """What is published of a ranking: all of it, bands, each unit's own place, or nothing (§7)."""

    FULL = "full"
    BANDS = "bands"
    OWN = "own"
    NONE = "none"


class StandingRules(Section):
    """`bands` are the scores from which the first, second, … band begins, the best first."""

    mode: Mode = Mode.FULL
    appeal_days: Annotated[int, Field(ge=1, le=20)] = 3
    bands: tuple[Annotated[Decimal, Field(ge=0, le=100)], ...] = (
        Decimal(90),
        Decimal(80),
        Decimal(70),
    )

    @field_validator("bands")
    @classmethod
    def _the_best_first(cls, value: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        if not value or list(value) != sorted(set(value), reverse=True):
            raise ValueError("give the scores from which each band begins, the best first")
        return value

    def band(self, total: Decimal) -> int:
        """Which band a score lies in, the best is 0; below the last one it is one more."""
        return sum(total < begins for begins in self.bands)
