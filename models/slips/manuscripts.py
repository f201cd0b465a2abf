"""A slip written by hand: for one unit or many, about a matter or anything else (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel

from models.calendar import Calendar
from models.matters.ledger import Matter
from models.refusals import Reason, Refused
from models.slips.drafting import Fact, check_basis, submit, write
from models.slips.issuing import issue
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signing import LONGEST_DEMAND
from models.slips.slips import Slip
from models.store import UtcDateTime, word
from models.units import Unit, units_by_id


class Manuscript(SQLModel, table=True):
    """What somebody of the office is writing; `units` are ids. Done with once `sent_at` is set.

    `limit_on` empty: the rung's own days. The basis is asked for where a district is among the
    units and office.toml names none.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: SlipKind = Field(default=SlipKind.ASSIGNMENT, sa_type=word(SlipKind))
    matter_id: int | None = Field(default=None, foreign_key="matter.id")
    subject: str = Field(default="", max_length=500)
    demand: str = Field(default="", max_length=LONGEST_DEMAND)
    authority_basis: str = Field(default="", max_length=500)
    limit_on: date | None = None
    units: list[int] = Field(default_factory=list, sa_type=JSON)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def begin(session: Session, office: int, person: int, kind: SlipKind, now: datetime) -> Manuscript:
    """A new sheet of paper."""
    paper = Manuscript(office_id=office, person_id=person, kind=kind, begun_at=now)
    session.add(paper)
    session.flush()
    return paper


def send(
    session: Session,
    paper: Manuscript,
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> list[Slip]:
    """Make a slip for each unit and bring them before those who sign; a prompt goes out at once.

    Refused(ALREADY_DECIDED) when it was sent, Refused(UNITS_NEEDED), Refused(SUBJECT_NEEDED),
    Refused(DEMAND_NEEDED) for what is signed, Refused(DATES_PAST) for a limit not after today,
    Refused(AUTHORITY_NEEDED) when a district is among the units and no basis is named.
    """
    if paper.sent_at is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    units = list(units_by_id(session, paper.units).values())
    _complete(paper, units, calendar.today(now))
    office = session.get_one(Unit, paper.office_id)
    facts = _facts(session, paper, units)
    slips = write(session, office, paper.kind, facts, rules, by, now)
    for slip in slips:
        slip.demand, slip.limit_on = paper.demand, paper.limit_on
        slip.authority_basis = paper.authority_basis or slip.authority_basis
        check_basis(session, slip)
    paper.sent_at = now
    session.add(paper)
    session.flush()
    if paper.kind is SlipKind.PROMPT:
        for slip in slips:
            slip.signed_at, slip.signed_by = now, by
        issue(session, slips, rules, calendar, now)
    else:
        submit(session, slips, rules, calendar, by, now)
    return slips


def _complete(paper: Manuscript, units: Sequence[Unit], today: date) -> None:
    if not units:
        raise Refused(Reason.UNITS_NEEDED)
    if not paper.subject.strip():
        raise Refused(Reason.SUBJECT_NEEDED)
    if paper.kind is not SlipKind.PROMPT and not paper.demand.strip():
        raise Refused(Reason.DEMAND_NEEDED)
    if paper.limit_on is not None and paper.limit_on <= today:
        raise Refused(Reason.DATES_PAST)


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
