"""What waits for a person now: the returns of this month that they answer for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.dispatch.cycles import Cycle
from models.dispatch.finding import newest_returns
from models.dispatch.handing_in import Tally, tally
from models.dispatch.returns import Item, Mark, Return, items_of
from models.people.answering import answerers
from models.people.posts import Role, posts_of
from models.units import Unit

ASKED = frozenset({Role.LIAISON, Role.DEPUTY})


@dataclass(frozen=True)
class Waiting:
    """A return that is not finished, its unit and month, and how far it is.

    Once the month is cut off, only what the office has returned is still asked.
    """

    one: Return
    unit: Unit
    cycle: Cycle
    count: Tally


def waiting_for(session: Session, person: int, today: date) -> Sequence[Waiting]:
    """The unfinished returns of the open months for which this person answers today.

    And of a unit's newest month, when it is cut off, what the office has returned since: open work
    moves with the post (DOMAIN §1), also to somebody who comes after the message about it.
    """
    units = {unit.id or 0: unit for post, unit in posts_of(session, person) if post.role in ASKED}
    who = answerers(session, units, today)
    mine = [unit for unit in units if unit in who and who[unit].person.id == person]
    returned = select(Item.return_id).where(
        col(Item.return_id).in_(newest_returns(session, mine)), Item.mark == Mark.RETURNED
    )
    asked = col(Cycle.closed_at).is_(None) | col(Return.id).in_(returned)
    statement = (
        select(Return, Cycle)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .where(col(Return.unit_id).in_(mine), asked)
        .order_by(col(Cycle.month), col(Return.id))
    )
    found = [
        Waiting(one, units[one.unit_id], cycle, tally(items_of(session, one.id or 0)))
        for one, cycle in session.exec(statement)
    ]
    return [one for one in found if one.count.unanswered or one.count.drafted]
