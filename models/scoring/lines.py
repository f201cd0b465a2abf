"""One line of a score: which rule met which fact, what it earned, and what it could have."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.scoring.item_facts import InspectionFact, SlipFact, UpdateFact
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.point_facts import FaultFact, MeritFact

AnyFact = MilestoneFact | InspectionFact | SlipFact | UpdateFact | MeritFact | FaultFact


class Heading(StrEnum):
    """Under what a line counts. `left_out` counts nowhere: it says why a milestone is out."""

    PROGRESS = "progress"
    FIELD = "field"
    QUALITY = "quality"
    SLIPS = "slips"
    RETURNS = "returns"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    LEFT_OUT = "left_out"


class Rule(StrEnum):
    """Every rule of DOMAIN §6 that a line can rest on.

    Milestones: `too_late` came before the cut-off but too many working days late, `after_cutoff`
    when the month was closed. `covered` is a reminder or order where a higher (or the same) slip
    about the matter counts already. `no_fault` is what would have been better than a deduction.
    """

    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"
    AFTER_CUTOFF = "after_cutoff"
    NOT_DONE = "not_done"
    CARRIED_CLOSED = "carried_closed"
    CARRIED_OPEN = "carried_open"
    FALSIFIED = "falsified"
    SET_ASIDE = "set_aside"
    PUT_OFF = "put_off"
    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    SLIP_ON_TIME = "slip_on_time"
    SLIP_RETURNED_ONCE = "slip_returned_once"
    SLIP_RETURNED_AGAIN = "slip_returned_again"
    SLIP_LATE = "slip_late"
    SLIP_UNANSWERED = "slip_unanswered"
    UPDATED = "updated"
    UPDATED_LATE = "updated_late"
    NOT_UPDATED = "not_updated"
    PILOT = "pilot"
    EARLY = "early"
    RISK = "risk"
    RISK_TOO_NEAR = "risk_too_near"
    REMINDED = "reminded"
    ORDERED = "ordered"
    COVERED = "covered"
    RETURNED_AGAIN = "returned_again"
    FALSIFICATION = "falsification"
    NO_FAULT = "no_fault"


@dataclass(frozen=True)
class Line:
    """A rule, the fact it met, its weight, and what it earned; exact, never rounded.

    `points` is q from 0 to 1 in a component, and points of the total in bonus and deduction, where
    those of a deduction are negative. `best` is the most that could have been earned instead, and
    `best_rule` the rule that would have earned it; equal to `points` and `rule` when there is none.
    """

    heading: Heading
    rule: Rule
    fact: AnyFact
    weight: Decimal
    points: Decimal
    best: Decimal
    best_rule: Rule
