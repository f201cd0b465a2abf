"""What the scheme says about points of the total: bonus and deduction, what is locked in them."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator

from models.scoring.exact import Points
from models.sections import Section

LOCKED = (
    "locked at 0: the 2024 rules against formalism bar scoring media reports, leaders' remarks and "
    "experience write-ups"
)


class Bonus(Section):
    """One kind of bonus: so much each, so much at most."""

    each: Points
    most: Points


class PilotBonus(Bonus):
    """A pilot was accepted."""

    each: Points = Decimal("0.5")
    most: Points = Decimal(1)


class EarlyBonus(Bonus):
    """Something was completed early, and that was verified."""

    each: Points = Decimal("0.2")
    most: Points = Decimal(1)


class RiskBonus(Bonus):
    """A risk was reported so many working days ahead or earlier, and was confirmed."""

    each: Points = Decimal("0.2")
    most: Points = Decimal(1)
    working_days_ahead: Annotated[int, Field(ge=0, le=60)] = 10


class LockedBonus(Bonus):
    """A bonus that the rules bar: it is named only to say so, and stays 0 (DOMAIN §6 G)."""

    each: Points = Decimal(0)
    most: Points = Decimal(0)

    @field_validator("each", "most")
    @classmethod
    def _locked(cls, value: Decimal) -> Decimal:
        if value:
            raise ValueError(LOCKED)
        return value


class BonusScheme(Section):
    """G: at most `most` in all."""

    most: Points = Decimal(3)
    pilot: PilotBonus = PilotBonus()
    early: EarlyBonus = EarlyBonus()
    risk: RiskBonus = RiskBonus()
    media: LockedBonus = LockedBonus()
    remarks: LockedBonus = LockedBonus()
    write_ups: LockedBonus = LockedBonus()


class DeductionScheme(Section):
    """D: at most `most` in all; of a matter's reminders and orders only the highest."""

    most: Points = Decimal(10)
    reminder: Points = Decimal(1)
    order: Points = Decimal(3)
    further_return: Points = Decimal("0.5")
    falsification: Points = Decimal(5)
