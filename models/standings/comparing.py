"""A month's scores beside the month before, and whom the office looks at first (DOMAIN §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, func, select

from models.calendar import Calendar, Month
from models.matters.briefs import brief_of
from models.matters.ledger import Light, matter_id
from models.matters.light_causes import shine
from models.rules import LightRules
from models.scoring.scheme import Scheme
from models.standings.runs import Run, Standing, newest_run
from models.units import Cohort, Unit, unit_id


@dataclass(frozen=True)
class Candidate:
    """The last of the districts: its consultation, unless `waived`; `reds` are its red matters."""

    standing: Standing
    unit: Unit
    reds: int
    waived: bool


@dataclass(frozen=True)
class Improved:
    """The unit whose score rose most against the month before."""

    unit: Unit
    total: Decimal
    before: Decimal


def month_before(session: Session, run: Run) -> Run | None:
    """The newest version of the month before a run's."""
    return newest_run(session, run.office_id, Month.parse(run.month).plus(-1))


def last_standings(session: Session, run: Run) -> dict[int, Standing]:
    """The figures of the month before by unit id, in its newest version."""
    before = month_before(session, run)
    if before is None:
        return {}
    found = session.exec(select(Standing).where(Standing.run_id == before.id))
    return {one.unit_id: one for one in found}


def last_standing(session: Session, run: Run, unit: int) -> Standing | None:
    """One unit's figures of the month before."""
    before = month_before(session, run)
    if before is None:
        return None
    statement = select(Standing).where(Standing.run_id == before.id, Standing.unit_id == unit)
    return session.exec(statement).first()


def ranked_in(session: Session, run: Run, cohort: Cohort) -> int:
    """How many units of a cohort have a place."""
    statement = (
        select(func.count())
        .select_from(Standing)
        .join(Unit, col(Unit.id) == col(Standing.unit_id))
        .where(Standing.run_id == run.id, Unit.cohort == cohort, col(Standing.rank).is_not(None))
    )
    return session.exec(statement).one()


def candidate(
    session: Session,
    rows: Sequence[tuple[Standing, Unit]],
    scheme: Scheme,
    lights: LightRules,
    calendar: Calendar,
    today: date,
) -> Candidate | None:
    """一月一会诊: the last of the district cohort, by rule; None where nobody or one is ranked.

    Waived from the scheme's score on, if no matter of it is red (DOMAIN §3). Of several who share
    the last place it is the last in the roster.
    """
    ranked = [(one, unit) for one, unit in rows if unit.cohort is Cohort.DISTRICT and one.rank]
    if len(ranked) < 2:
        return None
    last, unit = max(ranked, key=lambda pair: (pair[0].rank or 0, pair[1].position))
    found = brief_of(session, [unit])
    shown = [
        shine(one, found.steps[matter_id(one)], today, calendar, lights).light
        for one in found.matters[unit_id(unit)]
    ]
    reds = shown.count(Light.RED)
    high = (last.total or Decimal(0)) >= scheme.consultation.waived_from
    return Candidate(last, unit, reds, waived=high and not reds)


def most_improved(
    rows: Sequence[tuple[Standing, Unit]], before: dict[int, Standing]
) -> Improved | None:
    """Whose score rose most; None where no score rose."""
    risen = [
        Improved(unit, one.total, last.total)
        for one, unit in rows
        if one.total is not None
        and (last := before.get(one.unit_id)) is not None
        and last.total is not None
        and one.total > last.total
    ]
    return max(risen, key=lambda one: one.total - one.before, default=None)
