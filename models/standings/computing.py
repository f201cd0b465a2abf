"""A month is scored: its facts are frozen, and a version is made when they changed (DOMAIN §6)."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models import audit
from models.calendar import Calendar, Month
from models.dispatch.cycles import cycle_of
from models.refusals import Reason, Refused
from models.scoring.component_schemes import Component
from models.scoring.exact import rounded
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.ranking import Ranked, score_month
from models.scoring.scheme import Scheme
from models.scoring.stored import digest, facts_text, scheme_text
from models.standings.gathering import gather
from models.standings.rules import StandingRules
from models.standings.runs import Run, Standing, newest_run, run_id
from models.units import Unit, unit_id


def compute(
    session: Session,
    office: Unit,
    month: Month,
    scheme: Scheme,
    rules: StandingRules,
    calendar: Calendar,
    by: int | None,
    now: datetime,
) -> Run:
    """Freeze the facts of a month and score them; the newest run when nothing has changed.

    Once an appeal was granted its version stands: to read the facts anew would undo it. The days
    for appeals count from this day on, until the office closes on the last one.
    Refused(NOT_OPEN_YET) before the month was opened. Refused(ALREADY_PUBLISHED) once a version is
    published: then only an appeal changes a fact.
    """
    cycle = cycle_of(session, unit_id(office), month)
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    last = newest_run(session, unit_id(office), month)
    if last is not None and last.published_at is not None:
        raise Refused(Reason.ALREADY_PUBLISHED, month=str(month))
    if last is not None and last.cause:
        return last
    facts = gather(session, office, month, cycle, calendar)
    if last is not None and _rests_on(last, facts, scheme):
        return last
    last_day = calendar.add(calendar.today(now), rules.appeal_days)
    until = calendar.at(last_day, calendar.closes or time.max)
    return store(session, unit_id(office), facts, scheme, until, by, "", now)


def _rests_on(run: Run, facts: MonthFacts, scheme: Scheme) -> bool:
    digests = digest(facts_text(facts)), digest(scheme_text(scheme))
    return (run.facts_digest, run.scheme_digest) == digests


def store(
    session: Session,
    office: int,
    facts: MonthFacts,
    scheme: Scheme,
    appeals_until: datetime,
    by: int | None,
    cause: str,
    now: datetime,
) -> Run:
    """Keep the scores of these facts as the month's next version; five statements."""
    last = newest_run(session, office, Month.parse(facts.month))
    text = scheme_text(scheme)
    run = Run(
        office_id=office,
        month=facts.month,
        version=last.version + 1 if last else 1,
        scheme=text,
        scheme_digest=digest(text),
        facts_digest=digest(facts_text(facts)),
        computed_at=now,
        computed_by=by,
        cause=cause[:300],
        appeals_until=appeals_until,
    )
    session.add(run)
    session.flush()
    if rows := _rows(session, run_id(run), facts, scheme):
        session.connection().execute(insert(Standing), rows)
    audit.note(session, now, by, "compute", "run", run.id, month=facts.month, version=run.version)
    return run


def _rows(session: Session, run: int, facts: MonthFacts, scheme: Scheme) -> list[dict[str, Any]]:
    known = {unit.code: unit for unit in facts.units}
    units = dict(session.exec(select(Unit.code, Unit.id).where(col(Unit.code).in_(known))).all())
    return [
        _row(run, units[one.score.code] or 0, one, known[one.score.code])
        for cohort in score_month(facts, scheme).values()
        for one in cohort
    ]


def _row(run: int, unit: int, one: Ranked, facts: UnitFacts) -> dict[str, Any]:
    parts = {
        component.value: rounded(one.score.components[component])
        if component in one.score.components
        else None
        for component in Component
    }
    return {
        "run_id": run,
        "unit_id": unit,
        "facts": facts.in_order().model_dump_json(),
        "total": one.score.total,
        "rank": one.rank,
        "items": one.score.items,
        "bonus": rounded(one.score.bonus),
        "deduction": rounded(one.score.deduction),
        **parts,
    }
