"""Prompts that go out together in the desk's city, and slips that are taken back."""

from models.matters.ledger import matter_by_number, matter_id
from models.people.posts import Person, person_id
from models.slips.drafting import Fact, write
from models.slips.issuing import issue
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from models.slips.withdrawing import withdraw
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR, OPENED, RULES, Desk


def prompted(desk: Desk, *matters: int, unit: int = 0) -> list[Slip]:
    """Prompts of so many matters that go out together."""
    with desk.store.transaction() as session:
        found = [matter_by_number(session, desk.number(unit, n)) for n in matters]
        to = session.get_one(Unit, unit_id(desk.units[unit]))
        facts = [
            Fact(to, f"p:{one.id}", one.title, matter_id(one), one.number, about_on=one.due_on)
            for one in found
        ]
        office = session.get_one(Unit, unit_id(desk.office))
        slips = write(session, office, SlipKind.PROMPT, facts, RULES.slips, None, OPENED)
        for slip in slips:
            slip.signed_at = OPENED
        issue(session, slips, RULES.slips, CALENDAR, OPENED)
        return slips


def taken_back(world: World, slip: Slip, by: Person, reason: str = "issued by mistake") -> None:
    """The office withdraws a slip."""
    with world.store.transaction() as session:
        known = session.get_one(Slip, slip_id(slip))
        withdraw(session, known, reason, person_id(by), START)
