"""Reads the figures of a month's circular: one transaction, always as many statements (§3)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.circulars.figures import (
    Arrangements,
    Closed,
    Figures,
    IssuedSlip,
    KindCount,
    LightCount,
    Returns,
    SlipCount,
    StateCount,
    share,
)
from models.circulars.missing import missed
from models.circulars.ranking import ranking
from models.dispatch.board import Standing, board
from models.dispatch.cycles import Cycle, cycle_of, dates
from models.matters.ledger import SIDE_STATES, Kind, Light, Matter, State, matter_id, milestones_of
from models.matters.lights import light, next_date
from models.refusals import Reason, Refused
from models.rules import DispatchRules, LightRules, Rules
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, out
from models.standings.rules import Mode
from models.standings.runs import facts_of, newest_run, run_id, standings_of
from models.units import Cohort, Unit, asked_by, unit_id

DONE = frozenset({State.CLOSED})


@dataclass(frozen=True)
class _Row:
    """A matter with the unit that leads it, its light today and the next date to be met."""

    matter: Matter
    unit: Unit
    light: Light
    next_on: date


def figures_of(
    session: Session, office: Unit, month: Month, rules: Rules, calendar: Calendar, now: datetime
) -> Figures:
    """The figures of a month, by the newest version of its scores.

    Refused(NOT_OPEN_YET) before the month was opened, Refused(NO_SCORES) before they are computed.
    """
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    run = newest_run(session, unit_id(office), month)
    if run is None:
        raise Refused(Reason.NO_SCORES, month=str(month))
    rows = _rows(session, office, rules.lights, calendar, calendar.today(now))
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
        aside=_states([row for row in rows if row.matter.state in SIDE_STATES], len(rows)),
        states=_states(counted, len(counted)),
        lights=_lights(counted),
        kinds=tuple(_kinds(counted)),
        missed=missed(facts, calendar, calendar.today(cycle.cutoff_at)),
        closed=tuple(_closed(rows, month)),
        mode=mode,
        published=run.published_at is not None,
        ranking=ranking(standings, mode, rules.standings),
        slips=_slips(session, office, month),
        coming=_coming(counted, month.plus(1), calendar, rules.dispatch),
    )


def _rows(
    session: Session, office: Unit, rules: LightRules, calendar: Calendar, today: date
) -> list[_Row]:
    statement = (
        select(Matter, Unit)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .where(asked_by(session, office))
        .order_by(col(Unit.position), col(Matter.position), col(Matter.id))
    )
    found = session.exec(statement).all()
    steps = milestones_of(session, [matter_id(matter) for matter, _ in found])
    return [
        _Row(
            matter,
            unit,
            light(matter, steps[matter_id(matter)], today, calendar, rules),
            next_date(matter, steps[matter_id(matter)]),
        )
        for matter, unit in found
    ]


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


def _states(rows: Sequence[_Row], total: int) -> tuple[StateCount, ...]:
    counts = Counter(row.matter.state for row in rows)
    return tuple(
        StateCount(state=state, n=counts[state], share=share(counts[state], total))
        for state in State
        if counts[state]
    )


def _lights(rows: Sequence[_Row]) -> tuple[LightCount, ...]:
    counts = Counter(row.light for row in rows)
    return tuple(
        LightCount(light=one, n=counts[one], share=share(counts[one], len(rows)))
        for one in Light
        if counts[one]
    )


def _kinds(rows: Sequence[_Row]) -> Iterator[KindCount]:
    for kind in Kind:
        alike = [row for row in rows if row.matter.kind is kind]
        done = sum(row.matter.state in DONE for row in alike)
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


def _closed(rows: Sequence[_Row], month: Month) -> Iterator[Closed]:
    for row in rows:
        day, matter = row.matter.closed_on, row.matter
        if matter.state is State.CLOSED and day and month.first <= day <= month.last:
            yield Closed(matter=matter.number, title=matter.title, unit=row.unit.name)


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
    rows: Sequence[_Row], month: Month, calendar: Calendar, rules: DispatchRules
) -> Arrangements:
    when = dates(month, calendar, rules)
    return Arrangements(
        month=str(month),
        prompt_at=when.prompt_at,
        due_at=when.due_at,
        cutoff_at=when.cutoff_at,
        provisional=when.provisional,
        matters_due=sum(_due_in(row, month) for row in rows),
    )


def _due_in(row: _Row, month: Month) -> bool:
    return row.light is not Light.BLUE and month.first <= row.next_on <= month.last
