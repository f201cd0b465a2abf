"""A slip being written by hand: for one unit or many, about a matter or anything else (DOMAIN §4).

What is written so far is a row, so that it is gone on with after any restart.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select, update

from models.calendar import Calendar
from models.matters.ledger import Matter
from models.refusals import Reason, Refused
from models.slips.addressees import addressees
from models.slips.changing import LONGEST_DEMAND
from models.slips.drafting import Fact, draft, needs_basis, submit, write
from models.slips.issuing import issue
from models.slips.rungs import SlipKind, SlipRules
from models.slips.slips import Slip
from models.slips.standing import OVER
from models.store import UtcDateTime, word
from models.units import Unit

LONGEST_LINE = 500
"""Characters of a subject and of a basis."""


class Manuscript(SQLModel, table=True):
    """What somebody of the office is writing; `units` are ids in the order they were chosen.

    Done with once `sent_at` or `thrown_away_at` is set. `answer_days` are working days from the day
    the slips go out, `limit_on` is a day instead; both empty: the rung's own days. The basis is
    asked for where a district is among the units and office.toml names none. The `revision` says
    what was looked at in a preview.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: SlipKind = Field(default=SlipKind.ASSIGNMENT, sa_type=word(SlipKind))
    matter_id: int | None = Field(default=None, foreign_key="matter.id")
    subject: str = Field(default="", max_length=LONGEST_LINE)
    demand: str = Field(default="", max_length=LONGEST_DEMAND)
    authority_basis: str = Field(default="", max_length=LONGEST_LINE)
    answer_days: int | None = None
    limit_on: date | None = None
    units: list[int] = Field(default_factory=list, sa_type=JSON)
    revision: int = 1
    begun_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    thrown_away_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def begin(session: Session, office: int, person: int, kind: SlipKind, now: datetime) -> Manuscript:
    """A new sheet of paper."""
    paper = Manuscript(office_id=office, person_id=person, kind=kind, begun_at=now)
    session.add(paper)
    session.flush()
    return paper


def unfinished(session: Session, office: int, person: int) -> Manuscript | None:
    """What a person has begun last for an office and neither sent nor thrown away."""
    statement = select(Manuscript).where(
        Manuscript.office_id == office,
        Manuscript.person_id == person,
        col(Manuscript.sent_at).is_(None),
        col(Manuscript.thrown_away_at).is_(None),
    )
    return session.exec(statement.order_by(col(Manuscript.id).desc())).first()


def is_empty(paper: Manuscript) -> bool:
    """Whether nothing that took thought stands on it yet."""
    return not (paper.subject or paper.demand or paper.units)


def still_open(paper: Manuscript) -> None:
    """Refused(ALREADY_DECIDED) when it was sent, Refused(GONE) when it was thrown away."""
    if paper.sent_at is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    if paper.thrown_away_at is not None:
        raise Refused(Reason.GONE)


def throw_away(session: Session, paper: Manuscript, now: datetime) -> None:
    """It is not wanted any more. Refused as `still_open`."""
    still_open(paper)
    paper.thrown_away_at = now
    session.add(paper)


def units_of(session: Session, paper: Manuscript) -> Sequence[Unit]:
    """The units that get it, in roster order; one that was moved out of reach does not."""
    return addressees(session, session.get_one(Unit, paper.office_id), paper.units)


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
