"""A November with dates to keep, scored: unit 0 was late once, unit 3 once and missed one."""

from datetime import date

from sqlmodel import Session, col, select

from models.matters.ledger import matter_by_number
from models.outbox import Outbox
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.publishing import preview
from models.standings.rules import StandingRules
from models.standings.runs import Run, Standing, standing_of
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR, DONE, Desk, settle
from tests.handlers.standings.prepared import NOVEMBER

LATE, IN_TIME = date(2026, 11, 16), date(2026, 11, 20)
"""Two working days before everything was handed in, and two after it."""


def due(session: Session, desk: Desk, unit: int, *days: date) -> None:
    """The dates of a unit's matters."""
    for matter, day in enumerate(days):
        matter_by_number(session, desk.number(unit, matter)).due_on = day


def city(world: World) -> Desk:
    """The city with everything handed in, on the third day before the prompts."""
    desk = settle(world.store)
    with desk.store.transaction() as session:
        due(session, desk, 0, LATE, IN_TIME, IN_TIME)
        due(session, desk, 3, LATE, IN_TIME, date(2026, 11, 10))
        due(session, desk, 1, IN_TIME, IN_TIME)
    desk.hand_in(0, (0, DONE), (1, DONE), (2, DONE))
    desk.hand_in(3, (0, DONE), (1, DONE))
    return desk


def score(desk: Desk) -> Run:
    """Compute November."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        return compute(session, office, NOVEMBER, Scheme(), StandingRules(), CALENDAR, None, START)


def show(desk: Desk) -> None:
    """Let everybody see the preview."""
    with desk.store.transaction() as session:
        run = session.exec(select(Run).order_by(col(Run.id).desc()).limit(1)).one()
        preview(session, run, session.get_one(Unit, unit_id(desk.office)), START)


def figures(desk: Desk, unit: int, run: int) -> Standing:
    """A unit's figures in a version."""
    with desk.store.reading() as session:
        found = standing_of(session, session.get_one(Run, run), unit_id(desk.units[unit]))
        assert found
        return found


def told(desk: Desk, kind: str) -> list[Outbox]:
    """Every message of a kind."""
    with desk.store.reading() as session:
        return list(session.exec(select(Outbox).where(Outbox.kind == kind)))
