"""Counts of an office's matters for the circular: by state, by light, by kind (DOMAIN §2, §3)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.circulars.figures import Closed, KindCount, LightCount, StateCount, share
from models.matters.ledger import Kind, Light, Matter, State, matter_id, milestones_of
from models.matters.lights import light, next_date
from models.parts import asked_by
from models.rules import LightRules
from models.units import Unit


@dataclass(frozen=True)
class Counted:
    """A matter with the unit that leads it, its light today and the next date to be met."""

    matter: Matter
    unit: Unit
    light: Light
    next_on: date


def matters_of(
    session: Session, office: Unit, rules: LightRules, calendar: Calendar, today: date
) -> list[Counted]:
    """Every matter that units of an office lead, in roster order; in three statements."""
    statement = (
        select(Matter, Unit)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(asked_by(session, office))
        .order_by(col(Unit.position), col(Matter.position), col(Matter.id))
    )
    found = session.exec(statement).all()
    steps = milestones_of(session, [matter_id(matter) for matter, _ in found])
    return [
        Counted(
            matter,
            unit,
            light(matter, steps[matter_id(matter)], today, calendar, rules),
            next_date(matter, steps[matter_id(matter)]),
        )
        for matter, unit in found
    ]


def by_state(rows: Sequence[Counted], total: int) -> tuple[StateCount, ...]:
    """How many matters are in each state that any is in, with their share of a total."""
    counts = Counter(row.matter.state for row in rows)
    return tuple(
        StateCount(state=state, n=counts[state], share=share(counts[state], total))
        for state in State
        if counts[state]
    )


def by_light(rows: Sequence[Counted]) -> tuple[LightCount, ...]:
    """How many matters show each light that any shows, with their share."""
    counts = Counter(row.light for row in rows)
    return tuple(
        LightCount(light=one, n=counts[one], share=share(counts[one], len(rows)))
        for one in Light
        if counts[one]
    )


def by_kind(rows: Sequence[Counted]) -> Iterator[KindCount]:
    """How each kind of matter goes, for the kinds there are."""
    for kind in Kind:
        alike = [row for row in rows if row.matter.kind is kind]
        done = sum(row.matter.state is State.CLOSED for row in alike)
        if alike:
            yield KindCount(
                kind=kind,
                total=len(alike),
                done=done,
                share=share(done, len(alike)),
                closing=sum(row.matter.state is State.CLOSING for row in alike),
                red=sum(row.light is Light.RED for row in alike),
                yellow=sum(row.light is Light.YELLOW for row in alike),
            )


def closed_in(rows: Sequence[Counted], month: Month) -> Iterator[Closed]:
    """The matters that were closed in a month."""
    for row in rows:
        day, matter = row.matter.closed_on, row.matter
        if matter.state is State.CLOSED and day and month.first <= day <= month.last:
            yield Closed(matter=matter.number, title=matter.title, unit=row.unit.name)


def due_in(row: Counted, month: Month) -> bool:
    """Whether a matter that is not done has its next date in a month."""
    return row.light is not Light.BLUE and month.first <= row.next_on <= month.last
