"""Why a matter shows the light it shows, so that every light opens to its reason; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.calendar import Calendar
from models.matters.ledger import SIDE_STATES, Light, Matter, Milestone
from models.matters.lights import light, points_behind
from models.rules import LightRules


class Cause(StrEnum):
    """What gives a light (DOMAIN §2)."""

    SET_ASIDE = "set_aside"
    OVERRIDDEN = "overridden"
    DONE = "done"
    MILESTONE_MISSED = "milestone_missed"
    OVERDUE = "overdue"
    MILESTONE_SOON = "milestone_soon"
    SOON = "soon"
    BEHIND = "behind"
    ON_PACE = "on_pace"


@dataclass(frozen=True)
class Shine:
    """A light with its cause; `step` is the milestone meant, `points` how far it is behind.

    `light` is None in a side state: such a matter is in no denominator and shows none.
    """

    light: Light | None
    cause: Cause
    day: date
    step: Milestone | None = None
    points: int = 0


def shine(
    matter: Matter,
    steps: Sequence[Milestone],
    today: date,
    calendar: Calendar,
    rules: LightRules,
) -> Shine:
    """The light of a matter on a day of the office, and why."""
    if matter.state in SIDE_STATES:
        return Shine(None, Cause.SET_ASIDE, matter.review_on or matter.due_on)
    shown = light(matter, steps, today, calendar, rules)
    if matter.light_override:
        return Shine(shown, Cause.OVERRIDDEN, matter.due_on)
    if shown is Light.BLUE:
        return Shine(shown, Cause.DONE, matter.closed_on or matter.due_on)
    return _by_dates(matter, steps, shown, calendar.add(today, rules.yellow_working_days), today)


def _by_dates(
    matter: Matter, steps: Sequence[Milestone], shown: Light, soon: date, today: date
) -> Shine:
    step = _next_step(matter, steps)
    day = step.due_on if step else matter.due_on
    if shown is Light.RED:
        return Shine(shown, Cause.MILESTONE_MISSED if step else Cause.OVERDUE, day, step)
    if shown is Light.GREEN:
        return Shine(shown, Cause.ON_PACE, day, step)
    if day <= soon:
        return Shine(shown, Cause.MILESTONE_SOON if step else Cause.SOON, day, step)
    return Shine(shown, Cause.BEHIND, day, points=points_behind(matter, today))


def _next_step(matter: Matter, steps: Sequence[Milestone]) -> Milestone | None:
    """The open milestone that comes first, unless the matter itself is due before it."""
    coming = [step for step in steps if step.done_on is None and step.due_on <= matter.due_on]
    return min(coming, key=lambda step: step.due_on, default=None)
