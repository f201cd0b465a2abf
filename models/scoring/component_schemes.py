"""What the scheme says about the base score: its components, their weights, what each earns."""

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.scoring.exact import Points, Share
from models.sections import Section


class Component(StrEnum):
    """The four parts of the base score, each from 0 to 100."""

    PROGRESS = "progress"
    QUALITY = "quality"
    SLIPS = "slips"
    RETURNS = "returns"


class Weights(Section):
    """How much each component counts; a component without items is left out."""

    progress: Points = Decimal(50)
    quality: Points = Decimal(25)
    slips: Points = Decimal(15)
    returns: Points = Decimal(10)

    @model_validator(mode="after")
    def _something_counts(self) -> Self:
        if not any((self.progress, self.quality, self.slips, self.returns)):
            raise ValueError("at least one weight must be above 0")
        return self

    def of(self, component: Component) -> Decimal:
        """The weight of a component."""
        return {
            Component.PROGRESS: self.progress,
            Component.QUALITY: self.quality,
            Component.SLIPS: self.slips,
            Component.RETURNS: self.returns,
        }[component]


def _best_first(*earned: tuple[str, Decimal]) -> None:
    """ValueError where something worse earns more: "what would have earned more" rests on this."""
    for (better, more), (worse, less) in pairwise(earned):
        if less > more:
            raise ValueError(f"{worse} must not earn more than {better}")


class ProgressScheme(Section):
    """P: what a milestone weighs, and what it earns by when it was handed in.

    `lead`, `co` and `carried` are factors of the weight, the others what is earned. Whatever came
    later still, or not at all, or was proven false earns 0.
    """

    lead: Share = Decimal(1)
    co: Share = Decimal("0.5")
    carried: Share = Decimal("0.5")
    on_time: Share = Decimal(1)
    late: Share = Decimal("0.8")
    late_working_days: Annotated[int, Field(ge=0, le=60)] = 5
    carried_closed: Share = Decimal(1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _best_first(("on_time", self.on_time), ("late", self.late))
        return self


class QualityScheme(Section):
    """Q: what each grade of an inspection earns, the best first."""

    excellent: Share = Decimal(1)
    good: Share = Decimal("0.8")
    fair: Share = Decimal("0.5")
    poor: Share = Decimal(0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        grades = ("excellent", self.excellent), ("good", self.good), ("fair", self.fair)
        _best_first(*grades, ("poor", self.poor))
        return self


class SlipScheme(Section):
    """S: what an answer to a slip earns.

    DOMAIN §6 does not say what an answer earns that was on time but returned twice or more: ours
    is as much as a late one (and every further return is deducted).
    """

    on_time: Share = Decimal(1)
    returned_once: Share = Decimal("0.8")
    returned_again: Share = Decimal("0.5")
    late: Share = Decimal("0.5")
    none: Share = Decimal(0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        answered = ("on_time", self.on_time), ("returned_once", self.returned_once)
        _best_first(*answered, ("returned_again", self.returned_again), ("none", self.none))
        _best_first(answered[0], ("late", self.late), ("none", self.none))
        return self


class ReturnScheme(Section):
    """R: what a matter's monthly update (or 无变化) earns."""

    by_due: Share = Decimal(1)
    by_cutoff: Share = Decimal("0.5")
    none: Share = Decimal(0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _best_first(("by_due", self.by_due), ("by_cutoff", self.by_cutoff), ("none", self.none))
        return self
