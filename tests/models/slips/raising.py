"""Slips that have gone out, without waiting for the ladder."""

from datetime import date

from models.matters.ledger import Matter, matter_id
from models.people.posts import Person
from models.slips.drafting import Fact, submit, write
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from tests.models.slips.city import CALENDAR, LADDER, City, at

WRITTEN = date(2026, 10, 12)
"""A Monday after the holidays."""


def issued(
    city: City,
    number: str = "2026-001",
    matter: Matter | None = None,
    kind: SlipKind = SlipKind.ASSIGNMENT,
    limit_on: date | None = None,
) -> Slip:
    """A slip to the bureau, written by the clerk and signed by whoever signs its kind."""
    about = matter or city.matter(number)
    fact = Fact(
        unit=city.bureau,
        cause=f"test:{kind.value}:{about.number}",
        subject=about.title,
        matter_id=matter_id(about),
        matter_number=about.number,
    )
    now = at(WRITTEN)
    slips = write(city.session, city.office, kind, [fact], LADDER, city.clerk.id, now)
    slips[0].limit_on = limit_on
    submit(city.session, slips, LADDER, CALENDAR, city.clerk.id, now)
    looked_at = {slip_id(slip): slip.revision for slip in slips}
    sign(city.session, looked_at, _signer(city, kind), LADDER, CALENDAR, now)
    return slips[0]


def _signer(city: City, kind: SlipKind) -> Person:
    return city.head if kind is SlipKind.ORDER else city.director
