"""Whose year a person may see, and what of the others' is shown, by the database alone (§7)."""

from dataclasses import dataclass

from handlers.context import Scene
from models.authority import Act
from models.refusals import Reason, Refused
from models.standings.rules import Mode
from models.units import Cohort, Unit, unit_id, units_by_id
from models.years.gathering import OfficeYear, gather, latest_year, offices_scoring

FIRST, LAST = 2000, 2099
"""The years that can be asked for."""


@dataclass(frozen=True)
class SeenYear:
    """An office's year as this person may see it.

    `whole`: the office sees all of it. `own` are the ids of this person's units, and `mode` is
    what is shown of the others, which is never more than a month of the year showed.
    """

    office: Unit
    table: OfficeYear
    whole: bool
    own: frozenset[int]
    mode: Mode

    @property
    def year(self) -> int:
        """The year."""
        return self.table.year

    @property
    def office_id(self) -> int:
        """The office's id."""
        return unit_id(self.office)

    @property
    def tables(self) -> list[Cohort]:
        """The cohorts of which this person is shown every unit's line."""
        if self.whole:
            return list(self.table.cohorts)
        return self.own_cohorts if self.mode is Mode.FULL else []

    @property
    def own_cohorts(self) -> list[Cohort]:
        """The cohorts of this person's own units."""
        lines = list(self.table.of(self.own))
        return [one for one in Cohort if one in {line.unit.cohort for line in lines}]

    @property
    def shows_places(self) -> bool:
        """Whether a unit is told its place."""
        return self.whole or self.mode in {Mode.FULL, Mode.OWN}


def offices(scene: Scene) -> list[Unit]:
    """The offices whose year concerns this person: their own, or those that score their units."""
    if scene.me.at_office and scene.me.may(Act.READ_RUN):
        return scene.me.listed(Act.READ_RUN)
    own = [unit_id(unit) for unit in scene.me.units(Act.READ_STANDING)]
    return list(units_by_id(scene.session, offices_scoring(scene.session, own)).values())


def year_shown_first(scene: Scene, among: list[Unit]) -> int:
    """The year of the latest month that was published, or this one."""
    ids = [unit_id(office) for office in among]
    return latest_year(scene.session, ids) or scene.today.year


def seen_year(scene: Scene, office: int, year: int) -> SeenYear:
    """A year of an office; Refused(GONE), or Refused(NOT_ALLOWED) where it holds no own unit."""
    scene.me.require(Act.READ_STANDING)
    unit = scene.session.get(Unit, office)
    if unit is None or unit.cohort is not Cohort.OFFICE or not FIRST <= year <= LAST:
        raise Refused(Reason.GONE)
    scene = scene.at(office)
    table = gather(scene.session, office, year, scene.office.scheme.year)
    own = frozenset(unit_id(one) for one in scene.me.units(Act.READ_STANDING))
    whole = scene.me.may(Act.READ_RUN, unit)
    if not whole and not any(table.of(own)):
        raise Refused(Reason.NOT_ALLOWED)
    mode = Mode.FULL if whole else table.shown(scene.office.rules.standings.mode)
    return SeenYear(unit, table, whole, own, mode)


def whole_year(scene: Scene, office: int, year: int) -> SeenYear:
    """A year as the office sees it; Refused(NOT_ALLOWED) for everybody else."""
    scene.me.require(Act.READ_RUN)
    seen = seen_year(scene, office, year)
    scene.me.require(Act.READ_RUN, seen.office)
    return seen
