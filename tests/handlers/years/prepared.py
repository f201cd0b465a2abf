"""A year of unit 0 for every button and command."""

from decimal import Decimal
from typing import Any

from models.units import Unit, unit_id
from models.years.year_ends import Entry, enter
from tests.conversation import START
from tests.desk import Desk


def year_ends(desk: Desk) -> dict[str, Any]:
    """Unit 0 has a year-end score in the city's office."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        entry = Entry(Decimal(90), "会议纪要")
        enter(session, office, 2026, {unit_id(desk.units[0]): entry}, None, START)
        return {"city": unit_id(office)}
