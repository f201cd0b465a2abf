"""Handing a return in: in time, late or as a correction, and its receipt (DOMAIN §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import audit
from models.calendar import Month
from models.dispatch.cycles import Cycle
from models.dispatch.drafts import say
from models.dispatch.progress import Progress, Said, Saying, Source, Way, current
from models.dispatch.returns import Item, Mark, Return, Stage, items_of
from models.matters.ledger import Matter, State
from models.refusals import Reason, Refused

HANDED_IN = frozenset({Mark.SUBMITTED, Mark.CORRECTION, Mark.ACCEPTED})
"""Marks of items that need nothing more from the unit."""


@dataclass(frozen=True)
class Tally:
    """How far a return is: cards in all, without an answer, changed and not handed in yet."""

    cards: int
    unanswered: int
    drafted: int
    pressing_unanswered: int

    @property
    def ready(self) -> bool:
        """Whether something waits to be handed in and nothing is unanswered."""
        return self.unanswered == 0 and self.drafted > 0


def tally(items: Sequence[tuple[Item, Matter]]) -> Tally:
    """Count a return's cards."""
    marks = [item.mark for item, _ in items]
    waiting = [item for item, _ in items if item.mark in {Mark.OPEN, Mark.RETURNED}]
    return Tally(
        cards=len(items),
        unanswered=len(waiting),
        drafted=marks.count(Mark.DRAFTED),
        pressing_unanswered=sum(item.pressing for item in waiting),
    )


def rest_unchanged(session: Session, one: Return, source: Source) -> int:
    """Say 无变化 for every card without an answer; how many.

    Refused(MUST_ANSWER_SINGLY) while cards that are due or overdue this month have no answer, and
    for cards the office has returned: they are answered one by one.
    """
    waiting = [
        (item, matter)
        for item, matter in items_of(session, one.id or 0)
        if item.mark in {Mark.OPEN, Mark.RETURNED}
    ]
    singly = [m.number for item, m in waiting if item.pressing or item.mark is Mark.RETURNED]
    if singly:
        raise Refused(Reason.MUST_ANSWER_SINGLY, numbers=singly)
    for item, matter in waiting:
        say(session, item, matter, Said(Saying.NO_CHANGE), source)
    return len(waiting)


def answer(
    session: Session,
    one: Return,
    card: tuple[Item, Matter],
    said: Said,
    source: Source,
    unchanged_months: int,
) -> Progress:
    """Say something about one card; in a return that is handed in already it counts at once.

    Refused as in `drafts.say`.
    """
    item, matter = card
    version = say(session, item, matter, said, source)
    if one.submitted_at and item.mark is Mark.DRAFTED:
        cycle = session.get_one(Cycle, one.cycle_id)
        _submit_item(session, cycle, item, matter, version, source.now)
        _finish(session, one, cycle, source, unchanged_months)
    return version


def hand_in(session: Session, one: Return, source: Source, unchanged_months: int) -> Return:
    """Submit every draft of a return (提交) and give it its receipt number at the first time.

    Before due it is in time and may be changed freely, afterwards it is late; after cut-off a
    change is a correction that the office has to accept (DOMAIN §3). Refused(UNANSWERED_LEFT)
    while a card has no answer, Refused(ALREADY_SUBMITTED) when nothing has changed,
    Refused(NOTHING_TO_ANSWER) when every matter has left the round meanwhile.
    """
    cards = items_of(session, one.id or 0)
    count = tally(cards)
    if not cards:
        raise Refused(Reason.NOTHING_TO_ANSWER)
    if count.unanswered:
        raise Refused(Reason.UNANSWERED_LEFT, left=count.unanswered)
    if not count.drafted:
        raise Refused(Reason.ALREADY_SUBMITTED)
    cycle = session.get_one(Cycle, one.cycle_id)
    drafts = [(item, matter) for item, matter in cards if item.mark is Mark.DRAFTED]
    newest = current(session, [item for item, _ in drafts])
    for item, matter in drafts:
        _submit_item(session, cycle, item, matter, newest[item.id or 0], source.now)
    _finish(session, one, cycle, source, unchanged_months)
    return one


def _finish(
    session: Session, one: Return, cycle: Cycle, source: Source, unchanged_months: int
) -> None:
    _stamp(session, one, cycle, source)
    _look_for_change(session, one, cycle, unchanged_months)
    session.flush()
    audit.note(
        session, source.now, source.person_id, "hand_in", "return", one.id, way=source.way.value
    )


def _submit_item(
    session: Session, cycle: Cycle, item: Item, matter: Matter, said: Progress, now: datetime
) -> None:
    said.submitted_at = now
    session.add(said)
    if cycle.cut_off(now):
        item.mark = Mark.CORRECTION
    else:
        item.mark = Mark.SUBMITTED
        apply(session, matter, said)
    session.add(item)


def apply(session: Session, matter: Matter, said: Progress) -> None:
    """Let a handed-in version show in the ledger: percent, and the state that follows from it."""
    matter.percent = said.percent
    if said.saying is Saying.DONE:
        matter.state = State.CLOSING
    elif matter.state is State.CLOSING or (
        matter.state is State.NOT_STARTED and (said.percent or said.saying is not Saying.NO_CHANGE)
    ):
        matter.state = State.UNDER_WAY
    session.add(matter)


def _stamp(session: Session, one: Return, cycle: Cycle, source: Source) -> None:
    one.changed_at = source.now
    if one.submitted_at is None:
        one.submitted_at, one.submitted_by = source.now, source.person_id
        one.late = source.now > cycle.due_at
        one.on_paper = source.way is Way.PAPER
        one.sequence = _next_sequence(session, cycle)
    if one.stage is Stage.OWED:
        one.stage = Stage.SUBMITTED
    session.add(one)


def _look_for_change(session: Session, one: Return, cycle: Cycle, unchanged_months: int) -> None:
    """Note whether everything is 无变化, and whether that is so for too many months (DOMAIN §3)."""
    newest = current(session, [item for item, _ in items_of(session, one.id or 0)])
    one.unchanged = all(said.saying is Saying.NO_CHANGE for said in newest.values())
    one.flagged = one.unchanged and unchanged_run(session, one, cycle) >= unchanged_months
    session.add(one)


def _next_sequence(session: Session, cycle: Cycle) -> int:
    session.exec(select(Cycle.id).where(Cycle.id == cycle.id).with_for_update()).one()
    highest = session.exec(
        select(func.max(Return.sequence)).where(Return.cycle_id == cycle.id)
    ).one()
    return (highest or 0) + 1


def unchanged_run(session: Session, one: Return, cycle: Cycle) -> int:
    """How many months in a row, this one included, the unit has said nothing but 无变化."""
    if not one.unchanged:
        return 0
    statement = (
        select(Cycle.month, Return.unchanged)
        .join(Cycle, col(Cycle.id) == col(Return.cycle_id))
        .where(Return.unit_id == one.unit_id, Cycle.month < cycle.month)
        .order_by(col(Cycle.month).desc())
    )
    run, expected = 1, Month.parse(cycle.month).plus(-1)
    for month, unchanged in session.exec(statement):
        if not unchanged or month != str(expected):
            break
        run, expected = run + 1, expected.plus(-1)
    return run


def receipt_number(one: Return, cycle: Cycle) -> str:
    """The number on a receipt, such as 2026-11-017; empty before the first submission."""
    return f"{cycle.month}-{one.sequence:03d}" if one.sequence else ""
