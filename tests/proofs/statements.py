"""`python -m tests.proofs.statements`: work for a whole city takes as many statements as for a few.

Counts what opening a month, a reminder run and the board ask of the database at two sizes, and
opens a month with 10,000 and with 100,000 matters to see that the time grows with their number.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import event, insert
from sqlmodel import Session, func, select

from models.dispatch.board import board
from models.dispatch.cycles import newest_cycle
from models.dispatch.returns import Item
from models.matters.ledger import Kind, Matter, State
from models.migrating import upgrade
from models.outbox import Outbox
from models.people.posts import Role, add_person, appoint
from models.practice import Practice, Practices
from models.rules import Rules
from models.store import Store
from models.units import Cohort, Unit, add_unit, offices, unit_id
from scheduler.duties import duty_named, perform
from tests.proofs.verdict import conclude

ZONE = ZoneInfo("Asia/Shanghai")
AROUND = Practices(Practice.under(Rules(), ZONE))
PROMPT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
REMINDER = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
SMALL, LARGE = (20, 5), (400, 5)
"""Units, and matters of each."""

SOME, MANY = (100, 100), (1000, 100)
GROWTH = 1.5
"""So much longer may one of 100,000 matters take than one of 10,000."""


@dataclass(frozen=True)
class Counts:
    """Statements of each kind of work."""

    month: int
    reminders: int
    board: int


@contextmanager
def city(units: int, matters: int) -> Iterator[Store]:
    """A database with so many units, each with a liaison and so many matters."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/liaison.db")
        upgrade(store.url)
        with store.transaction() as session:
            _found(session, units, matters)
        yield store
        store.close()


def _found(session: Session, units: int, matters: int) -> None:
    root = add_unit(session, "ROOT", "City", Cohort.CITY)
    office = add_unit(session, "OFFICE", "Reform Office", Cohort.OFFICE, root)
    clerk = add_person(session, "Clerk", "en")
    appoint(session, clerk, office, Role.CLERK, None, PROMPT)
    for number in range(units):
        unit = add_unit(session, f"U{number}", f"Bureau {number}", Cohort.DEPARTMENT, root)
        person = add_person(session, f"Liaison {number}", "en")
        person.telegram_id = 10_000 + number
        appoint(session, person, unit, Role.LIAISON, None, PROMPT)
        rows = [_matter(unit, number, position) for position in range(matters)]
        session.connection().execute(insert(Matter), rows)


def _matter(unit: Unit, number: int, position: int) -> dict[str, object]:
    return {
        "number": f"{number}-{position}",
        "kind": Kind.REFORM,
        "title": f"Reform {position}",
        "measure": "",
        "group_name": "",
        "lead_unit_id": unit_id(unit),
        "leader": "",
        "in_charge": "",
        "outcome": "",
        "start_on": date(2026, 1, 1),
        "due_on": date(2026, 12, 31),
        "difficulty": 1,
        "state": State.UNDER_WAY,
        "basis": "",
        "percent": 40,
        "position": position,
    }


def statements(store: Store, act: Callable[[], object]) -> int:
    """How many statements something takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    act()
    event.remove(store.engine, "before_cursor_execute", note)
    return sum(not statement.startswith("BEGIN") for statement in seen)


def counted(units: int, matters: int) -> Counts:
    """Open a month, remind, look at the board."""
    with city(units, matters) as store:

        def look() -> None:
            with store.reading() as session:
                cycle = newest_cycle(session, unit_id(offices(session)[0]))
                assert cycle
                assert len(board(session, cycle).lines) == units

        def duty(name: str, at: datetime) -> Callable[[], int]:
            return lambda: perform(store, duty_named(name), AROUND, at)

        found = Counts(
            statements(store, duty("dispatch", PROMPT)),
            statements(store, duty("reminders", REMINDER)),
            statements(store, look),
        )
        with store.reading() as session:
            queued = session.exec(select(func.count()).select_from(Outbox)).one()
        assert queued >= 2 * units, "a prompt and a reminder for each unit"
        return found


def seconds(units: int, matters: int) -> float:
    """How long a month takes to open."""
    with city(units, matters) as store:
        began = time.process_time()
        perform(store, duty_named("dispatch"), AROUND, PROMPT)
        took = time.process_time() - began
        with store.reading() as session:
            items = session.exec(select(func.count()).select_from(Item)).one()
        assert items == units * matters
        return took


def main() -> None:
    """Count, measure, and conclude."""
    argparse.ArgumentParser(
        prog="python -m tests.proofs.statements", description=__doc__
    ).parse_args()
    few, all_of_them = counted(*SMALL), counted(*LARGE)
    some, many = seconds(*SOME), seconds(*MANY)
    growth = many / some / (MANY[0] * MANY[1] / (SOME[0] * SOME[1]))
    conclude(
        f"statements at {SMALL[0]} and {LARGE[0]} units: month {few.month} and "
        f"{all_of_them.month}, reminders {few.reminders} and {all_of_them.reminders}, board "
        f"{few.board} and {all_of_them.board}; a month with {MANY[0] * MANY[1]:,} matters opens in "
        f"{many:.1f} s of computing, {growth:.2f} times as long a matter as with "
        f"{SOME[0] * SOME[1]:,}",
        holds=few == all_of_them and growth <= GROWTH,
    )


if __name__ == "__main__":
    main()
