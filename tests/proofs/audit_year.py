"""`python -m tests.proofs.audit_year`: an auditor finds every score of the demo's year again.

The fictional city lives through twelve months, which are scored and published. Then every unit's
score of every month is worked out twice more, from the ledger in plain SQL and from the formulas of
the exported workbooks; and out of what SQL found, its mean and its year.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session, col, select

from bot.demo.city import City
from handlers.standings.workbook import TOTAL, write_ranking
from locales import translator
from models.migrating import upgrade
from models.people.posts import Role, person_id
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, standings_of
from models.store import Store
from models.units import unit_id
from models.years.gathering import OfficeYear, gather
from models.years.year_ends import Entry, enter
from tests.proofs.audit_city import CALENDAR, NOW, RULES, YEAR, live, months
from tests.proofs.audit_sums import Auditor, final, mean_of
from tests.proofs.stage import ZONE
from tests.proofs.verdict import conclude
from tests.spreadsheet import Calculated

Scores = dict[str, dict[int, int | None]]
"""Hundredths by month and unit."""


@dataclass(frozen=True)
class Found:
    """How much was compared, and every difference as a line."""

    units: int
    months: int
    scores: int
    values: int
    by_sql: list[str]
    by_formulas: list[str]
    years: list[str]


def publish_year(store: Store, city: City) -> None:
    """Score and publish every month when the year is over; then enter year-end scores."""
    by = person_id(city.first(Role.DIRECTOR).person)
    for month in months():
        with store.transaction() as session:
            run = compute(
                session, city.office, month, Scheme(), RULES.standings, CALENDAR, None, NOW
            )
            publish(session, run, Mode.FULL, by, NOW)
    with store.transaction() as session:
        ends = {one: Entry(Decimal(score), "考核结果") for one, score in year_ends(city).items()}
        enter(session, city.office, YEAR, ends, by, NOW)


def year_ends(city: City) -> dict[int, int]:
    """The year-end score that each unit got, from 61 to 100."""
    return {unit_id(unit): 61 + 7 * number % 40 for number, unit in enumerate(city.units)}


def stored(session: Session) -> Scores:
    """What the program has published."""
    found: Scores = {}
    rows = select(col(Run.month), col(Standing.unit_id), col(Standing.total))
    for month, unit, total in session.exec(rows.join(Run, col(Run.id) == col(Standing.run_id))):
        found.setdefault(month, {})[unit] = None if total is None else int(total * 100)
    return found


def of_workbooks(session: Session, folder: Path) -> Scores:
    """The same out of the formulas of each month's workbook."""
    return {
        run.month: dict(_of_workbook(session, run, folder)) for run in session.exec(select(Run))
    }


def _of_workbook(session: Session, run: Run, folder: Path) -> Iterator[tuple[int, int | None]]:
    target = folder / f"{run.month}.xlsx"
    write_ranking(session, translator("zh_CN", ZONE), target, run)
    book = Calculated(target)
    for _, unit in standings_of(session, run):
        total = book.value(unit.code, f"B{TOTAL}")
        yield unit_id(unit), None if total == "" else round(total * 100)


def differences(one: Scores, other: Scores) -> list[str]:
    """Every unit and month on which two disagree."""
    return [
        f"{month}, unit {unit}: {one[month].get(unit)} and {other[month].get(unit)}"
        for month in one
        for unit in one[month].keys() | other[month].keys()
        if one[month].get(unit, -1) != other[month].get(unit, -1)
    ]


def years_that_differ(year: OfficeYear, audited: Scores, ends: dict[int, int]) -> list[str]:
    """Every unit whose mean or whose year is not the auditor's."""
    found = []
    for unit, end in ends.items():
        mean = mean_of([month[unit] for month in audited.values()])
        (row,) = year.of([unit])
        total = None if row.year.final is None else int(row.year.final * 100)
        if (row.year.mean, total) != (mean, final(mean, end)):
            found.append(f"unit {unit}: {row.year.mean} and {mean}")
    return found


def audit(store: Store, city: City, file: Path) -> Found:
    """Compare what is published with what is found again in both ways."""
    auditor = Auditor(file, working_days())
    audited = auditor.year()
    auditor.close()
    with store.reading() as session:
        published = stored(session)
        year = gather(session, unit_id(city.office), YEAR, Scheme().year)
        scores = [one for month in published.values() for one in month.values()]
        return Found(
            units=len({unit for month in published.values() for unit in month}),
            months=len(published),
            scores=len(scores),
            values=len(set(scores)),
            by_sql=differences(published, audited),
            by_formulas=differences(published, of_workbooks(session, file.parent)),
            years=years_that_differ(year, audited, year_ends(city)),
        )


def working_days() -> list[str]:
    """The office's working days around the year."""
    days = (date(YEAR - 1, 1, 1) + timedelta(days=n) for n in range(3 * 366))
    return [day.isoformat() for day in days if CALENDAR.is_working(day)]


def main() -> None:
    """Live, publish, audit and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.audit_year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "liaison.db"
        upgrade(f"sqlite:///{file}")
        store = Store(f"sqlite:///{file}")
        city = live(store, chosen.seed)
        publish_year(store, city)
        found = audit(store, city, file)
        store.close()
    for line in (*found.by_sql, *found.by_formulas, *found.years):
        sys.stdout.write(f"differs: {line}\n")
    conclude(
        f"{found.scores:,} scores of {found.units} units in {found.months} months, "
        f"{found.values:,} different ones: {len(found.by_sql)} differ from SQL over the ledger, "
        f"{len(found.by_formulas)} from the workbooks' formulas; {found.units} means and years: "
        f"{len(found.years)} differ; {time.monotonic() - began:.0f} s",
        holds=found.scores == len(months()) * len(city.units)
        and found.values > found.units
        and not (found.by_sql or found.by_formulas or found.years),
    )


if __name__ == "__main__":
    main()
