"""The selection of a half-year's best: shortlist, jury, votes, and what comes of them (§3)."""

from collections.abc import Sequence
from datetime import datetime, time
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models import audit
from models.calendar import Calendar, Month
from models.experiences.experiences import Experience, ExperienceState
from models.experiences.rules import ExperienceRules
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.store import UtcDateTime, insert_new, word


class SelectionState(StrEnum):
    """preparing → voting → confirmed. That the vote is closed is read from `closes_at`."""

    PREPARING = "preparing"
    VOTING = "voting"
    CONFIRMED = "confirmed"


class Selection(SQLModel, table=True):
    """The selection of one period, named by its last month (2026-12), as the rules were then."""

    __tablename__ = "experienceselection"
    __table_args__ = (UniqueConstraint("office_id", "until"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    first: str = Field(max_length=7)
    until: str = Field(max_length=7)
    state: SelectionState = Field(default=SelectionState.PREPARING, sa_type=word(SelectionState))
    places: int
    votes: int
    begun_at: datetime = Field(sa_type=UtcDateTime)
    begun_by: int = Field(foreign_key="person.id")
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_by: int | None = Field(default=None, foreign_key="person.id")
    closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: int | None = Field(default=None, foreign_key="person.id")


class SelectionEntry(SQLModel, table=True):
    """An experience on the shortlist; `picked` by the director among those tied at the end."""

    __table_args__ = (UniqueConstraint("selection_id", "experience_id"),)

    id: int | None = Field(default=None, primary_key=True)
    selection_id: int = Field(foreign_key="experienceselection.id", index=True)
    experience_id: int = Field(foreign_key="experience.id", index=True)
    picked: bool = False


class Juror(SQLModel, table=True):
    """Somebody of a jury."""

    __table_args__ = (UniqueConstraint("selection_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    selection_id: int = Field(foreign_key="experienceselection.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def selection_id(selection: Selection) -> int:
    """The id of a stored selection."""
    assert selection.id is not None, "the selection is not stored yet"  # noqa: S101  narrows
    return selection.id


def selection_by_id(session: Session, number: int) -> Selection:
    """A selection; Refused(GONE) when there is none."""
    found = session.get(Selection, number)
    if found is None:
        raise Refused(Reason.GONE)
    return found


def newest_selection(session: Session, office: int) -> Selection | None:
    """The selection of an office's latest period."""
    statement = select(Selection).where(Selection.office_id == office)
    return session.exec(statement.order_by(col(Selection.until).desc())).first()


def is_closed(selection: Selection, now: datetime) -> bool:
    """Whether nobody may vote any more."""
    return selection.closes_at is not None and selection.closes_at <= now


def begin(
    session: Session,
    office: int,
    period: tuple[Month, Month],
    rules: ExperienceRules,
    by: int,
    now: datetime,
) -> Selection:
    """Begin to prepare the selection of a period; of one that is begun the selection as it is."""
    first, until = map(str, period)
    row = {
        "office_id": office,
        "first": first,
        "until": until,
        "state": SelectionState.PREPARING,
        "places": rules.select,
        "votes": rules.votes,
        "begun_at": now,
        "begun_by": by,
    }
    insert_new(session, Selection, [row], unique=["office_id", "until"])
    begun = select(Selection).where(Selection.office_id == office, Selection.until == until)
    selection = session.exec(begun).one()
    if (selection.begun_at, selection.begun_by) == (now, by):  # else somebody was quicker
        audit.note(session, now, by, "begin", "selection", selection.id, until=until)
    return selection


def eligible(session: Session, selection: Selection, calendar: Calendar) -> list[int]:
    """The experiences of the office that were accepted in the period, oldest first."""
    since = calendar.at(Month.parse(selection.first).first, time(0))
    before = calendar.at(Month.parse(selection.until).plus(1).first, time(0))
    statement = select(Experience.id).where(
        Experience.office_id == selection.office_id,
        Experience.state == ExperienceState.ACCEPTED,
        col(Experience.decided_at) >= since,
        col(Experience.decided_at) < before,
    )
    ordered = statement.order_by(col(Experience.decided_at), col(Experience.id))
    return [number for number in session.exec(ordered) if number is not None]


def entries(session: Session, selection: Selection) -> Sequence[SelectionEntry]:
    """The shortlist, in the order in which the experiences were begun."""
    statement = select(SelectionEntry).where(SelectionEntry.selection_id == selection.id)
    return session.exec(statement.order_by(col(SelectionEntry.experience_id))).all()


def jurors(session: Session, selection: Selection) -> list[tuple[Juror, Person]]:
    """The jury, in the order in which they were named."""
    statement = (
        select(Juror, Person)
        .join(Person, col(Person.id) == col(Juror.person_id))
        .where(Juror.selection_id == selection.id)
    )
    return list(session.exec(statement.order_by(col(Juror.id))))


def prepare(session: Session, selection: Selection) -> None:
    """Hold a selection that is being prepared; Refused(ALREADY_DECIDED) when the vote is open."""
    session.refresh(selection, with_for_update=True)
    if selection.state is not SelectionState.PREPARING:
        raise Refused(Reason.ALREADY_DECIDED)


def enter(session: Session, selection: Selection, number: int, calendar: Calendar) -> None:
    """Put one on the shortlist, once; Refused(GONE) for one that is not eligible."""
    prepare(session, selection)
    if number not in eligible(session, selection, calendar):
        raise Refused(Reason.GONE)
    row = {"selection_id": selection.id, "experience_id": number, "picked": False}
    insert_new(session, SelectionEntry, [row], unique=["selection_id", "experience_id"])


def take_out(session: Session, selection: Selection, number: int) -> None:
    """Take one off the shortlist again."""
    prepare(session, selection)
    for entry in entries(session, selection):
        if entry.experience_id == number:
            session.delete(entry)
    session.flush()


def call(session: Session, selection: Selection, person: int) -> None:
    """Name a juror, once."""
    prepare(session, selection)
    row = {"selection_id": selection.id, "person_id": person, "reminded_at": None}
    insert_new(session, Juror, [row], unique=["selection_id", "person_id"])


def dismiss(session: Session, selection: Selection, person: int) -> None:
    """Take a juror out again."""
    prepare(session, selection)
    for juror, _ in jurors(session, selection):
        if juror.person_id == person:
            session.delete(juror)
    session.flush()
