"""A month of a cell by the calendar alone, in a process of its own: what it asks and weighs."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import event
from sqlmodel import col, func, select

from models.calendar import Month
from models.dispatch.cycles import Cycle
from models.dispatch.returns import Return
from models.outbox import Outbox
from models.store import Store
from models.units import Unit, offices
from scheduler.duties import Appointment, duty_named, keep
from scheduler.rounds import Rounds
from tests.proofs.nation_cell import Cell, Size, founded

MONTH = Month(2026, 11)
BEGINS = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
ENDS = datetime(2026, 12, 20, 4, 0, tzinfo=UTC)
"""From before the prompt until after the scores, the leaders' brief and the last reminder."""


@dataclass(frozen=True)
class MonthFigures:
    """What a month took; `opening` are the statements by the code of the office that opens it."""

    people: int
    opening: dict[str, int]
    asked: dict[str, int]
    statements: int
    seconds: float
    messages: int
    bytes_before: int
    bytes_after: int
    peak: int


def peak(process: int) -> int:
    """The most memory a running process has held, in bytes, as Linux tells it."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    [words] = [line.split() for line in lines if line.startswith("VmHWM:")]
    return int(words[1]) * 1024


@contextmanager
def counting(store: Store) -> Iterator[Counter[str]]:
    """Count the statements of a store under `statements`."""
    seen: Counter[str] = Counter()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen["statements"] += not statement.startswith("BEGIN")

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


def played(folder: Path, size: Size) -> MonthFigures:
    """Found a cell and let the calendar run for a month in which nobody answers."""
    cell = founded(folder, size, BEGINS)
    before = _bytes(cell)
    rounds = Rounds(cell.store, cell.practices, _fail)
    rounds.catch_up(BEGINS)
    began = time.process_time()
    with counting(cell.store) as seen:
        opening = _opened(cell)
        now = BEGINS
        while (now := rounds.next_moment(now)) <= ENDS:
            rounds.catch_up(now)
    seconds = time.process_time() - began
    with cell.store.reading() as session:
        messages = session.exec(select(func.count()).select_from(Outbox)).one()
    asked = _asked(cell)
    return MonthFigures(
        people=size.people,
        opening=opening,
        asked=asked,
        statements=seen["statements"],
        seconds=seconds,
        messages=messages,
        bytes_before=before,
        bytes_after=_bytes(cell),
        peak=peak(os.getpid()),
    )


def _opened(cell: Cell) -> dict[str, int]:
    """Open the month of each office as the scheduler does; the statements of each."""
    with cell.store.reading() as session:
        every = offices(session)
    counts = {}
    for office in every:
        practice, duty = cell.practices.of(office), duty_named("dispatch")
        [at] = duty.moments(MONTH, practice.calendar, practice.rules)
        with counting(cell.store) as seen:
            keep(cell.store, Appointment(at, duty, MONTH), office, practice, at)
        counts[office.code] = seen["statements"]
    return counts


def _asked(cell: Cell) -> dict[str, int]:
    """How many units each office has asked."""
    statement = (
        select(Unit.code, func.count())
        .select_from(Return)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .join(Unit, col(Unit.id) == col(Cycle.office_id))
        .group_by(col(Unit.code))
    )
    with cell.store.reading() as session:
        return dict(session.exec(statement).all())


def _bytes(cell: Cell) -> int:
    cell.store.close()  # what was written last is in the database itself then
    return sum(file.stat().st_size for file in cell.folder.glob("liaison.db*"))


def _fail(_duty: str, error: Exception) -> None:
    raise error
