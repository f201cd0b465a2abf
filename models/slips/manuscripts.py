"""A slip being written by hand: for one unit or many, about a matter or anything else (DOMAIN §4).

What is written so far is a row, so that it is gone on with after any restart.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from models.refusals import Reason, Refused
from models.slips.addressees import addressees
from models.slips.changing import LONGEST_DEMAND
from models.slips.rungs import SlipKind
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
