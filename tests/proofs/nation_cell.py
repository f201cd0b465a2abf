"""What `tests.proofs.nation` looks at: a cell, an office with liaisons at all four levels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot import practice_files, settings
from models.matters.ledger import Kind, Matter, State
from models.migrating import upgrade
from models.people.posts import Person, Post, Role
from models.practice import Practices
from models.store import Store
from models.units import Cohort, Unit
from tests.proofs.stage import FIRST_CHAT, OFFICE_TOML

OWN_RULES = 3
"""So many of the districts' offices have a file of their own."""

DISTRICT_TOML = "[reminders]\nworking_days_before = [2]\n"


@dataclass(frozen=True)
class Size:
    """Departments and districts of the city; towns of a district; grassroots units of a town."""

    departments: int
    districts: int
    towns: int
    grassroots: int

    @property
    def people(self) -> int:
        """One liaison for each of them."""
        return self.departments + self.districts * (1 + self.towns * (1 + self.grassroots))

    @property
    def offices(self) -> int:
        """The city's and one of each district."""
        return 1 + self.districts


SMALL, LARGE = Size(90, 10, 3, 29), Size(90, 10, 33, 29)
"""1,000 and 10,000 people under as many offices."""

TINY = Size(2, 2, 1, 2)


@dataclass
class Roster:
    """Rows of a cell, written in a few statements; ids count from 1."""

    name: str
    first_chat: int
    began: datetime
    units: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    matters: list[dict[str, Any]] = field(default_factory=list)

    def unit(self, code: str, cohort: Cohort, above: dict[str, Any] | None) -> dict[str, Any]:
        """A unit below another."""
        number = len(self.units) + 1
        row = {
            "id": number,
            "code": code,
            "name": f"{self.name} {cohort.value} {code}",
            "cohort": cohort,
            "parent_id": above["id"] if above else None,
            "path": f"{above['path'] if above else '/'}{number}/",
            "position": number,
        }
        self.units.append(row)
        return row

    def office(self, code: str, above: dict[str, Any]) -> None:
        """An office with a clerk, who has no telephone linked."""
        self._appoint(self.unit(code, Cohort.OFFICE, above), Role.CLERK, None)

    def led(self, code: str, cohort: Cohort, above: dict[str, Any]) -> dict[str, Any]:
        """A unit with a liaison within reach and one matter."""
        unit = self.unit(code, cohort, above)
        self._appoint(unit, Role.LIAISON, self.first_chat + len(self.matters))
        self.matters.append(_matter(len(self.matters) + 1, unit["id"]))
        return unit

    def _appoint(self, unit: dict[str, Any], role: Role, chat: int | None) -> None:
        number = len(self.people) + 1
        name = f"{self.name} {role.value} {number}"
        linked = self.began if chat else None
        person = {"id": number, "name": name, "language": "en"}
        self.people.append(person | {"telegram_id": chat, "linked_at": linked})
        post = {"unit_id": unit["id"], "person_id": number, "role": role}
        self.posts.append(post | {"since": self.began, "until": None})

    def write(self, session: Session) -> None:
        """Write everything down."""
        tables = (Unit, self.units), (Person, self.people), (Post, self.posts)
        for table, rows in (*tables, (Matter, self.matters)):
            session.connection().execute(insert(table), rows)


def _matter(number: int, unit: int) -> dict[str, Any]:
    return {
        "number": f"2026-{number:05d}",
        "kind": Kind.REFORM,
        "title": f"Reform {number}",
        "measure": "",
        "group_name": "",
        "lead_unit_id": unit,
        "leader": "",
        "in_charge": "",
        "outcome": "",
        "start_on": date(2026, 1, 1),
        "due_on": date(2027, 6, 30),
        "difficulty": 1,
        "state": State.UNDER_WAY,
        "basis": "",
        "percent": 40,
        "position": number,
    }


def roster(size: Size, name: str, first_chat: int, began: datetime) -> Roster:
    """市 → 区县 → 镇办 → 基层单位, an office at the city and one at each district."""
    rows = Roster(name, first_chat, began)
    city = rows.unit("CITY", Cohort.CITY, None)
    rows.office("OFFICE", city)
    for n in range(size.departments):
        rows.led(f"B{n}", Cohort.DEPARTMENT, city)
    for n in range(size.districts):
        district = rows.led(f"D{n}", Cohort.DISTRICT, city)
        rows.office(f"DO{n}", district)
        for code in _codes(f"T{n}", size.towns):
            town = rows.led(code, Cohort.TOWN, district)
            for below in _codes(f"G{code[1:]}", size.grassroots):
                rows.led(below, Cohort.GRASSROOTS, town)
    return rows


def _codes(start: str, count: int) -> Iterator[str]:
    return (f"{start}.{n}" for n in range(count))


@dataclass(frozen=True)
class Cell:
    """One office of the nation: a folder of its own with its rules and its database."""

    name: str
    folder: Path
    store: Store
    practices: Practices
    chats: range


def founded(
    folder: Path, size: Size, began: datetime, name: str = "Cell", first_chat: int = FIRST_CHAT
) -> Cell:
    """Found a cell in an empty folder; some of its districts' offices have rules of their own."""
    (folder / "offices").mkdir(parents=True)
    (folder / "office.toml").write_text(OFFICE_TOML)
    for n in range(min(OWN_RULES, size.districts)):
        (folder / "offices" / f"DO{n}.toml").write_text(DISTRICT_TOML)
    store = Store(f"sqlite:///{folder / 'liaison.db'}")
    upgrade(store.url)
    rows = roster(size, name, first_chat, began)
    with store.transaction() as session:
        rows.write(session)
    practices = practice_files.load(settings.load(data_dir=folder))
    return Cell(name, folder, store, practices, range(first_chat, first_chat + size.people))
