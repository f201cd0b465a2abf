"""A small town for the duties: three units with liaisons, one of them with a deputy."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.matters.ledger import Matter
from models.people.posts import Person, Role, add_person, appoint
from models.practice import Practice, Practices
from models.rules import Rules
from models.units import Cohort, Unit, add_unit, unit_id

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULES = Rules()
AROUND = Practice.under(RULES, SHANGHAI)
PRACTICES = Practices(AROUND)
BEFORE = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    """A moment on the office's clock, such as 2026-11-20 09:00."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Town:
    """Alice answers for water, Bob for roads with Carol as his deputy; Dan is the clerk."""

    office: Unit
    water: Unit
    roads: Unit
    idle: Unit
    alice: Person
    bob: Person
    carol: Person
    dan: Person


def found(session: Session) -> Town:
    """Found the town; the idle unit has no open matter."""
    root = add_unit(session, "T", "Town", Cohort.CITY)
    office = add_unit(session, "O", "Reform Office", Cohort.OFFICE, root)
    water, roads, idle = (
        add_unit(session, code, name, Cohort.DEPARTMENT, root)
        for code, name in (("B1", "Water"), ("B2", "Roads"), ("B3", "Idle"))
    )
    alice, bob, carol, dan = (
        add_person(session, name, "en") for name in ("Alice", "Bob", "Carol", "Dan")
    )
    for number, person in enumerate((alice, bob, carol, dan), start=101):
        person.telegram_id = number
    for person, unit, role in (
        (alice, water, Role.LIAISON),
        (bob, roads, Role.LIAISON),
        (carol, roads, Role.DEPUTY),
        (dan, office, Role.CLERK),
    ):
        appoint(session, person, unit, role, None, BEFORE)
    for number, unit in ((1, water), (2, water), (3, roads)):
        add_matter(session, number, unit)
    return Town(office, water, roads, idle, alice, bob, carol, dan)


def add_matter(session: Session, number: int, unit: Unit, due: date = date(2026, 12, 31)) -> Matter:
    """A matter of a unit that began with the year."""
    matter = Matter(
        number=f"2026-{number:03d}",
        title=f"Matter {number}",
        lead_unit_id=unit_id(unit),
        start_on=date(2026, 1, 1),
        due_on=due,
        position=number,
    )
    session.add(matter)
    session.flush()
    return matter
