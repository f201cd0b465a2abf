"""A city with an office at work: units with matters, a month that is open, and its people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event
from sqlmodel import Session, select

from models.calendar import Month
from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import answer, hand_in, rest_unchanged
from models.dispatch.opening import open_cycle
from models.dispatch.progress import Said, Saying, Source
from models.dispatch.returns import Item, Return, items_of
from models.matters.ledger import Matter, Milestone, matter_by_number
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.rules import Rules
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id

RULES = Rules()
CALENDAR = RULES.calendar_in(ZoneInfo("Asia/Shanghai"))
MONTHS = RULES.dispatch.unchanged_months
OPENED = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
"""Wednesday 09:00 on the office's clock."""


@dataclass
class Desk:
    """Lin is the office's clerk, Qian the director, He inspects; unit n has liaison n.

    Sun is a deputy director and Zhou the leading group's head. Unit 0 has a deputy and a leader,
    too. The town belongs to the city. Ma is the clerk of the district's own office, to which only
    the village belongs.
    """

    store: Store
    office: Unit
    district_office: Unit
    town: Unit
    village: Unit
    units: list[Unit]
    lin: Person
    qian: Person
    he: Person
    sun: Person
    zhou: Person
    ma: Person
    liaisons: list[Person]
    deputy: Person
    leader: Person
    town_liaison: Person
    villager: Person
    cycle: Cycle
    accounts: dict[str, int] = field(default_factory=dict)

    def number(self, unit: int, matter: int) -> str:
        """The number of a unit's matter, both counted from 0."""
        return f"2026-{unit:03d}{matter}"

    def hand_in(
        self, unit: int, *said: tuple[int, Said], at: datetime = OPENED, by: Person | None = None
    ) -> None:
        """Let a unit say something about some matters, 无变化 about the rest, and submit."""
        with self.store.transaction() as session:
            one = self.return_of(session, unit)
            source = Source(person_id=person_id(by or self.liaisons[unit]), now=at)
            cards = items_of(session, one.id or 0)
            for at_matter, what in said:
                answer(session, one, cards[at_matter], what, source, MONTHS)
            if one.submitted_at is None:
                rest_unchanged(session, one, source)
                hand_in(session, one, source, MONTHS)

    def return_of(self, session: Session, unit: int) -> Return:
        """A unit's return of the month."""
        wanted = unit_id(self.units[unit])
        return session.exec(
            select(Return).where(Return.cycle_id == self.cycle.id, Return.unit_id == wanted)
        ).one()

    def card(self, session: Session, unit: int, matter: int) -> tuple[Item, Matter]:
        """A card of the month."""
        found = matter_by_number(session, self.number(unit, matter))
        one = self.return_of(session, unit)
        item = session.exec(
            select(Item).where(Item.return_id == one.id, Item.matter_id == found.id)
        ).one()
        return item, found


DONE = Said(Saying.DONE, note="文件已印发")
HARD = Said(Saying.DIFFICULTY, percent=40, note="资金不足", help_wanted="请财政局协调")
HALF = Said(Saying.PROGRESS, percent=50, note="方案已报审")


def settle(
    store: Store,
    units: int = 4,
    matters: int = 3,
    names: Sequence[str] = (),
    opened: datetime = OPENED,
) -> Desk:
    """Found the city, open November, and give everybody but the last liaison a telephone."""
    with store.transaction() as session:
        city = add_unit(session, "C", "City", Cohort.CITY)
        office = add_unit(session, "O", "Reform Office", Cohort.OFFICE, city)
        district = add_unit(session, "D", "District", Cohort.DISTRICT, city)
        district_office = add_unit(session, "DO", "District Office", Cohort.OFFICE, district)
        town = add_unit(session, "T", "Town", Cohort.TOWN, city)
        made = [_unit(session, city, n, names) for n in range(units)]
        village = add_unit(session, "V", "Village", Cohort.TOWN, district)
        cast = _Cast(session)
        desk: dict[str, Any] = {
            "lin": cast.join("Lin", office, Role.CLERK),
            "qian": cast.join("Qian", office, Role.DIRECTOR),
            "he": cast.join("He", office, Role.INSPECTOR),
            "ma": cast.join("Ma", district_office, Role.CLERK),
            "deputy": cast.join("Deputy", made[0], Role.DEPUTY),
            "leader": cast.join("Leader", made[0], Role.LEADER),
            "town_liaison": cast.join("Towner", town, Role.LIAISON),
            "villager": cast.join("Villager", village, Role.LIAISON),
            "liaisons": [
                cast.join(_name(f"Liaison {n}", names, n), unit, Role.LIAISON)
                for n, unit in enumerate(made)
            ],
            "sun": cast.join("Sun", office, Role.DEPUTY_DIRECTOR),
            "zhou": cast.join("Zhou", office, Role.HEAD),
        }
        for n, unit in enumerate([*made, town, village]):
            for m in range(matters):
                add_matter(
                    session, f"2026-{n:03d}{m}", unit, _name(f"Matter {n}.{m}", names, n + m)
                )
        session.flush()
        cycle = open_cycle(session, office, Month(2026, 11), CALENDAR, RULES.dispatch, opened)
        assert cycle
    return Desk(store, office, district_office, town, village, made, cycle=cycle, **desk)


class _Cast:
    """Gives people telephones one after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next = 700_000_001

    def join(self, name: str, unit: Unit, role: Role) -> Person:
        person = add_person(self._session, name, "en")
        person.telegram_id, self._next = self._next, self._next + 1
        appoint(self._session, person, unit, role, None, OPENED)
        return person


def _name(plain: str, names: Sequence[str], n: int) -> str:
    return names[n % len(names)] if names else plain


def _unit(session: Session, city: Unit, n: int, names: Sequence[str]) -> Unit:
    cohort = Cohort.DISTRICT if n % 3 == 0 else Cohort.DEPARTMENT
    return add_unit(session, f"U{n}", _name(f"Unit {n}", names, n)[:120], cohort, city)


def add_matter(session: Session, number: str, unit: Unit, title: str = "Matter") -> None:
    """A matter that began with the year, with one milestone."""
    matter = Matter(
        number=number,
        title=title[:500],
        lead_unit_id=unit_id(unit),
        start_on=date(2026, 1, 1),
        due_on=date(2027, 6, 30),
    )
    session.add(matter)
    session.flush()
    session.add(
        Milestone(matter_id=matter.id or 0, title=f"Draft {number}", due_on=date(2027, 1, 15))
    )


class Counted:
    """Counts the statements of a store while it is open."""

    def __init__(self, store: Store) -> None:
        self._engine = store.engine
        self.statements: list[str] = []

    def __enter__(self) -> "Counted":
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _conn: object, _cursor: object, statement: str, *_: object) -> None:
        self.statements.append(statement)
