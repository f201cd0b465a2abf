"""The dates units had to keep in a month, read from the ledger as facts (DOMAIN §6 Set)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle, cycle_of
from models.matters.ledger import CoUnit, Matter, Milestone, matter_id
from models.parts import asked_by
from models.scoring.milestone_facts import MilestoneFact, Part
from models.slips.extensions import Decision, Extension
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.standings.date_facts import Date, Key, OnRecord
from models.standings.dates_on_record import kept, put_off, set_aside_since
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Dates:
    """The dates of an office's month: facts by unit id, and by the name of a group's field.

    In a field each stands once, beside the id of the unit that leads it.
    """

    by_unit: Mapping[int, Sequence[MilestoneFact]]
    by_field: Mapping[str, Sequence[tuple[int, MilestoneFact]]]


def dates_to_keep(
    session: Session, office: Unit, month: Month, cycle: Cycle, calendar: Calendar
) -> Dates:
    """What was due in the month, carried into it, put off from it or set aside.

    The statements look at what was due only, however large the ledger is, and their number is the
    same for all.
    """
    about = _matters_in_question(session, office, month)
    extensions = put_off(session, about)
    begins = _scored_until(session, office, month, calendar)
    known = OnRecord(
        extensions=extensions,
        kept=kept(session, about),
        aside=set_aside_since(session, about, calendar),
        cutoff_at=cycle.cutoff_at,
        calendar=calendar,
    )
    dates = [one for one in _dates(session, about) if _in_question(one, extensions, month)]
    facts = [(one.matter, known.fact(one)) for one in dates]
    left = [(matter, fact) for matter, fact in facts if not _settled(fact, month, begins)]
    return _shared_out(left, _co_units(session, about))


def _scored_until(session: Session, office: Unit, month: Month, calendar: Calendar) -> datetime:
    """Until when what was handed in counted in the month before: its cut-off, or its end."""
    before = cycle_of(session, unit_id(office), month.plus(-1))
    return before.cutoff_at if before else calendar.at(month.first, time(0))


def _settled(one: MilestoneFact, month: Month, begins: datetime) -> bool:
    """Whether an earlier date was met before the month began: then it is not carried into it.

    What was handed in late but before the cut-off has earned its part in the month it was due in;
    to count it as carried once more would make lateness pay.
    """
    met = one.handed_in_at
    return one.carried_into(month) and met is not None and met <= begins


def _matters_in_question(session: Session, office: Unit, month: Month) -> Any:
    """The ids of the matters of which a date is in question."""
    own = _open_or_due(col(Matter.due_on), col(Matter.closed_on), month)
    step = exists().where(
        col(Milestone.matter_id) == col(Matter.id),
        _open_or_due(col(Milestone.due_on), col(Milestone.done_on), month),
    )
    moved = exists().where(
        col(Slip.matter_id) == col(Matter.id),
        col(Slip.kind) == SlipKind.PROMPT,
        col(Extension.slip_id) == col(Slip.id),
        col(Extension.decision) == Decision.APPROVED,
        col(Extension.before_on).between(month.first, month.last),
    )
    return (
        select(Matter.id)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(asked_by(session, office), or_(own, step, moved))
    )


def _open_or_due(due: Any, done: Any, month: Month) -> ColumnElement[bool]:
    """Due until the month's end, and in it or still open when it began."""
    return and_(due <= month.last, or_(due >= month.first, done.is_(None), done >= month.first))


def _dates(session: Session, about: Any) -> Iterator[Date]:
    """Every date of these matters; the matter's own unless a milestone lies on that day."""
    matters = session.exec(
        select(Matter).where(col(Matter.id).in_(about)).order_by(col(Matter.id))
    ).all()
    steps: dict[int, list[Milestone]] = defaultdict(list)
    found = select(Milestone).where(col(Milestone.matter_id).in_(about))
    for step in session.exec(found.order_by(col(Milestone.due_on), col(Milestone.id))):
        steps[step.matter_id].append(step)
    for matter in matters:
        own = steps.get(matter_id(matter), [])
        yield from (Date(matter, step) for step in own)
        if all(step.due_on != matter.due_on for step in own):
            yield Date(matter, None)


def _in_question(one: Date, extensions: Mapping[Key, Sequence[Extension]], month: Month) -> bool:
    """Whether a date belongs to the month, by itself or because it was put off from it."""
    if one.due_on <= month.last:
        return one.due_on >= month.first or one.done_on is None or one.done_on >= month.first
    before = [each.before_on for each in extensions.get(one.key, ())]
    return any(month.first <= day <= month.last for day in before)


def _co_units(session: Session, about: Any) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    statement = select(CoUnit).where(col(CoUnit.matter_id).in_(about))
    for one in session.exec(statement.order_by(col(CoUnit.position), col(CoUnit.id))):
        found[one.matter_id].append(one.unit_id)
    return found


def _shared_out(
    facts: Iterable[tuple[Matter, MilestoneFact]], helpers: Mapping[int, Sequence[int]]
) -> Dates:
    """Each fact to the unit that leads the matter, to those that help, and to its group's field."""
    by_unit: dict[int, list[MilestoneFact]] = defaultdict(list)
    by_field: dict[str, list[tuple[int, MilestoneFact]]] = defaultdict(list)
    for matter, fact in facts:
        by_unit[matter.lead_unit_id].append(fact)
        for unit in helpers.get(matter_id(matter), ()):
            by_unit[unit].append(fact.model_copy(update={"part": Part.CO}))
        if matter.group_name:
            by_field[matter.group_name].append((matter.lead_unit_id, fact))
    return Dates(by_unit, by_field)
