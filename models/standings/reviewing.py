"""Deciding appeals: by somebody who has not scored it, once, with a reason (DOMAIN §6)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from models import audit
from models.calendar import Month
from models.outbox import Message, put
from models.people.posts import Person, person_id
from models.people.staff import staff_of
from models.refusals import Reason, Refused
from models.scoring.facts import UnitFacts
from models.standings.appeals import Appeal, Ruling, check_reason, open_appeals
from models.standings.computing import store
from models.standings.corrections import Remedy, corrected, fact_of
from models.standings.judges import judges
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import (
    Run,
    Standing,
    facts_of,
    hold_month,
    newest_run,
    published_run,
    run_id,
    scheme_of,
)
from models.units import Unit


def reviewers(session: Session, made: Appeal) -> list[Person]:
    """The staff who may decide an appeal: whoever scored the month, or that line, may not (§6)."""
    scored = scorers(session, made)
    return [
        person
        for person in staff_of(session, made.office_id)
        if person_id(person) not in scored and person.id != made.asked_by
    ]


def scorers(session: Session, made: Appeal) -> set[int]:
    """Who computed a version of the month by hand, or judged what the line is about."""
    statement = select(Run.computed_by).where(
        Run.office_id == made.office_id,
        Run.month == made.month,
        col(Run.computed_by).is_not(None),
        col(Run.cause) == "",
    )
    computed = {person for person in session.exec(statement) if person is not None}
    standing = session.get_one(Standing, made.standing_id)
    fact = fact_of(UnitFacts.model_validate_json(standing.facts), made.line)
    return computed | judges(session, made.office_id, made.month, fact)


def assign(session: Session, made: Appeal, reviewer: Person, by: int, now: datetime) -> None:
    """Give an appeal to a reviewer, also to another one than before; the reviewer is told.

    Refused(ALREADY_DECIDED), Refused(NOT_THE_REVIEWER).
    """
    if made.ruling is not Ruling.OPEN:
        raise Refused(Reason.ALREADY_DECIDED)
    if reviewer.id not in {person.id for person in reviewers(session, made)}:
        raise Refused(Reason.NOT_THE_REVIEWER)
    made.reviewer_id = person_id(reviewer)
    session.add(made)
    audit.note(session, now, by, "assign", "appeal", made.id, reviewer=reviewer.id)
    if reviewer.id != by:
        told = Message(
            kind="appeal_assigned",
            key=f"appeal_assigned:{made.id}:{reviewer.id}:{now:%Y%m%d%H%M%S}",
            person_id=reviewer.id,
            subject_id=made.id,
        )
        put(session, now, told)


def grant(
    session: Session, made: Appeal, remedy: Remedy, reason: str, by: int, now: datetime
) -> Run:
    """Grant an appeal: the fact is corrected, and a new version of the run is made.

    What was published stays on record, and the corrected version is published anew once no appeal
    waits. Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG), Refused(ALREADY_DECIDED),
    Refused(NOT_THE_REVIEWER) unless it was assigned to this person, Refused(GONE) when the line is
    not among the facts any more.
    """
    _decide(session, made, {"ruling": Ruling.GRANTED, "remedy": remedy}, reason, by, now)
    base = _newest(session, made)
    unit = session.get_one(Unit, made.unit_id)
    facts = corrected(facts_of(session, base), unit.code, made.line, remedy)
    cause = f"appeal {made.id}"
    run = store(session, made.office_id, facts, scheme_of(base), base.appeals_until, by, cause, now)
    made.version_id = run_id(run)
    session.add(made)
    _publish_anew(session, made, by, now)
    return run


def refuse(session: Session, made: Appeal, reason: str, by: int, now: datetime) -> None:
    """Let the line stand; refused as `grant`."""
    _decide(session, made, {"ruling": Ruling.REFUSED}, reason, by, now)
    _publish_anew(session, made, by, now)


def _newest(session: Session, made: Appeal) -> Run:
    run = newest_run(session, made.office_id, Month.parse(made.month))
    assert run is not None, "an appeal is about a run"  # noqa: S101  narrows the type
    return run


def _publish_anew(session: Session, made: Appeal, by: int, now: datetime) -> None:
    """Publish what corrects a published version, in its mode, after the last open appeal."""
    known = published_run(session, made.office_id, Month.parse(made.month))
    newest = _newest(session, made)
    if known is None or known.id == newest.id or open_appeals(session, made.office_id, made.month):
        return
    publish(session, newest, known.mode or Mode.NONE, by, now)


def check_reviewer(session: Session, made: Appeal, by: int) -> None:
    """Whether this person decides an appeal now.

    Refused(ALREADY_DECIDED); Refused(NOT_THE_REVIEWER) unless it was assigned to this person, who
    has not scored it meanwhile.
    """
    if made.ruling is not Ruling.OPEN:
        raise Refused(Reason.ALREADY_DECIDED)
    if by != made.reviewer_id or by not in {one.id for one in reviewers(session, made)}:
        raise Refused(Reason.NOT_THE_REVIEWER)


def _decide(
    session: Session, made: Appeal, ruling: dict[str, Any], reason: str, by: int, now: datetime
) -> None:
    """Decide once: of two at the same moment, one is refused. The unit is told."""
    check_reason(reason)
    hold_month(session, made.office_id, made.month)
    check_reviewer(session, made, by)
    done = session.exec(
        update(Appeal)
        .where(col(Appeal.id) == made.id, col(Appeal.ruling) == Ruling.OPEN)
        .values(answer=reason.strip(), decided_at=now, decided_by=by, **ruling)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(made)
    audit.note(session, now, by, made.ruling.value, "appeal", made.id, reason=reason.strip()[:300])
    told = Message(
        kind="appeal_decided",
        key=f"appeal_decided:{made.id}",
        unit_id=made.unit_id,
        subject_id=made.id,
    )
    put(session, now, told)
