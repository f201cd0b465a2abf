"""Two districts beneath the city of the tests, each with an office, towns and basic units.

Whatever belongs to a district holds a word of its own, which nobody outside may ever read.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event
from sqlmodel import Session, SQLModel

from models.circulars.circulars import Circular, CircularText
from models.dispatch.opening import open_cycle
from models.notices.notices import NoticeText
from models.people.posts import Person, Role, add_person, appoint
from models.slips.slips import Slip
from models.units import Cohort, Unit, add_unit
from tests.desk import CALENDAR, OPENED, RULES, Desk, add_matter
from tests.handlers.standings.prepared import NOVEMBER

MATTERS = 3
PLANTED = {
    "appeal": ("reason", "answer"),
    "appealfile": ("name",),
    "attachment": ("name",),
    "documentduty": ("basis",),
    "documentsheet": ("title",),
    "experienceversion": ("title", "text"),
    "extension": ("reason",),
    "groupchat": ("title",),
    "manuscript": ("subject", "demand"),
    "matter": ("title", "outcome"),
    "mediareport": ("title", "medium"),
    "milestone": ("title",),
    "noticegroup": ("name",),
    "person": ("name",),
    "planfile": ("name",),
    "planversion": ("text",),
    "progress": ("note", "help_wanted"),
    "slip": ("subject", "demand"),
    "slipanswer": ("text",),
    "slipfile": ("name",),
    "superiordocument": ("title",),
    "yearend": ("basis",),
}
"""The columns that people write into, by table; `_plant` knows what is no plain text."""


@dataclass
class District(Desk):
    """A district's office as a desk of its own: unit 0 and 1 are towns, 2 and 3 lie below unit 0.

    `secret` stands in whatever is the district's, `series` in the numbers of its matters.
    """

    secret: str = ""
    series: int = 0

    def number(self, unit: int, matter: int) -> str:
        """The number of a unit's matter, both counted from 0."""
        return f"2026-{self.series}{unit}{matter}"


@contextmanager
def planting(secret: str, head: str = "改") -> Iterator[None]:
    """Let whatever is written meanwhile hold a word, and the numbers begin with another letter."""

    def before_flush(session: Session, *_: object) -> None:
        for row in [*session.new, *session.dirty]:
            _plant(row, secret)
            _number(row, head)

    event.listen(Session, "before_flush", before_flush)
    try:
        yield
    finally:
        event.remove(Session, "before_flush", before_flush)


def _plant(row: SQLModel, secret: str) -> None:
    for name in PLANTED.get(str(type(row).__tablename__), ()):
        words = getattr(row, name)
        if words and secret not in words:
            setattr(row, name, f"{words} {secret}")
    if isinstance(row, NoticeText) and secret not in json.dumps(row.content):
        row.content = json.loads(json.dumps(row.content).replace("Please", f"Please {secret}"))
    if isinstance(row, CircularText) and secret not in json.dumps(row.words):
        row.words = {part: f"{words}{secret}" for part, words in row.words.items()}


def _number(row: SQLModel, head: str) -> None:
    if isinstance(row, Slip | Circular) and row.number_text:
        row.number_text = row.number_text.replace("改", head)


def found_district(city: Desk, name: str, secret: str, series: int, neighbour: Person) -> District:
    """Found a district with its office, and open its month."""
    with city.store.transaction() as session, planting(secret):
        root = session.get_one(Unit, city.office.parent_id)
        place = add_unit(session, f"{name}D", f"{name} District", Cohort.DISTRICT, root)
        office = add_unit(session, f"{name}O", f"{name} Office", Cohort.OFFICE, place)
        town = add_unit(session, f"{name}0", f"{secret} Town 0", Cohort.TOWN, place)
        units = [town, add_unit(session, f"{name}1", f"{secret} Town 1", Cohort.TOWN, place)]
        for n in (2, 3):
            below = add_unit(
                session, f"{name}{n}", f"{secret} Village {n}", Cohort.GRASSROOTS, town
            )
            units.append(below)
        cast = Cast(session, 700_000_000 + series * 1_000_000)
        made = District(
            store=city.store,
            office=office,
            district_office=city.office,
            town=town,
            village=units[-1],
            units=units,
            lin=cast.join("Clerk", office, Role.CLERK),
            qian=cast.join("Director", office, Role.DIRECTOR),
            he=cast.join("Inspector", office, Role.INSPECTOR),
            sun=cast.join("Sun", office, Role.DEPUTY_DIRECTOR),
            zhou=cast.join("Head", office, Role.HEAD),
            ma=neighbour,
            liaisons=[cast.join(f"Liaison {n}", one, Role.LIAISON) for n, one in enumerate(units)],
            deputy=cast.join("Deputy", town, Role.DEPUTY),
            leader=cast.join("Leader", town, Role.LEADER),
            town_liaison=neighbour,
            villager=neighbour,
            cycle=city.cycle,
            secret=secret,
            series=series,
        )
        for n, unit in enumerate(units):
            for matter in range(MATTERS):
                add_matter(session, made.number(n, matter), unit, f"Matter {n}.{matter}")
        session.flush()
        cycle = open_cycle(session, office, NOVEMBER, CALENDAR, RULES.dispatch, OPENED)
        assert cycle
        made.cycle = cycle
    return made


class Cast:
    """Gives people posts and telephones, one after the other."""

    def __init__(self, session: Session, first: int) -> None:
        self._session = session
        self._next = first

    def join(self, name: str, unit: Unit, role: Role) -> Person:
        """Somebody new at a post."""
        person = add_person(self._session, name, "en")
        person.telegram_id, self._next = self._next, self._next + 1
        appoint(self._session, person, unit, role, None, OPENED)
        return person
