"""What a circular publishes of a ranking, by the mode in force: no more of it is kept (§7)."""

from collections.abc import Sequence

from models.circulars.figures import Band, CohortRanking, Place
from models.standings.rules import Mode, StandingRules
from models.standings.runs import Standing
from models.units import Cohort, Unit

Row = tuple[Standing, Unit]


def ranking(rows: Sequence[Row], mode: Mode, rules: StandingRules) -> tuple[CohortRanking, ...]:
    """The ranking of each cohort in the order of DOMAIN §1; nothing where none is published."""
    if mode is Mode.NONE:
        return ()
    cohorts = {
        cohort: [row for row in rows if row[1].cohort is cohort and row[0].total is not None]
        for cohort in Cohort
    }
    return tuple(_of(cohort, found, mode, rules) for cohort, found in cohorts.items() if found)


def _of(cohort: Cohort, rows: Sequence[Row], mode: Mode, rules: StandingRules) -> CohortRanking:
    ranked = [row for row in rows if row[0].rank is not None]
    if mode is Mode.OWN:
        return CohortRanking(cohort=cohort, ranked=len(ranked))
    return CohortRanking(
        cohort=cohort,
        ranked=len(ranked),
        places=tuple(map(_place, ranked)) if mode is Mode.FULL else (),
        bands=_bands(ranked, rules) if mode is Mode.BANDS else (),
        unranked=tuple(unit.name for standing, unit in _by_roster(rows) if standing.rank is None),
    )


def _place(row: Row) -> Place:
    standing, unit = row
    assert standing.rank is not None  # noqa: S101  the caller has left the others out
    assert standing.total is not None  # noqa: S101  whoever is ranked has a score
    return Place(
        rank=standing.rank,
        unit=unit.name,
        total=standing.total,
        progress=standing.progress,
        quality=standing.quality,
        slips=standing.slips,
        returns=standing.returns,
        bonus=standing.bonus,
        deduction=standing.deduction,
    )


def _by_roster(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row[1].position)


def _bands(rows: Sequence[Row], rules: StandingRules) -> tuple[Band, ...]:
    """In a band nobody stands before another: units follow the roster."""
    begins = [*rules.bands, None]
    found = [
        Band(
            least=least,
            units=tuple(
                unit.name
                for standing, unit in _by_roster(rows)
                if standing.total is not None and rules.band(standing.total) == at
            ),
        )
        for at, least in enumerate(begins)
    ]
    return tuple(band for band in found if band.units)
