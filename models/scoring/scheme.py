"""The scheme: every number of the score, as data; stored with each run (DOMAIN §6)."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from models.scoring.component_schemes import (
    ProgressScheme,
    QualityScheme,
    ReturnScheme,
    SlipScheme,
    Weights,
)
from models.scoring.exact import Points, Share
from models.scoring.point_schemes import BonusScheme, DeductionScheme
from models.sections import Section


class Tie(StrEnum):
    """What decides between equal scores, one after the other."""

    PROGRESS = "progress"
    OVERDUE_WEIGHT = "overdue_weight"
    DEDUCTION = "deduction"


class RankingScheme(Section):
    """Who is ranked, and how ties are decided; equal in all of them means equal in rank."""

    fewest_items: Annotated[int, Field(ge=0, le=100)] = 3
    ties: tuple[Tie, ...] = (Tie.PROGRESS, Tie.OVERDUE_WEIGHT, Tie.DEDUCTION)

    @field_validator("ties")
    @classmethod
    def _once_each(cls, value: tuple[Tie, ...]) -> tuple[Tie, ...]:
        if len(set(value)) < len(value):
            raise ValueError("name each only once")
        return value


class GroupScheme(Section):
    """How a group's base score is put together: the matters of its field, and its own items."""

    field: Share = Decimal("0.6")
    own: Share = Decimal("0.4")

    @model_validator(mode="after")
    def _a_whole(self) -> Self:
        if self.field + self.own != 1:
            raise ValueError("field and own must add up to 1")
        return self


class YearScheme(Section):
    """How the year is put together from its months and the year-end score."""

    monthly: Share = Decimal("0.5")
    year_end: Share = Decimal("0.5")
    fewest_months: Annotated[int, Field(ge=1, le=12)] = 6

    @model_validator(mode="after")
    def _a_whole(self) -> Self:
        if self.monthly + self.year_end != 1:
            raise ValueError("monthly and year_end must add up to 1")
        return self


class ConsultationScheme(Section):
    """一月一会诊: waived for the last district from this score on, if nothing of it is red (§3)."""

    waived_from: Points = Decimal(85)


class Scheme(Section):
    """The whole scheme of a month's score.

    Runs are computed again from the scheme that was stored with them: no name in here ever changes,
    and a setting that is added has a default that means what held before.
    """

    name: str = Field(default="", max_length=120)
    weights: Weights = Weights()
    progress: ProgressScheme = ProgressScheme()
    quality: QualityScheme = QualityScheme()
    slips: SlipScheme = SlipScheme()
    returns: ReturnScheme = ReturnScheme()
    bonus: BonusScheme = BonusScheme()
    deduction: DeductionScheme = DeductionScheme()
    group: GroupScheme = GroupScheme()
    ranking: RankingScheme = RankingScheme()
    year: YearScheme = YearScheme()
    consultation: ConsultationScheme = ConsultationScheme()


DEFAULT_SCHEME = Scheme()
"""The scheme that holds where an office has none of its own."""
