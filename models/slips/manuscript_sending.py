"""A slip written by hand is checked, shown as it would go out, and sent (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, update

from models.calendar import Calendar
from models.matters.ledger import Matter
from models.refusals import Reason, Refused
from models.slips.drafting import Fact, draft, needs_basis, submit, write
from models.slips.issuing import issue
from models.slips.manuscripts import Manuscript, still_open, units_of
from models.slips.rungs import SlipKind, SlipRules
from models.slips.slips import Slip
from models.slips.standing import OVER
from models.units import Unit


def rests_on_nothing(paper: Manuscript, units: Sequence[Unit], rules: SlipRules) -> bool:
    """Whether a district is among the units and nothing names what a slip to it rests on."""
    named = paper.authority_basis or rules.authority_basis.strip()
    return not named and any(needs_basis(unit) for unit in units)


def lacking(
    paper: Manuscript, units: Sequence[Unit], rules: SlipRules, today: date
) -> list[Reason]:
    """Everything for which it cannot be sent yet, in the order in which it is asked for."""
    asks = paper.kind is not SlipKind.PROMPT
    faults = {
        Reason.SUBJECT_NEEDED: not paper.subject.strip(),
        Reason.UNITS_NEEDED: not units,
        Reason.DEMAND_NEEDED: asks and not paper.demand.strip(),
        Reason.DATES_PAST: paper.limit_on is not None and paper.limit_on <= today,
        Reason.AUTHORITY_NEEDED: rests_on_nothing(paper, units, rules),
    }
    return [reason for reason, lacks in faults.items() if lacks]


def check_complete(paper: Manuscript, units: Sequence[Unit], rules: SlipRules, today: date) -> None:
    """Refuse it for the first thing it lacks.

    Refused(SUBJECT_NEEDED), Refused(UNITS_NEEDED), Refused(DEMAND_NEEDED) for what is signed,
    Refused(DATES_PAST) for a limit not after today, Refused(AUTHORITY_NEEDED) when a district is
    among the units and no basis is named.
    """
    lacks = lacking(paper, units, rules, today)
    if lacks:
        districts = (unit.name for unit in units if needs_basis(unit))
        raise Refused(lacks[0], unit=next(districts, ""))


def proof(session: Session, paper: Manuscript, unit: Unit, rules: SlipRules, now: datetime) -> Slip:
    """The slip that a unit would get, as it would be written now; it is not stored."""
    office, (fact,) = session.get_one(Unit, paper.office_id), _facts(session, paper, [unit])
    slip = draft(office, paper.kind, fact, rules, 0, paper.person_id, now)
    _fill(slip, paper)
    return slip


def send(
    session: Session,
    paper: Manuscript,
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> list[Slip]:
    """Make a slip for each unit and bring them before those who sign; a prompt goes out at once.

    Refused as `still_open` and `check_complete`, and Refused(NO_LONGER_HOLDS) when its matter was
    closed or ended meanwhile, before anything is written.
    """
    still_open(paper)
    units = units_of(session, paper)
    check_complete(paper, units, rules, calendar.today(now))
    _check_matter(session, paper)
    _take(session, paper, now)
    office, facts = session.get_one(Unit, paper.office_id), _facts(session, paper, units)
    slips = write(session, office, paper.kind, facts, rules, by, now)
    for slip in slips:
        _fill(slip, paper)
    if paper.kind is SlipKind.PROMPT:
        for slip in slips:
            slip.signed_at, slip.signed_by = now, by
        issue(session, slips, rules, calendar, now)
    else:
        submit(session, slips, rules, calendar, by, now)
    return slips


def _check_matter(session: Session, paper: Manuscript) -> None:
    matter = session.get(Matter, paper.matter_id) if paper.matter_id else None
    if matter is not None and matter.state in OVER:
        raise Refused(Reason.NO_LONGER_HOLDS, subject=matter.number)


def _take(session: Session, paper: Manuscript, now: datetime) -> None:
    """Send it once: of two presses at the same moment, one is refused."""
    unsent = col(Manuscript.sent_at).is_(None)
    done = session.exec(
        update(Manuscript).where(col(Manuscript.id) == paper.id, unsent).values(sent_at=now)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(paper)


def _fill(slip: Slip, paper: Manuscript) -> None:
    """What was written by hand takes the place of what the rung says."""
    slip.demand, slip.limit_on = paper.demand, paper.limit_on
    slip.answer_days = paper.answer_days or slip.answer_days
    slip.authority_basis = paper.authority_basis or slip.authority_basis


def _facts(session: Session, paper: Manuscript, units: Sequence[Unit]) -> list[Fact]:
    matter = session.get(Matter, paper.matter_id) if paper.matter_id else None
    return [
        Fact(
            unit=unit,
            cause=f"hand:{paper.id}:{unit.id}",
            subject=paper.subject.strip(),
            matter_id=matter.id if matter else None,
            matter_number=matter.number if matter else "",
        )
        for unit in units
    ]
