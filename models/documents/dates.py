"""By when a superior document is conveyed, studied and followed by a local plan; pure."""

from dataclasses import dataclass
from datetime import date

from models.calendar import Calendar
from models.refusals import Reason, Refused
from models.rules import DocumentRules


@dataclass(frozen=True)
class StepDates:
    """The last day of each step; `plan_by` holds wherever a local plan is needed."""

    convey_by: date
    study_by: date
    plan_by: date

    def check(self, received_on: date) -> None:
        """Refused(STEPS_BACKWARDS) unless they follow the day of receipt and each other."""
        if not received_on <= self.convey_by <= self.study_by <= self.plan_by:
            raise Refused(Reason.STEPS_BACKWARDS)


def by_rule(received_on: date, rules: DocumentRules, calendar: Calendar) -> StepDates:
    """The dates that office.toml gives a document, in working days from the day of receipt."""
    return StepDates(
        convey_by=calendar.add(received_on, rules.convey_days),
        study_by=calendar.add(received_on, rules.study_days),
        plan_by=calendar.add(received_on, rules.plan_days),
    )
