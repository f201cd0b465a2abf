"""How a slip is written: from a fact and its rung, with everything it will be judged by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlmodel import Session

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.refusals import Reason, Refused
from models.slips.ladders import ladder_in_force
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signers import signers
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.telling import tell_signers
from models.units import Cohort, Unit, unit_id, units_by_id


@dataclass(frozen=True)
class Fact:
    """What a slip is raised for; `cause` names it, so that it raises one slip only."""

    unit: Unit
    cause: str
    subject: str
    matter_id: int | None = None
    matter_number: str = ""
    milestone_id: int | None = None
    about_on: date | None = None
    previous_id: int | None = None


def write(
    session: Session,
    office: Unit,
    kind: SlipKind,
    facts: Sequence[Fact],
    rules: SlipRules,
    by: int | None,
    now: datetime,
) -> list[Slip]:
    """Write a draft for each fact, with the limits of the rung as it stands now.

    A slip to a district takes its basis from the rules (DOMAIN §4); `by` is None for a rule.
    """
    if not facts:
        return []
    ladder = ladder_in_force(session, unit_id(office), rules, now)
    drafts = [draft(office, kind, fact, rules, ladder, by, now) for fact in facts]
    slips = _store(session, drafts)
    audit.note_many(session, now, by, "draft", "slip", {slip_id(slip): {} for slip in slips})
    return slips


def _store(session: Session, drafts: Sequence[Slip]) -> list[Slip]:
    """Insert drafts together: added one by one they would take SQLite a statement each."""
    rows = [one.model_dump(exclude={"id"}) for one in drafts]
    stored = session.scalars(insert(Slip).returning(Slip), rows)
    of_cause = {slip.cause: slip for slip in stored}
    return [of_cause[one.cause] for one in drafts]


def draft(
    office: Unit,
    kind: SlipKind,
    fact: Fact,
    rules: SlipRules,
    ladder: int,
    by: int | None,
    now: datetime,
) -> Slip:
    """A slip as it would be written for a fact; it is not stored."""
    rung = rules.rung(kind)
    return Slip(
        kind=kind,
        office_id=unit_id(office),
        unit_id=unit_id(fact.unit),
        matter_id=fact.matter_id,
        milestone_id=fact.milestone_id,
        about_on=fact.about_on,
        previous_id=fact.previous_id,
        cause=fact.cause,
        ladder_id=ladder,
        matter_number=fact.matter_number,
        subject=fact.subject[:500],
        authority_basis=rules.authority_basis if needs_basis(fact.unit) else "",
        copies=[role.value for role in rung.copies],
        heading=rung.heading,
        state=SlipState.DRAFT,
        receipt_days=rung.receipt_days,
        plan_days=rung.plan_days,
        answer_days=rung.answer_days,
        drafted_at=now,
        drafted_by=by,
    )


def needs_basis(unit: Unit) -> bool:
    """Whether a slip to this unit must say what it rests on: a district's committee or government.

    DOMAIN §4: such a slip needs `authority_basis`.
    """
    return unit.cohort is Cohort.DISTRICT


def submit(
    session: Session,
    slips: Sequence[Slip],
    rules: SlipRules,
    calendar: Calendar,
    by: int | None,
    now: datetime,
) -> None:
    """Bring drafts of one kind and office before those who sign them.

    Refused(ALREADY_DECIDED) when one is no draft any more, Refused(AUTHORITY_NEEDED) when one to a
    district rests on nothing.
    """
    if not slips:
        return
    for slip in slips:
        if slip.state is not SlipState.DRAFT:
            raise Refused(Reason.ALREADY_DECIDED)
    check_bases(session, slips)
    for slip in slips:
        slip.state, slip.reason = SlipState.AWAITING_SIGNATURE, ""
        slip.brought_to = []
        session.add(slip)
    session.flush()
    audit.note_many(session, now, by, "submit", "slip", {slip_id(slip): {} for slip in slips})
    rung = rules.rung(slips[0].kind)
    who = signers(session, slips[0].office_id, rung, calendar.today(now))
    tell_signers(session, slips, who, now)


def check_bases(session: Session, slips: Sequence[Slip]) -> None:
    """Refused(AUTHORITY_NEEDED) for a slip to a district without `authority_basis` (DOMAIN §4)."""
    bare = {slip.unit_id for slip in slips if is_blank(slip.authority_basis)}
    for unit in units_by_id(session, bare).values() if bare else ():
        if needs_basis(unit):
            raise Refused(Reason.AUTHORITY_NEEDED, unit=unit.name)
