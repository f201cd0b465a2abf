"""The fictional district with an office of its own: two towns, and a person with two posts."""

from datetime import date, datetime

from sqlmodel import Session

from bot.demo.city import City, seat
from bot.demo.names import Names
from models.calendar import Month
from models.matters.ledger import Matter, State
from models.people.posts import Role, appoint
from models.units import Cohort, add_unit, unit_id

CODE = "D01G"
"""The office's code, after which its file in offices/ is called."""

EACH = 4
"""Matters of each town."""


def found_district(session: Session, city: City, names: Names, now: datetime) -> None:
    """Give the first district its own office; its deputy liaison is the clerk there as well."""
    district = city.units[0]
    office = add_unit(session, CODE, names.one("district_office"), Cohort.OFFICE, district)
    deputy = next(one for one in city.players if one.unit is district and one.role is Role.DEPUTY)
    appoint(session, deputy.person, office, Role.CLERK, None, now)
    number = max(one.telegram_id for one in city.players) + 1
    posts = [(office, Role.DIRECTOR)]
    for n, name in enumerate(names["district_towns"], start=1):
        town = add_unit(session, f"D01T{n}", name, Cohort.TOWN, district)
        posts.append((town, Role.LIAISON))
        _write_matters(session, unit_id(town), n, names, now.date())
    for unit, role in posts:
        city.players.append(seat(session, names, unit, role, number, now))
        number += 1
    session.flush()


def _write_matters(session: Session, town: int, n: int, names: Names, today: date) -> None:
    for each in range(1, EACH + 1):
        session.add(
            Matter(
                number=f"{today.year}-D{n}{each}",
                title=f"{names['topics'][each]} · {names['measures'][n]}",
                lead_unit_id=town,
                start_on=Month.of(today).plus(-5).first,
                due_on=Month.of(today).plus(each - 1).last,
                state=State.UNDER_WAY,
                percent=20 * each,
                position=10_000 + 10 * n + each,
            )
        )
