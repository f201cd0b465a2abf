"""Which dates were missed in a month, one by one, by the facts it was scored from (§3, §6)."""

from datetime import date

from models.calendar import Calendar, Month
from models.circulars.figures import Missed
from models.scoring.facts import MonthFacts
from models.scoring.milestone_facts import MilestoneFact, Part


def missed(facts: MonthFacts, calendar: Calendar, cutoff_on: date) -> tuple[Missed, ...]:
    """What the leading units did late or had not done by cut-off, unit by unit, by date.

    What is still open counts its working days until cut-off.
    """
    month = Month.parse(facts.month)
    found = [
        _missed(unit.name, one, calendar, cutoff_on)
        for unit in sorted(facts.units, key=lambda unit: unit.position)
        for one in sorted(unit.milestones, key=lambda one: (one.due_on, one.matter, one.step))
        if one.part is Part.LEAD and _is_missed(one, month)
    ]
    return tuple(found)


def _is_missed(one: MilestoneFact, month: Month) -> bool:
    if one.aside_in(month) or one.out_of(month):
        return False
    return one.open or one.late_days > 0


def _missed(unit: str, one: MilestoneFact, calendar: Calendar, cutoff_on: date) -> Missed:
    handed_in = None if one.open or one.handed_in_at is None else one.handed_in_at
    return Missed(
        matter=one.matter,
        title=one.title,
        step=one.step,
        unit=unit,
        due_on=one.due_on,
        days=one.late_days if handed_in else calendar.count(one.due_on, cutoff_on),
        handed_in_on=calendar.today(handed_in) if handed_in else None,
    )
