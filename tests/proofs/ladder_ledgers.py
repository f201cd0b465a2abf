"""Ledgers of several sizes in which the ladder is walked, each made once and copied."""

import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from sqlalchemy import insert
from sqlmodel import Session, select

from models.matters.ledger import Kind, Matter, Milestone, State
from models.migrating import upgrade
from models.slips.drafting import Fact, draft
from models.slips.ladders import ladder_in_force
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from tests.models.slips.city import DUE, FOUNDED, LADDER, City, found

UNITS = 90
DONE, LATER = date(2026, 3, 31), date(2027, 9, 30)


@dataclass(frozen=True)
class Size:
    """How many matters stand in the ledger and how many of them are due."""

    ledger: int
    due: int


class Ledgers(ABC):
    """Databases with ledgers; `clock` tells the seconds that count there."""

    clock: Callable[[], float]

    def __init__(self) -> None:
        self._offices: dict[Size, int] = {}

    @contextmanager
    def fresh(self, size: Size) -> Iterator[tuple[Store, int]]:
        """A database of its own with such a ledger, and the id of its office."""
        if size not in self._offices:
            url = self._empty(size)
            upgrade(url)
            store = Store(url)
            self._offices[size] = found_office(store, size)
            store.close()
        store = Store(self._copy(size))
        yield store, self._offices[size]
        store.close()

    @abstractmethod
    def _empty(self, size: Size) -> str:
        """The URL of an empty database."""

    @abstractmethod
    def _copy(self, size: Size) -> str:
        """The URL of a copy of that database."""


class OnSqlite(Ledgers):
    """Files in a folder; what counts is the time of computing."""

    clock = staticmethod(time.process_time)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _empty(self, size: Size) -> str:
        return f"sqlite:///{self._file(size)}"

    def _copy(self, size: Size) -> str:
        copy = self._folder / "copy.db"
        for left in self._folder.glob("copy.db*"):
            left.unlink()
        shutil.copyfile(self._file(size), copy)
        return f"sqlite:///{copy}"

    def _file(self, size: Size) -> Path:
        return self._folder / f"{size.ledger}-{size.due}.db"


class OnPostgres(Ledgers):
    """Databases of a server, which computes itself: what counts is the time that passes."""

    clock = staticmethod(time.perf_counter)

    def __init__(self, server: str) -> None:
        super().__init__()
        self._server = server

    def _empty(self, size: Size) -> str:
        return self._create(f"ledger_{size.ledger}_{size.due}", "template0")

    def _copy(self, size: Size) -> str:
        return self._create("copy", f"ledger_{size.ledger}_{size.due}")

    def _create(self, name: str, template: str) -> str:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        url = self._server.replace("/postgres?", f"/{name}?")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(b"ANALYZE")
        return url


def found_office(store: Store, size: Size) -> int:
    """An office with its units and ledger: due now, closed with all that went before, and later."""
    with store.transaction() as session:
        city = found(session)
        root = session.get_one(Unit, city.bureau.parent_id)
        units = [
            unit_id(add_unit(session, f"U{n}", f"Bureau {n}", Cohort.DEPARTMENT, root))
            for n in range(UNITS)
        ]
        rest = size.ledger - size.due
        rows = [
            *_matters(units, "due", DUE, State.UNDER_WAY, size.due),
            *_matters(units, "done", DONE, State.CLOSED, rest // 2),
            *_matters(units, "later", LATER, State.UNDER_WAY, rest - rest // 2),
        ]
        session.connection().execute(insert(Matter), rows)
        _past(session, city)
        return unit_id(city.office)


def _matters(
    units: Sequence[int], name: str, due_on: date, state: State, count: int
) -> list[dict[str, object]]:
    alike = {
        "kind": Kind.REFORM,
        "measure": "",
        "group_name": "",
        "leader": "",
        "in_charge": "",
        "outcome": "",
        "start_on": date(2026, 1, 1),
        "due_on": due_on,
        "difficulty": 1,
        "state": state,
        "basis": "",
        "percent": 40,
        "position": 0,
    }
    return [
        {**alike, "number": f"{name}-{n}", "title": f"Reform {n}", "lead_unit_id": units[n % UNITS]}
        for n in range(count)
    ]


def _past(session: Session, city: City) -> None:
    """A reached milestone, a prompt and a reminder about every closed matter."""
    closed = session.exec(
        select(Matter.id, Matter.lead_unit_id).where(Matter.state == State.CLOSED)
    ).all()
    milestones = [
        {"matter_id": matter, "title": "Draft", "due_on": DONE, "done_on": DONE}
        for matter, _ in closed
    ]
    session.connection().execute(insert(Milestone), milestones)
    ladder = ladder_in_force(session, unit_id(city.office), LADDER, FOUNDED)
    for kind in (SlipKind.PROMPT, SlipKind.REMINDER):
        fact = Fact(city.bureau, "", "Reform", about_on=DONE)
        one = draft(city.office, kind, fact, LADDER, ladder, None, FOUNDED)
        one.state, one.settled_at, one.year = SlipState.SETTLED, FOUNDED, 2025
        alike = one.model_dump(exclude={"id", "cause", "matter_id", "unit_id", "number"})
        rows = [
            {**alike, "cause": f"{kind}:{n}", "matter_id": matter, "unit_id": unit, "number": n + 1}
            for n, (matter, unit) in enumerate(closed)
        ]
        session.connection().execute(insert(Slip), rows)
