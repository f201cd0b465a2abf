"""Reads the figures of a month's circular: one transaction, always as many statements (§3)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.circulars.counting import (
    Counted,
    by_kind,
    by_light,
    by_state,
    closed_in,
    due_in,
    matters_of,
)
from models.circulars.figures import (
    Arrangements,
    Figures,
    IssuedSlip,
    Returns,
    SlipCount,
)
from models.circulars.missing import missed
from models.circulars.ranking import ranking
from models.dispatch.board import Standing, board
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.matters.ledger import SIDE_STATES
from models.refusals import Reason, Refused
from models.rules import DispatchRules, Rules
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, out
from models.standings.rules import Mode
from models.standings.runs import Run, facts_of, newest_run, run_id, standings_of
from models.units import Cohort, Unit, unit_id


def figures_of(
    session: Session, office: Unit, month: Month, rules: Rules, calendar: Calendar, now: datetime
) -> Figures:
    """The figures of a month, by the newest version of its scores.

    Refused(NOT_OPEN_YET) before the month was opened, Refused(NO_SCORES) before they are computed.
    """
    cycle, run = _scored(session, office, month)
    rows = matters_of(session, office, rules.lights, calendar, calendar.today(now))
    counted = [row for row in rows if row.matter.state not in SIDE_STATES]
    facts, standings = facts_of(session, run), standings_of(session, run)
    mode = run.mode or Mode.NONE
    return Figures(
        month=str(month),
        run=run_id(run),
        version=run.version,
        read_at=now,
        cutoff_at=cycle.cutoff_at,
        cohorts=tuple(_cohorts(unit for _, unit in standings)),
        returns=_returns(session, cycle),
        matters=len(counted),
        aside=by_state([row for row in rows if row.matter.state in SIDE_STATES], len(rows)),
        states=by_state(counted, len(counted)),
        lights=by_light(counted),
        kinds=tuple(by_kind(counted)),
        missed=missed(facts, calendar, calendar.today(cycle.cutoff_at)),
        closed=tuple(closed_in(rows, month)),
        mode=mode,
        published=run.published_at is not None,
        ranking=ranking(standings, mode, rules.standings),
        slips=_slips(session, office, month),
        coming=_coming(counted, month.plus(1), calendar, rules.dispatch),
    )


def _scored(session: Session, office: Unit, month: Month) -> tuple[Cycle, Run]:
    """The month's round and the version of its scores that counts."""
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    run = newest_run(session, unit_id(office), month)
    if run is None:
        raise Refused(Reason.NO_SCORES, month=str(month))
    return cycle, run


def _cohorts(units: Iterator[Unit]) -> list[Cohort]:
    there = {unit.cohort for unit in units}
    return [cohort for cohort in Cohort if cohort in there]


def _returns(session: Session, cycle: Cycle) -> Returns:
    lines = board(session, cycle).lines
    named = {
        standing: tuple(line.unit.name for line in lines if line.standing is standing)
        for standing in Standing
    }
    return Returns(
        asked=len(lines),
        on_time=len(named[Standing.ON_TIME]),
        late=named[Standing.LATE],
        missing=named[Standing.OWES] + named[Standing.MISSING],
    )


def _slips(session: Session, office: Unit, month: Month) -> tuple[SlipCount, ...]:
    statement = (
        select(Slip.kind, Slip.number_text, Unit.name)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(
            Slip.office_id == unit_id(office),
            out(),
            col(Slip.issued_on) >= month.first,
            col(Slip.issued_on) <= month.last,
        )
        .order_by(col(Slip.year), col(Slip.number))
    )
    rows = session.exec(statement).all()
    found = {
        kind: tuple(
            IssuedSlip(number=number, unit=unit) for one, number, unit in rows if one == kind
        )
        for kind in SlipKind
    }
    return tuple(SlipCount(kind=kind, slips=slips) for kind, slips in found.items() if slips)


def _coming(
    rows: Sequence[Counted], month: Month, calendar: Calendar, rules: DispatchRules
) -> Arrangements:
    when = dates(month, calendar, rules)
    return Arrangements(
        month=str(month),
        prompt_at=when.prompt_at,
        due_at=when.due_at,
        cutoff_at=when.cutoff_at,
        provisional=when.provisional,
        matters_due=sum(due_in(row, month) for row in rows),
    )
