"""`python -m tests.proofs.score_scale`: a month is scored in time by its size, in few statements.

91 units with 1,400 matters and with 100,000 are gathered, scored, ranked and stored; each beside
the reading of the same ledger, the reference. What is read back is scored again: the same figures.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import event, insert
from sqlmodel import Session, select

from models.calendar import Month
from models.dispatch.opening import open_cycle
from models.matters.ledger import Kind, Matter, State
from models.migrating import upgrade
from models.rules import Rules
from models.scoring.ranking import score_month
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.runs import Run, facts_of, scheme_of, standings_of
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_by_code, unit_id
from tests.proofs.statements import AROUND, PROMPT
from tests.proofs.verdict import conclude

NOVEMBER, CUTOFF = Month(2026, 11), datetime.fromisoformat("2026-12-03T10:00:00+00:00")
UNITS, USUAL, HUGE = 91, 1_400, 100_000
MOST_SECONDS = 1.0
"""So long may the usual month take."""

AS_READING = 8.0
"""So many times as long as reading the same ledger may 100,000 take."""

GROWTH = 1.5
"""So much longer may each of 100,000 matters take than each of 1,400."""

COHORTS = (Cohort.DISTRICT, Cohort.ZONE, Cohort.DEPARTMENT, Cohort.DEPARTMENT, Cohort.GROUP)


@dataclass(frozen=True)
class Cost:
    """Processor seconds to read the ledger and to score a month; `same`: also when read back."""

    reading: float
    scoring: float
    statements: int
    same: bool


@contextmanager
def city(matters: int) -> Iterator[Store]:
    """91 units with so many matters, most of which are due in the month or were before."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/liaison.db")
        upgrade(store.url)
        with store.transaction() as session:
            _found(session, matters)
        yield store
        store.close()


def _found(session: Session, matters: int) -> None:
    root = add_unit(session, "ROOT", "City", Cohort.CITY)
    add_unit(session, "OFFICE", "Reform Office", Cohort.OFFICE, root)
    units = [
        add_unit(session, f"U{n}", f"Unit {n}", COHORTS[n % len(COHORTS)], root)
        for n in range(UNITS)
    ]
    rows = [_matter(units[n % UNITS], n) for n in range(matters)]
    session.connection().execute(insert(Matter), rows)


def _matter(unit: Unit, n: int) -> dict[str, object]:
    late, closed = n % 3 == 0, n % 4 != 0
    due = date(2026, 9, 30) if n % 10 == 0 else date(2026, 11, 2 + n % 25)
    done = date(2026, 11, 28) if late else date(2026, 11, 1)
    return {
        "number": f"2026-{n:06d}",
        "title": f"Matter {n}",
        "kind": Kind.REFORM,
        "lead_unit_id": unit_id(unit),
        "group_name": f"Unit {n % UNITS}" if n % 7 == 0 else "",
        "start_on": date(2026, 1, 1),
        "due_on": due,
        "difficulty": (Decimal(1), Decimal("1.2"), Decimal("1.5"))[n % 3],
        "state": State.CLOSED if closed else State.UNDER_WAY,
        "closed_on": done if closed else None,
        "position": n,
    }


def cost(matters: int) -> Cost:
    """Open the month, read the ledger, score the month, and look whether it can be repeated."""
    seen: list[str] = []
    with city(matters) as store:
        office = _office(store)
        with store.transaction() as session:
            rules, calendar = AROUND.top.rules.dispatch, AROUND.top.calendar
            open_cycle(session, office, NOVEMBER, calendar, rules, PROMPT)
        began = time.process_time()
        with store.reading() as session:
            session.exec(select(Matter)).all()
        reading = time.process_time() - began
        event.listen(store.engine, "before_cursor_execute", lambda *it: seen.append(it[2]))
        began = time.process_time()
        with store.transaction() as session:
            made = _score(session, office)
        scoring = time.process_time() - began
        statements = len(seen)
        with store.reading() as session:
            return Cost(reading, scoring, statements, _same(session, made))


def _office(store: Store) -> Unit:
    with store.reading() as session:
        return unit_by_code(session, "OFFICE")


def _score(session: Session, office: Unit) -> Run:
    rules = Rules().standings
    return compute(session, office, NOVEMBER, Scheme(), rules, AROUND.top.calendar, None, CUTOFF)


def _same(session: Session, run: Run) -> bool:
    """Whether the stored texts give the stored figures, for every unit."""
    again = score_month(facts_of(session, run), scheme_of(run))
    figures = {one.score.code: (one.score.total, one.rank) for of in again.values() for one in of}
    rows = standings_of(session, run)
    return len(rows) == UNITS and figures == {
        unit.code: (one.total, one.rank) for one, unit in rows
    }


def main() -> None:
    """Measure both sizes and conclude."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    cost(USUAL)  # warm: what is loaded once is no matter of size
    usual, huge = cost(USUAL), cost(HUGE)
    ratio = huge.scoring / huge.reading
    growth = (huge.scoring / HUGE) / (usual.scoring / USUAL)
    sys.stdout.write(
        f"{USUAL:,} matters: {usual.scoring:.2f} s, {usual.statements} statements\n"
        f"{HUGE:,} matters: {huge.scoring:.2f} s ({ratio:.1f} of reading the ledger), "
        f"{huge.statements} statements\n"
    )
    holds = (
        usual.scoring < MOST_SECONDS
        and ratio <= AS_READING
        and growth <= GROWTH
        and usual.statements == huge.statements
        and usual.same
        and huge.same
    )
    conclude(
        f"{UNITS} units and {USUAL:,} matters scored in {usual.scoring:.2f} s; {HUGE:,} in "
        f"{ratio:.1f} of the time it takes to read the ledger, each in {growth:.2f} of the time of "
        f"the few; {usual.statements} statements, the same figures again",
        holds=holds,
    )


if __name__ == "__main__":
    main()
