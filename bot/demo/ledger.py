"""The fictional city's ledger: about 1,400 matters in all kinds and states (DOMAIN §2)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from bot.demo.names import Names
from models.calendar import Month
from models.matters.ledger import CoUnit, Kind, Matter, Milestone, State
from models.units import Unit

SIZE = 1400
AWAITING = 127
SUSPENDED, TERMINATED, CLOSED = 9, 6, 290

_KINDS = (
    [Kind.REFORM] * 55
    + [Kind.DOCUMENT] * 15
    + [Kind.PILOT] * 8
    + [Kind.INNOVATION] * 7
    + [Kind.LIVELIHOOD] * 8
    + [Kind.FINDING] * 5
    + [Kind.REMEDY] * 2
)
_DIFFICULTY = [Decimal("1.0")] * 6 + [Decimal("1.2")] * 3 + [Decimal("1.5")]


def write_ledger(session: Session, units: list[Unit], names: Names, today: date) -> None:
    """Write the whole ledger in a few statements; due dates run for fourteen months from today."""
    states = _states(names)
    matters = [
        _matter(number, state, units, names, today) for number, state in enumerate(states, start=1)
    ]
    session.connection().execute(insert(Matter), matters)
    stored = session.exec(select(Matter).order_by(col(Matter.id))).all()
    steps = [step for matter in stored for step in _milestones(matter, names, today)]
    session.connection().execute(insert(Milestone), steps)
    helpers = [
        {
            "matter_id": matter.id,
            "unit_id": names.chance.choice([u for u in units if u.id != matter.lead_unit_id]).id,
            "position": 0,
        }
        for matter in stored
        if names.chance.random() < 0.3
    ]
    session.connection().execute(insert(CoUnit), helpers)


def _states(names: Names) -> list[State]:
    rest = SIZE - AWAITING - SUSPENDED - TERMINATED - CLOSED
    states = (
        [State.AWAITING_SUPERIOR] * AWAITING
        + [State.SUSPENDED] * SUSPENDED
        + [State.TERMINATED] * TERMINATED
        + [State.CLOSED] * CLOSED
        + [State.NOT_STARTED] * (rest // 8)
    )
    states += [State.UNDER_WAY] * (SIZE - len(states))
    names.chance.shuffle(states)
    return states


def _matter(
    number: int, state: State, units: list[Unit], names: Names, today: date
) -> dict[str, Any]:
    chance = names.chance
    start = Month.of(today).plus(-chance.randint(4, 10)).first
    due = Month.of(today).plus(_months_left(state, names)).last
    percent = _percent(state, start, due, today, names)
    return {
        "number": f"{today.year}-{number:03d}",
        "kind": chance.choice(_KINDS),
        "title": f"{names.any('topics')} · {names.any('measures')}",
        "measure": names.any("measures"),
        "group_name": names.any("groups"),
        "lead_unit_id": units[(number - 1) % len(units)].id,
        "leader": names.person(chance.randrange(400)),
        "in_charge": names.person(chance.randrange(400)),
        "outcome": names.any("outcomes"),
        "start_on": start,
        "due_on": due,
        "difficulty": chance.choice(_DIFFICULTY),
        "state": state,
        "basis": names.one("basis") if state in _SIDE else "",
        "review_on": today + timedelta(days=60) if state is State.AWAITING_SUPERIOR else None,
        "percent": percent,
        "closed_on": today - timedelta(days=40) if state is State.CLOSED else None,
        "position": number,
    }


_SIDE = {State.AWAITING_SUPERIOR, State.SUSPENDED, State.TERMINATED}


def _months_left(state: State, names: Names) -> int:
    if state is State.CLOSED:
        return names.chance.randint(-2, 2)
    return names.chance.choices(range(-1, 14), weights=[1, 3, *[6] * 4, *[9] * 9])[0]


def _percent(state: State, start: date, due: date, today: date, names: Names) -> int:
    if state is State.CLOSED:
        return 100
    if state is State.NOT_STARTED:
        return 0
    pace = 100 * (today - start).days // max(1, (due - start).days)
    return max(5, min(95, (pace + names.chance.randint(-25, 15)) // 5 * 5))


def _milestones(matter: Matter, names: Names, today: date) -> list[dict[str, Any]]:
    titles = names["milestones"]
    whole = (matter.due_on - matter.start_on).days
    steps = []
    for number, title in enumerate(titles[: names.chance.randint(1, 3)], start=1):
        due = matter.start_on + timedelta(days=whole * number // (len(titles) + 1))
        missed = names.chance.random() < 0.02
        reached = matter.state is State.CLOSED or (due < today and not missed)
        steps.append(
            {
                "matter_id": matter.id,
                "title": title,
                "due_on": due,
                "done_on": min(due, today) if reached else None,
            }
        )
    return steps
