"""A run: one month scored by one scheme over frozen facts, in versions that are never changed."""

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, Text, insert
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

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
from models.standings.rules import Mode, StandingRules
from models.store import UtcDateTime, word
from models.units import Unit, unit_id


class Run(SQLModel, table=True):
    """One version of a month's scores; the newest one counts.

    `scheme` and the facts of its standings are the texts it can be computed again from, whenever,
    with the same figures. `computed_by` is empty when a rule computed it. `appeals_until` ends the
    preview. Once `published_at` is set it stays on record, also when a newer version corrects it.
    """

    __table_args__ = (UniqueConstraint("office_id", "month", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    month: str = Field(max_length=7)
    version: int
    scheme: str = Field(sa_type=Text)
    scheme_digest: str = Field(max_length=64)
    facts_digest: str = Field(max_length=64)
    computed_at: datetime = Field(sa_type=UtcDateTime)
    computed_by: int | None = Field(default=None, foreign_key="person.id")
    cause: str = Field(default="", max_length=300)
    appeals_until: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="person.id")
    mode: Mode | None = Field(default=None, sa_type=word(Mode))


class Standing(SQLModel, table=True):
    """One unit's figures in a run, for lists; its lines follow from `facts` and the run's scheme.

    `total` is F, the components are P, Q, S and R rounded for showing; empty where there is none.
    """

    __table_args__ = (UniqueConstraint("run_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    facts: str = Field(sa_type=Text)
    total: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    rank: int | None = None
    items: int = 0
    progress: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    quality: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    slips: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    returns: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    bonus: Decimal = Field(default=Decimal(0), sa_type=Numeric(5, 2))
    deduction: Decimal = Field(default=Decimal(0), sa_type=Numeric(5, 2))


def run_id(run: Run) -> int:
    """The id of a stored run."""
    assert run.id is not None, "the run is not stored yet"  # noqa: S101  narrows the type
    return run.id


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
    if last is not None and (last.facts_digest, last.scheme_digest) == (
        digest(facts_text(facts)),
        digest(scheme_text(scheme)),
    ):
        return last
    last_day = calendar.add(calendar.today(now), rules.appeal_days)
    until = calendar.at(last_day, calendar.closes or time.max)
    return store(session, unit_id(office), facts, scheme, until, by, "", now)


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
    known = {unit.code: unit for unit in facts.units}
    units = dict(session.exec(select(Unit.code, Unit.id).where(col(Unit.code).in_(known))).all())
    rows = [
        _row(run_id(run), units[one.score.code] or 0, one, known[one.score.code])
        for cohort in score_month(facts, scheme).values()
        for one in cohort
    ]
    if rows:
        session.connection().execute(insert(Standing), rows)
    audit.note(session, now, by, "compute", "run", run.id, month=facts.month, version=run.version)
    return run


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


def newest_run(session: Session, office: int, month: Month) -> Run | None:
    """The version of a month's scores that counts now."""
    statement = select(Run).where(Run.office_id == office, Run.month == str(month))
    return session.exec(statement.order_by(col(Run.version).desc()).limit(1)).first()


def published_run(session: Session, office: int, month: Month) -> Run | None:
    """The newest version of a month's scores that was published."""
    statement = select(Run).where(
        Run.office_id == office, Run.month == str(month), col(Run.published_at).is_not(None)
    )
    return session.exec(statement.order_by(col(Run.version).desc()).limit(1)).first()


def versions_of(session: Session, office: int, month: Month) -> Sequence[Run]:
    """Every version of a month's scores, the first one first."""
    statement = select(Run).where(Run.office_id == office, Run.month == str(month))
    return session.exec(statement.order_by(col(Run.version))).all()


def standings_of(session: Session, run: Run) -> Sequence[tuple[Standing, Unit]]:
    """Every unit's figures in a run: by cohort's order of the roster, then by rank."""
    statement = (
        select(Standing, Unit)
        .join(Unit, col(Unit.id) == col(Standing.unit_id))
        .where(Standing.run_id == run.id)
        .order_by(col(Standing.rank).is_(None), col(Standing.rank), col(Unit.position))
    )
    return [(one, unit) for one, unit in session.exec(statement)]


def standing_of(session: Session, run: Run, unit: int) -> Standing | None:
    """One unit's figures in a run."""
    statement = select(Standing).where(Standing.run_id == run.id, Standing.unit_id == unit)
    return session.exec(statement).first()


def facts_of(session: Session, run: Run) -> MonthFacts:
    """The frozen facts of a run, read back from its standings."""
    rows = session.exec(select(Standing.facts).where(Standing.run_id == run.id)).all()
    units = tuple(UnitFacts.model_validate_json(text) for text in rows)
    return MonthFacts(month=run.month, units=units).in_order()


def scheme_of(run: Run) -> Scheme:
    """The scheme a run was computed by."""
    return Scheme.model_validate_json(run.scheme)
