"""The months that the city has behind it: closed cycles with what every unit reported then."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select, update

from bot.demo.city import City
from bot.demo.names import Names
from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle
from models.dispatch.opening import open_cycle
from models.dispatch.progress import Progress, Saying, Way
from models.dispatch.returns import Item, Mark, Return, Stage
from models.matters.ledger import Matter
from models.outbox import Outbox
from models.people.posts import Role, person_id
from models.rules import Rules
from models.units import Unit

MONTHS = 3
"""So many months the demo begins with."""


def write_past(
    session: Session,
    city: City,
    names: Names,
    now: datetime,
    calendar: Calendar,
    rules: Rules,
    months: int = MONTHS,
) -> None:
    """Open and close so many months before this one, with a report on every item."""
    this_month = Month.of(calendar.today(now))
    for back in range(months, 0, -1):
        cycle = _open(session, city.office, this_month.plus(-back), calendar, rules)
        if cycle:
            _answer_all(session, cycle, city, names, share_left=back)
    session.exec(delete(Outbox))  # those prompts went out long ago


def _open(
    session: Session, office: Unit, month: Month, calendar: Calendar, rules: Rules
) -> Cycle | None:
    opened = calendar.at(month.first + timedelta(days=19), rules.dispatch.prompt_at)
    return open_cycle(session, office, month, calendar, rules.dispatch, opened)


def _answer_all(session: Session, cycle: Cycle, city: City, names: Names, share_left: int) -> None:
    liaison = {
        player.unit.id: person_id(player.person)
        for player in city.players
        if player.role is Role.LIAISON
    }
    fallback = person_id(city.first(Role.CLERK).person)
    returns = session.exec(select(Return).where(Return.cycle_id == cycle.id)).all()
    for sequence, one in enumerate(names.chance.sample(list(returns), len(returns)), start=1):
        _hand_in(session, one, cycle, sequence, liaison.get(one.unit_id, fallback), names)
    session.flush()
    by_return = {one.id: one for one in returns}
    rows = session.exec(
        select(Item, Matter)
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .where(Return.cycle_id == cycle.id)
    ).all()
    reports = [
        _report(item, matter, by_return[item.return_id], names, share_left) for item, matter in rows
    ]
    session.connection().execute(insert(Progress), reports)
    newest = select(Progress.id).where(Progress.item_id == Item.id).scalar_subquery()
    ids = [item.id for item, _ in rows]
    session.exec(
        update(Item).where(col(Item.id).in_(ids)).values(mark=Mark.ACCEPTED, progress_id=newest)
    )
    cycle.closed_at = cycle.cutoff_at
    session.add(cycle)


def _hand_in(
    session: Session, one: Return, cycle: Cycle, sequence: int, person: int, names: Names
) -> None:
    late = names.chance.random() < 0.05
    hours = -names.chance.randint(2, 160) if not late else names.chance.randint(2, 40)
    one.stage, one.sequence, one.late = Stage.SUBMITTED, sequence, late
    one.submitted_by = person
    one.submitted_at = one.changed_at = cycle.due_at + timedelta(hours=hours)
    session.add(one)


def _report(
    item: Item, matter: Matter, one: Return, names: Names, share_left: int
) -> dict[str, Any]:
    """What was said: figures that lead up to where the matter stands today."""
    unchanged = names.chance.random() < 0.45
    percent = max(0, matter.percent - 8 * (share_left - 1))
    item.last_percent = percent if unchanged else max(0, percent - 8)
    hard = not unchanged and names.chance.random() < 0.05
    saying = Saying.DIFFICULTY if hard else Saying.NO_CHANGE if unchanged else Saying.PROGRESS
    return {
        "item_id": item.id,
        "matter_id": matter.id,
        "version": 1,
        "saying": saying,
        "percent": percent,
        "note": "" if unchanged else names.any("difficulties" if hard else "notes"),
        "help_wanted": "",
        "milestones": [],
        "reaches": False,
        "person_id": one.submitted_by,
        "way": Way.CHAT,
        "said_at": one.submitted_at,
        "submitted_at": one.submitted_at,
    }
