"""The archive: the experiences that were accepted, found by words; and a unit's own, by state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import Select

from models.experiences.experiences import (
    Experience,
    ExperienceState,
    ExperienceVersion,
)
from models.units import Unit


@dataclass(frozen=True)
class Listed:
    """An experience in a list, with the title of one of its versions."""

    one: Experience
    title: str
    unit: Unit


@dataclass(frozen=True)
class Wanted:
    """Which of the archive: whose title, text or unit has every word; between two moments.

    `told` are those of a month's series, `selected` those of a half-year's best.
    """

    words: tuple[str, ...] = ()
    told: bool = False
    selected: bool = False
    since: datetime | None = None
    before: datetime | None = None


def accepted(session: Session, offices: Iterable[int], wanted: Wanted) -> list[Listed]:
    """The accepted ones of these offices, the newest first; one statement."""
    statement = _with_title(_handed_in()).where(
        col(Experience.office_id).in_(set(offices)), Experience.state == ExperienceState.ACCEPTED
    )
    for one in wanted.words:
        statement = statement.where(
            or_(
                col(ExperienceVersion.title).icontains(one, autoescape=True),
                col(ExperienceVersion.text).icontains(one, autoescape=True),
                col(Unit.name).icontains(one, autoescape=True),
            )
        )
    if wanted.told:
        statement = statement.where(col(Experience.told_at).is_not(None))
    if wanted.selected:
        statement = statement.where(Experience.selected_until != "")
    if wanted.since:
        statement = statement.where(col(Experience.decided_at) >= wanted.since)
    if wanted.before:
        statement = statement.where(col(Experience.decided_at) < wanted.before)
    ordered = statement.order_by(col(Experience.decided_at).desc(), col(Experience.id).desc())
    return [Listed(*row) for row in session.exec(ordered)]


def of_units(session: Session, units: Iterable[int]) -> list[Listed]:
    """Every experience of these units in whatever state, the newest first."""
    statement = _with_title(true()).where(col(Experience.unit_id).in_(set(units)))
    return [Listed(*row) for row in session.exec(statement.order_by(col(Experience.id).desc()))]


def listed(session: Session, numbers: Sequence[int]) -> list[Listed]:
    """These experiences in this order; one statement."""
    statement = _with_title(_handed_in()).where(col(Experience.id).in_(numbers))
    found = {row[0].id: Listed(*row) for row in session.exec(statement)}
    return [found[number] for number in numbers if number in found]


def _handed_in() -> ColumnElement[bool]:
    return col(ExperienceVersion.submitted_at).is_not(None)


def _with_title(
    version: ColumnElement[bool],
) -> Select[Experience, str, Unit]:
    """Experiences with the title of the newest of such versions."""
    latest = (
        select(func.max(ExperienceVersion.version))
        .where(ExperienceVersion.experience_id == Experience.id, version)
        .correlate(Experience)
    )
    return (
        select(Experience, ExperienceVersion.title, Unit)
        .join(ExperienceVersion, col(ExperienceVersion.experience_id) == col(Experience.id))
        .join(Unit, col(Unit.id) == col(Experience.unit_id))
        .where(col(ExperienceVersion.version) == latest.scalar_subquery())
    )
