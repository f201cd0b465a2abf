"""An office's year gathered from what it has published, month by month (DOMAIN §6 Year)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, func, select

from models.scoring.scheme import YearScheme
from models.scoring.year import Year, YearRow, rank_years
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, run_id, scheme_of
from models.units import Cohort, Unit, unit_id
from models.years.year_ends import YearEnd, newest_entries


@dataclass(frozen=True)
class UnitYear:
    """A unit's line: its months with a score, the year-end score as entered, the place."""

    unit: Unit
    row: YearRow
    year_end: YearEnd | None

    @property
    def id(self) -> int:
        """The unit's id."""
        return unit_id(self.unit)

    @property
    def year(self) -> Year:
        """The unit's figures."""
        return self.row.year


@dataclass(frozen=True)
class OfficeYear:
    """A year of an office: each cohort in its order, and what it was put together by.

    `months` are the published ones (2026-01, …); `modes` are what was published of them.
    """

    office: int
    year: int
    scheme: YearScheme
    months: tuple[str, ...]
    modes: frozenset[Mode]
    cohorts: Mapping[Cohort, Sequence[UnitYear]]

    def of(self, units: Collection[int]) -> Iterator[UnitYear]:
        """The lines of some units."""
        for rows in self.cohorts.values():
            yield from (one for one in rows if one.id in units)

    def shown(self, rule: Mode) -> Mode:
        """What units may see of each other: no more than the rule, nor than any month showed."""
        return max((rule, *self.modes), key=list(Mode).index)


def gather(session: Session, office: int, year: int, scheme: YearScheme) -> OfficeYear:
    """Put a year together in four statements, from the newest published version of each month.

    The rules are those of the scheme by which its last month was scored; `scheme` while there is
    none.
    """
    runs = published_runs(session, office, year)
    rules = scheme_of(runs[-1]).year if runs else scheme
    months = _months(session, runs)
    ends = newest_entries(session, office, year)
    units = _units(session, {*months, *ends})
    years = [_year(unit, months, ends, rules) for unit in units.values()]
    cohorts = {
        cohort: [_line(row, units, ends) for row in rows]
        for cohort, rows in rank_years(years).items()
    }
    modes = frozenset(run.mode for run in runs if run.mode)
    named = tuple(run.month for run in runs)
    return OfficeYear(office, year, rules, named, modes, cohorts)


def _year(
    unit: Unit,
    months: Mapping[int, dict[str, Decimal]],
    ends: Mapping[int, YearEnd],
    rules: YearScheme,
) -> Year:
    end = ends.get(unit_id(unit))
    return Year(
        code=unit.code,
        cohort=unit.cohort,
        position=unit.position,
        months=months.get(unit_id(unit), {}),
        year_end=end.score if end else None,
        scheme=rules,
    )


def _line(row: YearRow, units: Mapping[str, Unit], ends: Mapping[int, YearEnd]) -> UnitYear:
    unit = units[row.year.code]
    return UnitYear(unit, row, ends.get(unit_id(unit)))


def published_runs(session: Session, office: int, year: int) -> list[Run]:
    """The newest published version of each month of a year, in their order."""
    statement = select(Run).where(
        Run.office_id == office,
        col(Run.month).between(f"{year:04d}-01", f"{year:04d}-12"),
        col(Run.published_at).is_not(None),
    )
    found = session.exec(statement.order_by(col(Run.month), col(Run.version)))
    return list({run.month: run for run in found}.values())


def _months(session: Session, runs: Sequence[Run]) -> dict[int, dict[str, Decimal]]:
    """Each unit's totals by month; a month without a score is left out."""
    of = {run_id(run): run.month for run in runs}
    statement = select(col(Standing.run_id), col(Standing.unit_id), col(Standing.total)).where(
        col(Standing.run_id).in_(of)
    )
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for run, unit, total in session.exec(statement):
        scored = found[unit]  # also a unit without any score is listed
        if total is not None:
            scored[of[run]] = total
    return found


def _units(session: Session, ids: Collection[int]) -> dict[str, Unit]:
    """The units by code."""
    statement = select(Unit).where(col(Unit.id).in_(ids)).order_by(col(Unit.position))
    return {unit.code: unit for unit in session.exec(statement)}


def without_year_end(session: Session, office: int, year: int) -> int:
    """How many units with a published month of an office's year have no year-end score yet."""
    entered = select(YearEnd.unit_id).where(YearEnd.office_id == office, YearEnd.year == year)
    statement = (
        select(func.count(col(Standing.unit_id).distinct()))
        .join(Run, col(Run.id) == col(Standing.run_id))
        .where(
            Run.office_id == office,
            col(Run.month).between(f"{year:04d}-01", f"{year:04d}-12"),
            col(Run.published_at).is_not(None),
            col(Standing.unit_id).not_in(entered),
        )
    )
    return session.exec(statement).one()


def offices_scoring(session: Session, units: Collection[int]) -> list[int]:
    """The offices in whose published months some units are, in one statement."""
    statement = (
        select(Run.office_id)
        .join(Standing, col(Standing.run_id) == col(Run.id))
        .where(col(Standing.unit_id).in_(units), col(Run.published_at).is_not(None))
        .distinct()
    )
    return sorted(session.exec(statement))


def latest_year(session: Session, offices: Collection[int]) -> int | None:
    """The year of the latest month that some offices have published; None without any."""
    statement = select(func.max(col(Run.month))).where(
        col(Run.office_id).in_(offices), col(Run.published_at).is_not(None)
    )
    month = session.exec(statement).one()
    return int(month[:4]) if month else None
