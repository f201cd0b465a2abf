"""A city with a ladder: an office with its signers, units with matters that come due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models.matters.ledger import Matter, State
from models.people.posts import Person, Role, add_person, appoint
from models.rules import Rules
from models.slips.ladder import walk
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.units import Cohort, Unit, add_unit, unit_id

ZONE = ZoneInfo("Asia/Shanghai")
RULES = Rules()
LADDER = RULES.slips
CALENDAR = RULES.calendar_in(ZONE)
FOUNDED = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
DUE = date(2026, 9, 30)
"""A Wednesday; National Day follows until Wednesday 7 October, and Saturday the 10th is made up."""


def at(day: date, clock: str = "09:00") -> datetime:
    """A moment on the office's clock."""
    return CALENDAR.at(day, time.fromisoformat(clock))


@dataclass
class City:
    """`bureau` has a liaison, a deputy and a leader; so has `district`."""

    session: Session
    office: Unit
    bureau: Unit
    district: Unit
    clerk: Person
    director: Person
    deputy_director: Person
    head: Person
    liaison: Person
    deputy: Person
    leader: Person

    def matter(
        self, number: str = "2026-001", due_on: date = DUE, unit: Unit | None = None
    ) -> Matter:
        """One more matter that is under way."""
        matter = Matter(
            number=number,
            title=f"Reform {number}",
            lead_unit_id=unit_id(unit or self.bureau),
            start_on=date(2026, 1, 1),
            due_on=due_on,
            state=State.UNDER_WAY,
            percent=40,
        )
        self.session.add(matter)
        self.session.flush()
        return matter

    def of(self, slip: Slip) -> Matter:
        """The matter a slip is about."""
        return self.session.get_one(Matter, slip.matter_id)

    def walk(self, day: date, clock: str = "09:00") -> int:
        """Walk the ladder on a day."""
        raised = walk(self.session, self.office, LADDER, CALENDAR, at(day, clock))
        self.session.flush()
        self.session.expire_all()
        return raised

    def slips(self, kind: SlipKind | None = None) -> list[Slip]:
        """Every slip there is, in order."""
        self.session.expire_all()
        found = self.session.exec(select(Slip)).all()
        return sorted(
            (slip for slip in found if kind in {None, slip.kind}), key=lambda slip: slip.id or 0
        )

    def only(self, kind: SlipKind) -> Slip:
        """The one slip of a kind."""
        (slip,) = self.slips(kind)
        return slip


def found(session: Session) -> City:
    """Found the city; everybody has a telephone."""
    city = add_unit(session, "C", "City", Cohort.CITY)
    office = add_unit(session, "O", "Reform Office", Cohort.OFFICE, city)
    bureau = add_unit(session, "B", "Bureau", Cohort.DEPARTMENT, city)
    district = add_unit(session, "D", "District", Cohort.DISTRICT, city)
    posts = [
        ("clerk", office, Role.CLERK),
        ("director", office, Role.DIRECTOR),
        ("deputy_director", office, Role.DEPUTY_DIRECTOR),
        ("head", office, Role.HEAD),
        ("liaison", bureau, Role.LIAISON),
        ("deputy", bureau, Role.DEPUTY),
        ("leader", bureau, Role.LEADER),
    ]
    people = {}
    for number, (name, unit, role) in enumerate(posts):
        person = people[name] = add_person(session, name.title(), "en")
        person.telegram_id = 800_000 + number
        appoint(session, person, unit, role, None, FOUNDED)
    return City(session=session, office=office, bureau=bureau, district=district, **people)
