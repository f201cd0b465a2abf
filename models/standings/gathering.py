"""The facts of an office's month, read from the database and frozen (DOMAIN §6)."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle
from models.parts import asked_by
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.milestone_facts import MilestoneFact
from models.standings.dates_to_keep import Dates, dates_to_keep
from models.standings.items import slips, updates
from models.standings.points import faults, merits
from models.units import Cohort, Unit, unit_id

UNSCORED = frozenset({Cohort.CITY, Cohort.OFFICE})
"""Cohorts that score others, or nothing."""


def gather(
    session: Session, office: Unit, month: Month, cycle: Cycle, calendar: Calendar
) -> MonthFacts:
    """Everything the units of an office are scored by in a month.

    The number of statements does not depend on how many units and matters there are.
    """
    statement = select(Unit).where(asked_by(session, office), col(Unit.cohort).not_in(UNSCORED))
    units = session.exec(statement.order_by(col(Unit.position))).all()
    dates = dates_to_keep(session, office, month, cycle, calendar)
    said, met = updates(session, cycle), slips(session, unit_id(office), month, calendar)
    earned = merits(session, office, month, calendar)
    lost = faults(session, office, month, cycle, calendar)
    facts = [
        UnitFacts(
            code=unit.code,
            name=unit.name,
            cohort=unit.cohort,
            position=unit.position,
            milestones=tuple(dates.by_unit.get(unit_id(unit), ())),
            field=tuple(_field(unit, dates)),
            slips=tuple(met.get(unit_id(unit), ())),
            updates=tuple(said.get(unit_id(unit), ())),
            merits=tuple(earned.get(unit_id(unit), ())),
            faults=tuple(lost.get(unit_id(unit), ())),
        )
        for unit in units
    ]
    return MonthFacts(month=str(month), units=tuple(facts)).in_order()


def _field(unit: Unit, dates: Dates) -> Sequence[MilestoneFact]:
    """What the others did in a group's field; its own matters count as its own."""
    if unit.cohort is not Cohort.GROUP:
        return ()
    return [fact for lead, fact in dates.by_field.get(unit.name, ()) if lead != unit.id]
