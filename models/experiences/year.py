"""Everything an office was handed in during a year, with its newest words, for the file."""

from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.experiences.experiences import Experience, ExperienceVersion
from models.units import Unit


@dataclass(frozen=True)
class Written:
    """An experience with the newest version that was handed in."""

    one: Experience
    version: ExperienceVersion
    unit: Unit


def handed_in_during(session: Session, office: int, year: int, calendar: Calendar) -> list[Written]:
    """What was handed in first in that year, in whatever state it is now; one statement."""
    since, before = (calendar.at(date(one, 1, 1), time(0)) for one in (year, year + 1))
    statement = (
        select(Experience, ExperienceVersion, Unit)
        .join(ExperienceVersion, col(ExperienceVersion.experience_id) == col(Experience.id))
        .join(Unit, col(Unit.id) == col(Experience.unit_id))
        .where(
            Experience.office_id == office,
            col(Experience.submitted_at) >= since,
            col(Experience.submitted_at) < before,
            col(ExperienceVersion.submitted_at).is_not(None),
        )
        .order_by(col(Experience.id), col(ExperienceVersion.version))
    )
    # The newest version is the last of each.
    return list({row[0].id: Written(*row) for row in session.exec(statement)}.values())
