"""The month at a glance for the office: each unit's return as one line, and their counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, func, select

from models.dispatch.cycles import Cycle
from models.dispatch.handing_in import HANDED_IN
from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Mark, Return, Stage
from models.dispatch.review_queue import needs_verdict
from models.matters.ledger import OPEN_STATES, Matter
from models.slips.slips import open_counts
from models.units import Cohort, Unit


class Standing(StrEnum):
    """How a unit stands in a month: it owes, missed the cut-off, or answered in time or late."""

    OWES = "owes"
    MISSING = "missing"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True)
class Line:
    """One unit's month. The counts are of its cards; `waiting` of those that need a verdict.

    `slips` went out to the unit and are open now, whatever the month.
    """

    unit: Unit
    one: Return
    cards: int
    difficulties: int
    closings: int
    waiting: int
    slips: int

    @property
    def standing(self) -> Standing:
        """How the unit stands."""
        if self.one.stage is Stage.SUBMITTED:
            return Standing.LATE if self.one.late else Standing.ON_TIME
        if self.one.submitted_at:
            return Standing.LATE
        return Standing.MISSING if self.one.stage is Stage.MISSING else Standing.OWES

    @property
    def answered(self) -> bool:
        """Whether anything was handed in."""
        return self.standing in {Standing.ON_TIME, Standing.LATE}


class Pick(StrEnum):
    """Which lines of a board to look at: a condition, or a cohort."""

    ALL = "all"
    OWING = "owing"
    LATE = "late"
    DIFFICULTY = "difficulty"
    WAITING = "waiting"
    FLAGGED = "flagged"
    SLIPS = "slips"
    DISTRICT = "district"
    ZONE = "zone"
    DEPARTMENT = "department"
    GROUP = "group"
    TOWN = "town"
    GRASSROOTS = "grassroots"
    OFFICE = "office"
    CITY = "city"


_CONDITIONS: Mapping[Pick, Callable[[Line], bool]] = {
    Pick.ALL: lambda line: True,  # noqa: ARG005  every line is meant
    Pick.OWING: lambda line: not line.answered,
    Pick.LATE: lambda line: line.standing is Standing.LATE,
    Pick.DIFFICULTY: lambda line: line.difficulties > 0,
    Pick.WAITING: lambda line: line.waiting > 0,
    Pick.FLAGGED: lambda line: line.one.flagged,
    Pick.SLIPS: lambda line: line.slips > 0,
}


@dataclass(frozen=True)
class Board:
    """A month's lines in roster order. Units of which nothing is asked any more are left out."""

    cycle: Cycle
    lines: Sequence[Line]

    def pick(self, what: Pick) -> list[Line]:
        """The lines of a condition or a cohort."""
        wanted = _CONDITIONS.get(what)
        if wanted is None:
            return [line for line in self.lines if line.unit.cohort.value == what.value]
        return [line for line in self.lines if wanted(line)]

    def cohorts(self) -> dict[Cohort, list[Line]]:
        """The lines of each cohort that has any, in the order of DOMAIN §1."""
        found = {
            cohort: [line for line in self.lines if line.unit.cohort is cohort] for cohort in Cohort
        }
        return {cohort: lines for cohort, lines in found.items() if lines}

    def answered(self) -> int:
        """How many units have handed something in."""
        return sum(line.answered for line in self.lines)


def board(session: Session, cycle: Cycle) -> Board:
    """The board of a month, in four statements however many units there are."""
    counts = _counts(session, col(Return.cycle_id) == cycle.id)
    statement = (
        select(Return, Unit)
        .join(Unit, col(Unit.id) == col(Return.unit_id))
        .where(Return.cycle_id == cycle.id)
        .order_by(col(Unit.position), col(Unit.id))
    )
    rows = session.exec(statement).all()
    slips = open_counts(session, {one.unit_id for one, _ in rows})
    return Board(
        cycle,
        [
            Line(unit, one, *counts[one.id], slips=slips.get(one.unit_id, 0))
            for one, unit in rows
            if one.id in counts
        ],
    )


def line_of(session: Session, one: Return) -> Line:
    """One unit's line; every count is 0 when nothing is asked of it any more."""
    unit = session.get_one(Unit, one.unit_id)
    counts = _counts(session, col(Return.id) == one.id)
    slips = open_counts(session, [one.unit_id]).get(one.unit_id, 0)
    return Line(unit, one, *counts.get(one.id, (0, 0, 0, 0)), slips=slips)


def lines_of(session: Session, units: Iterable[int]) -> dict[int, Line]:
    """The newest month's line of each of these units, by unit id, in four statements."""
    newest = select(func.max(Return.id)).where(col(Return.unit_id).in_(set(units)))
    chosen = col(Return.id).in_(newest.group_by(col(Return.unit_id)))
    counts = _counts(session, chosen)
    rows = session.exec(
        select(Return, Unit).join(Unit, col(Unit.id) == col(Return.unit_id)).where(chosen)
    ).all()
    slips = open_counts(session, units)
    return {
        one.unit_id: Line(unit, one, *counts[one.id], slips=slips.get(one.unit_id, 0))
        for one, unit in rows
        if one.id in counts
    }


def _counts(
    session: Session, which: ColumnElement[bool]
) -> dict[int | None, tuple[int, int, int, int]]:
    """Cards, difficulties, closings and what waits for a verdict, of each return that is meant."""
    difficulty = col(Item.mark).in_(HANDED_IN) & (col(Progress.saying) == Saying.DIFFICULTY)
    closing = (col(Item.mark) == Mark.SUBMITTED) & (col(Progress.saying) == Saying.DONE)
    asked = (col(Item.mark) != Mark.OPEN) | col(Matter.state).in_(OPEN_STATES)
    cards = session.exec(
        select(col(Item.return_id), func.count(), _sum(difficulty), _sum(closing))
        .join(Matter, col(Matter.id) == col(Item.matter_id))
        .join(Return, col(Return.id) == col(Item.return_id))
        .outerjoin(Progress, col(Progress.id) == col(Item.progress_id))
        .where(which, asked)
        .group_by(col(Item.return_id))
    ).all()
    verdicts = session.exec(
        select(col(Item.return_id), func.count())
        .join(Return, col(Return.id) == col(Item.return_id))
        .join(Progress, col(Progress.id) == col(Item.progress_id))
        .where(which, needs_verdict())
        .group_by(col(Item.return_id))
    ).all()
    waiting = dict(verdicts)
    return {one: (count, hard, done, waiting.get(one, 0)) for one, count, hard, done in cards}


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
