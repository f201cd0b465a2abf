"""Drafts of slips in a city at work, and what became of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, select

from models.matters.ledger import Matter, State
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.drafting import Fact, submit, write
from models.slips.ladder import walk
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id
from models.units import Unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, RULES, Desk

PROMPTED = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
MISSED = date(2026, 11, 16)
WALKED = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
"""Wednesday 09:30 on the office's clock: two working days after the missed date."""


def drafted(
    desk: Desk, kind: SlipKind, *units: int, by: Person | None = None, demand: str = ""
) -> list[int]:
    """A draft for each unit, brought before those who sign it; their ids."""
    with desk.store.transaction() as session:
        slips = _write(session, desk, kind, units, by)
        for slip, unit in zip(slips, units, strict=True):
            slip.demand = demand
            slip.authority_basis = "市委文件" if is_district(unit) else ""
        submit(session, slips, RULES.slips, CALENDAR, slips[0].drafted_by, WALKED)
        return [slip_id(slip) for slip in slips]


def without_basis(desk: Desk, kind: SlipKind, *units: int) -> list[int]:
    """Drafts to districts that wait for a basis, as the ladder leaves them; their ids."""
    assert all(is_district(unit) for unit in units)
    with desk.store.transaction() as session:
        return [slip_id(slip) for slip in _write(session, desk, kind, units, None)]


def is_district(unit: int) -> bool:
    """Whether a unit of the desk is a district."""
    return unit % 3 == 0


def _write(
    session: Session, desk: Desk, kind: SlipKind, units: Sequence[int], by: Person | None
) -> list[Slip]:
    facts = [
        Fact(
            unit=session.get_one(Unit, unit_id(desk.units[unit])),
            cause=f"test:{kind}:{desk.units[unit].id}:{n}",
            subject=f"Subject {unit}",
        )
        for n, unit in enumerate(units)
    ]
    office = session.get_one(Unit, unit_id(desk.office))
    wrote = person_id(by) if by else None
    return write(session, office, kind, facts, RULES.slips, wrote, WALKED)


def missed(desk: Desk, unit: int, number: str = "2026-900", title: str = "Missed") -> int:
    """A matter whose date passed: prompted, then drafted a reminder; the reminder's id."""
    with desk.store.transaction() as session:
        matter = Matter(
            number=number,
            title=title,
            lead_unit_id=unit_id(desk.units[unit]),
            start_on=date(2026, 1, 1),
            due_on=MISSED,
            state=State.UNDER_WAY,
        )
        session.add(matter)
        session.flush()
        office = session.get_one(Unit, unit_id(desk.office))
        for moment in (PROMPTED, WALKED):
            walk(session, office, RULES.slips, CALENDAR, moment)
        statement = select(Slip).where(Slip.matter_id == matter.id, Slip.kind == SlipKind.REMINDER)
        return slip_id(session.exec(statement).one())


def slip_now(world: World, number: int) -> Slip:
    """What is stored about a slip."""
    with world.store.reading() as session:
        return session.get_one(Slip, number)


def states(world: World, numbers: Sequence[int]) -> list[SlipState]:
    """Where slips stand."""
    return [slip_now(world, number).state for number in numbers]


def told_units(world: World) -> list[tuple[int | None, list[int], datetime]]:
    """What was queued for units: whom, which slips, and when it may go out."""
    with world.store.reading() as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "slips")).all()
        return [(row.unit_id, row.params["slips"], row.due_at) for row in rows]


def brought_to(world: World, person: Person) -> list[list[int]]:
    """The drafts that were brought before a person, message by message."""
    with world.store.reading() as session:
        statement = select(Outbox).where(
            Outbox.kind == "slip_drafts", Outbox.person_id == person_id(person)
        )
        return [row.params["slips"] for row in session.exec(statement)]
