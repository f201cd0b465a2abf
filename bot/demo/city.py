"""The fictional city's units and people: 91 units that answer, the office, and leaders."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.demo.names import Names
from models.people.posts import Person, Role, add_person, appoint
from models.units import Cohort, Unit, add_unit

FIRST_TELEGRAM_ID = 5001
"""Telegram accounts of the demo's people count up from here."""

UNLINKED = 3
"""So many liaisons have not opened their invitation yet: the office sees them as exceptions."""

OFFICE_CAST = (Role.CLERK, Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.HEAD, Role.INSPECTOR)
"""Whom of the office the page lets one be; the first two stand beside the liaison at the start."""


@dataclass(frozen=True)
class Player:
    """Somebody of the city who is on the local Telegram: account, person, post and unit."""

    telegram_id: int
    person: Person
    role: Role
    unit: Unit


@dataclass(frozen=True)
class City:
    """The office, every unit that answers, and everybody who has a telephone linked."""

    office: Unit
    units: list[Unit]
    players: list[Player]

    def first(self, role: Role) -> Player:
        """The first player with a post."""
        return next(player for player in self.players if player.role is role)

    def cast(self) -> list[Player]:
        """Whom the page lets one be: the first unit's people, a department's, and the office."""
        department = next(unit for unit in self.units if unit.cohort is Cohort.DEPARTMENT)
        office = [self.first(role) for role in OFFICE_CAST]
        home = [player for player in self.players if player.unit is self.units[0]]
        guests = [player for player in self.players if player.unit is department]
        return [home[0], *office[:2], *home[1:], *guests, *office[2:]]

    def others(self) -> list[Player]:
        """The liaisons nobody plays on the page."""
        played = {player.unit.id for player in self.cast()}
        return [
            player
            for player in self.players
            if player.role is Role.LIAISON and player.unit.id not in played
        ]


def found_city(session: Session, names: Names, now: datetime) -> City:
    """Found the city: the office, and 91 units with liaison and deputy."""
    root = add_unit(session, "YC", names.one("city"), Cohort.CITY)
    office = add_unit(session, "GGB", names.one("office"), Cohort.OFFICE, root)
    units = [
        add_unit(session, f"{letter}{number:02d}", name, cohort, root)
        for key, letter, cohort in (
            ("districts", "D", Cohort.DISTRICT),
            ("zones", "Z", Cohort.ZONE),
            ("departments", "B", Cohort.DEPARTMENT),
            ("groups", "G", Cohort.GROUP),
        )
        for number, name in enumerate(names[key], start=1)
    ]
    units += [
        add_unit(session, f"T{number:02d}", name, Cohort.TOWN, district)
        for number, (name, district) in enumerate(zip(names["towns"], units[3:], strict=False), 1)
    ]
    posts = [(office, Role.DIRECTOR), (office, Role.CLERK), (office, Role.INSPECTOR)]
    posts += [(unit, role) for unit in units for role in (Role.LIAISON, Role.DEPUTY)]
    posts += [(unit, Role.LEADER) for unit in units[:11]]
    posts += [(office, Role.DEPUTY_DIRECTOR), (office, Role.HEAD)]
    players = [
        seat(session, names, unit, role, account, now)
        for account, (unit, role) in enumerate(posts, FIRST_TELEGRAM_ID)
    ]
    _cut_off_some(players)
    session.flush()
    linked = [player for player in players if player.person.telegram_id is not None]
    return City(office=office, units=units, players=linked)


def seat(
    session: Session, names: Names, unit: Unit, role: Role, account: int, now: datetime
) -> Player:
    """A new person at a post, with a telephone of that account."""
    person = add_person(session, names.person(account - FIRST_TELEGRAM_ID), names.language)
    person.telegram_id, person.linked_at = account, now
    appoint(session, person, unit, role, None, now)
    return Player(account, person, role, unit)


def _cut_off_some(players: list[Player]) -> None:
    liaisons = [player for player in players if player.role is Role.LIAISON]
    for player in liaisons[-UNLINKED:]:
        deputy = next(
            other for other in players if other.unit is player.unit and other.role is Role.DEPUTY
        )
        for person in (player.person, deputy.person):
            person.telegram_id = person.linked_at = None
