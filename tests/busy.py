"""The small city's office on a busy day: of each sort of work one from every unit."""

from datetime import date

from sqlmodel import select

from models.people.posts import Person, person_id
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from tests.desk import DONE, OPENED, Desk
from tests.handlers.slips.out import asked_for, drafted, handed_in, issued, overdue_by


def make_busy(desk: Desk) -> None:
    """Every unit but the last has closed a matter, answered a slip and asked for more time.

    A third slip of each is overdue, one draft waits for the director, one for the head, and one is
    not submitted. The last liaison has no telephone.
    """
    for unit in range(len(desk.units) - 1):
        desk.hand_in(unit, (0, DONE))
        _slips(desk, unit)
    with desk.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[-1])).telegram_id = None


def _slips(desk: Desk, unit: int) -> None:
    liaison = desk.liaisons[unit]
    handed_in(desk, issued(desk, unit, 0), by=liaison)
    asked_for(desk, issued(desk, unit, 1), date(2026, 12, 2), by=liaison)
    overdue_by(desk, issued(desk, unit, 2))
    with desk.store.transaction() as session:
        drafted(desk, session, unit, 0)
        drafted(desk, session, unit, 1, SlipKind.ORDER)
        drafted(desk, session, unit, 2, SlipKind.ASSIGNMENT).state = SlipState.DRAFT


def nothing_to_sign(desk: Desk) -> None:
    """Take back whatever waits for a signature or is not submitted."""
    unsigned = [SlipState.AWAITING_SIGNATURE, SlipState.DRAFT]
    with desk.store.transaction() as session:
        for slip in session.exec(select(Slip)):
            if slip.state in unsigned:
                slip.state, slip.withdrawn_at = SlipState.WITHDRAWN, OPENED
