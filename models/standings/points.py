"""What earns a bonus and what is deducted in a month, as facts (DOMAIN §6 G, D)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from models.calendar import Calendar, Month
from models.dispatch.cycles import Cycle
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Return
from models.dispatch.reviews import Review, Verdict
from models.matters.ledger import Kind, Matter, Milestone
from models.parts import asked_by
from models.scoring.point_facts import Fault, FaultFact, Merit, MeritFact
from models.slips.marks_down import repeated_returns, slips_raised
from models.slips.rungs import SlipKind
from models.units import Unit, unit_id


def merits(
    session: Session, office: Unit, month: Month, calendar: Calendar
) -> Mapping[int, Sequence[MeritFact]]:
    """What was accepted in a month beyond what was owed, by unit id; in three statements."""
    found: dict[int, list[MeritFact]] = defaultdict(list)
    for unit, fact in [
        *_closed(session, office, month),
        *_risks(session, office, month, calendar),
    ]:
        found[unit].append(fact)
    return found


def _closed(session: Session, office: Unit, month: Month) -> Iterator[tuple[int, MeritFact]]:
    """Pilots accepted in the month, and matters accepted before the month they were due in."""
    statement = (
        select(Matter)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(
            asked_by(session, office),
            col(Matter.closed_on).between(month.first, month.last),
            or_(col(Matter.kind) == Kind.PILOT, col(Matter.due_on) > month.last),
        )
        .order_by(col(Matter.id))
    )
    for matter in session.exec(statement):
        on = matter.closed_on or month.last
        if matter.kind is Kind.PILOT:
            yield matter.lead_unit_id, MeritFact(kind=Merit.PILOT, subject=matter.number, on=on)
        if matter.due_on > month.last:
            early = MeritFact(
                kind=Merit.EARLY, subject=matter.number, on=on, basis=matter.due_on.isoformat()
            )
            yield matter.lead_unit_id, early


def _risks(
    session: Session, office: Unit, month: Month, calendar: Calendar
) -> Iterator[tuple[int, MeritFact]]:
    """Difficulties reported in the month that the office has accepted, one a matter.

    How far ahead of the matter's next date they were is said with them; the scheme judges.
    """
    begin, end = _bounds(month, calendar)
    statement = (
        select(Matter, Progress.submitted_at)
        .join(Progress, col(Progress.matter_id) == col(Matter.id))
        .join(Review, col(Review.progress_id) == col(Progress.id))
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(
            asked_by(session, office),
            Progress.saying == Saying.DIFFICULTY,
            Review.verdict == Verdict.ACCEPTED,
            col(Progress.submitted_at) >= begin,
            col(Progress.submitted_at) < end,
        )
        .order_by(col(Progress.submitted_at), col(Progress.id))
    )
    first: dict[int, tuple[Matter, datetime]] = {}
    for matter, at in session.exec(statement):
        first.setdefault(matter.id or 0, (matter, at or begin))
    dates = _dates_of(session, list(first))
    for number, (matter, at) in first.items():
        on = calendar.today(at)
        coming = [day for day in (*dates[number], matter.due_on) if day >= on]
        ahead = calendar.count(on, min(coming)) if coming else 0
        risk = MeritFact(kind=Merit.RISK, subject=matter.number, on=on, working_days_ahead=ahead)
        yield matter.lead_unit_id, risk


def _bounds(month: Month, calendar: Calendar) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    return calendar.at(month.first, midnight), calendar.at(month.plus(1).first, midnight)


def _dates_of(session: Session, matters: Sequence[int]) -> Mapping[int, Sequence[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    statement = select(Milestone).where(col(Milestone.matter_id).in_(matters))
    for step in session.exec(statement):
        found[step.matter_id].append(step.due_on)
    return found


def faults(
    session: Session, office: Unit, month: Month, cycle: Cycle, calendar: Calendar
) -> Mapping[int, Sequence[FaultFact]]:
    """What is deducted for a month, by unit id; in three statements."""
    found: dict[int, list[FaultFact]] = defaultdict(list)
    for unit, raised in slips_raised(session, unit_id(office), month).items():
        kinds = {SlipKind.REMINDER: Fault.REMINDER, SlipKind.ORDER: Fault.ORDER}
        found[unit] += [
            FaultFact(kind=kinds[one.kind], subject=one.about, basis=one.number, on=one.issued_on)
            for one in raised
        ]
    for unit, repeated in repeated_returns(session, unit_id(office), month, calendar).items():
        found[unit] += [_further(one.number, one.nth, calendar.today(one.at)) for one in repeated]
    for unit, number, nth, at in _cards_returned(session, cycle):
        found[unit].append(_further(number, nth, calendar.today(at)))
    return found


def _further(subject: str, nth: int, on: date) -> FaultFact:
    return FaultFact(kind=Fault.FURTHER_RETURN, subject=subject, basis=str(nth), on=on)


def _cards_returned(session: Session, cycle: Cycle) -> Iterator[tuple[int, str, int, datetime]]:
    """Every second or later return of a card of the month: unit, matter, which one, when."""
    columns: list[Any] = [Return.unit_id, Matter.number, Item.id, Review.at]
    statement = (
        select(*columns)
        .select_from(Review)
        .join(Progress, col(Progress.id) == col(Review.progress_id))
        .join(Item, col(Item.id) == col(Progress.item_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .where(Return.cycle_id == cycle.id, Review.verdict == Verdict.RETURNED)
        .order_by(col(Review.at), col(Review.id))
    )
    counted: dict[int, int] = defaultdict(int)
    for unit, number, item, at in session.exec(statement):
        counted[item] += 1
        if counted[item] > 1:
            yield unit, number, counted[item], at
