"""An office at its register of superior documents, in the small city of the ladder."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from models.documents.dates import by_rule
from models.documents.documents import Level, Need, Step
from models.documents.registry import Entry, Registry
from models.units import Unit, unit_id
from tests.models.slips.city import CALENDAR, RULES, City, at
from tests.models.slips.city import found as found_city

RECEIVED = date(2026, 9, 1)
"""A Tuesday."""

PLAN = date(2026, 10, 19)
"""Thirty working days later, past National Day and its make-up days."""

TITLES = {Step.CONVEYED: "Conveyed", Step.STUDIED: "Studied", Step.ISSUED: "Local plan issued"}


@dataclass
class Desk:
    """The register of the city's office, kept by its clerk."""

    session: Session
    city: City
    registry: Registry

    def entry(
        self,
        *units: Unit,
        need: Need = Need.PENDING,
        received_on: date = RECEIVED,
        late: int = 0,
        **facts: Any,
    ) -> Entry:
        """A provincial document for units; `late` days are added to the dates of the rules."""
        dates = by_rule(RECEIVED, RULES.documents, CALENDAR)
        more = timedelta(days=late)
        dates = replace(
            dates,
            convey_by=dates.convey_by + more,
            study_by=dates.study_by + more,
            plan_by=dates.plan_by + more,
        )
        given: dict[str, Any] = {
            "number": "Provincial 2026-3",
            "title": "On one window",
            "level": Level.PROVINCIAL,
            "received_on": received_on,
            "dates": dates,
            "units": {unit_id(unit): need for unit in units},
        }
        return Entry(**(given | facts))


def found(session: Session) -> Desk:
    """The office on the day of receipt."""
    city = found_city(session)
    registry = Registry(
        session=session,
        office=city.office,
        rules=RULES,
        calendar=CALENDAR,
        titles=TITLES,
        by=city.clerk.id,
        now=at(RECEIVED),
    )
    return Desk(session, city, registry)
