"""The jury's votes, secret until the close; who has not voted is reminded once (DOMAIN §7)."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, func, select

from models.calendar import Calendar
from models.experiences.experiences import Experience
from models.experiences.opening import to_juror
from models.experiences.rules import ExperienceRules
from models.experiences.selections import (
    Juror,
    Selection,
    SelectionEntry,
    SelectionState,
    is_closed,
    jurors,
)
from models.outbox import put
from models.people.absences import absent
from models.people.posts import Post
from models.refusals import Reason, Refused
from models.store import UtcDateTime, insert_new


class JuryVote(SQLModel, table=True):
    """One vote of a juror for one experience; it can be taken back until the close."""

    __table_args__ = (UniqueConstraint("selection_id", "person_id", "experience_id"),)

    id: int | None = Field(default=None, primary_key=True)
    selection_id: int = Field(foreign_key="experienceselection.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    experience_id: int = Field(foreign_key="experience.id")
    at: datetime = Field(sa_type=UtcDateTime)


def juror_of(session: Session, selection: Selection, person: int) -> Juror:
    """Somebody's place on the jury; Refused(NOT_A_JUROR)."""
    statement = select(Juror).where(Juror.selection_id == selection.id, Juror.person_id == person)
    juror = session.exec(statement).first()
    if juror is None:
        raise Refused(Reason.NOT_A_JUROR)
    return juror


def votes_of(session: Session, selection: Selection, person: int) -> set[int]:
    """The experiences a juror has voted for."""
    statement = select(JuryVote.experience_id).where(
        JuryVote.selection_id == selection.id, JuryVote.person_id == person
    )
    return set(session.exec(statement))


def may_not_judge(session: Session, person: int) -> set[int]:
    """The units whose experiences somebody cannot vote for: those of their own posts."""
    statement = select(Post.unit_id).where(Post.person_id == person, col(Post.until).is_(None))
    return set(session.exec(statement))


def vote(session: Session, selection: Selection, person: int, number: int, now: datetime) -> None:
    """Vote for one of the shortlist; a second time changes nothing.

    Refused(NOT_A_JUROR), Refused(VOTING_OVER), Refused(GONE), Refused(OWN_UNIT_VOTE),
    Refused(TOO_MANY_VOTES).
    """
    _may_vote(session, selection, person, now)
    entry = select(SelectionEntry.id).where(
        SelectionEntry.selection_id == selection.id, SelectionEntry.experience_id == number
    )
    if session.exec(entry).first() is None:
        raise Refused(Reason.GONE)
    if session.get_one(Experience, number).unit_id in may_not_judge(session, person):
        raise Refused(Reason.OWN_UNIT_VOTE)
    given = votes_of(session, selection, person)
    if number in given:
        return
    if len(given) >= selection.votes:
        raise Refused(Reason.TOO_MANY_VOTES, most=selection.votes)
    row = {
        "selection_id": selection.id,
        "person_id": person,
        "experience_id": number,
        "at": now,
    }
    unique = ["selection_id", "person_id", "experience_id"]
    insert_new(session, JuryVote, [row], unique=unique)


def take_back(
    session: Session, selection: Selection, person: int, number: int, now: datetime
) -> None:
    """Take a vote back; refused as `vote`."""
    _may_vote(session, selection, person, now)
    session.exec(
        delete(JuryVote).where(
            col(JuryVote.selection_id) == selection.id,
            col(JuryVote.person_id) == person,
            col(JuryVote.experience_id) == number,
        )
    )


def _may_vote(session: Session, selection: Selection, person: int, now: datetime) -> None:
    """The juror, held: two presses at once count one after the other."""
    session.refresh(juror_of(session, selection, person), with_for_update=True)
    if selection.state is not SelectionState.VOTING or is_closed(selection, now):
        raise Refused(Reason.VOTING_OVER)


def voted(session: Session, selection: Selection) -> set[int]:
    """Who has voted for anything; what for is secret until the close."""
    statement = select(JuryVote.person_id).where(JuryVote.selection_id == selection.id)
    return set(session.exec(statement.distinct()))


def counts(session: Session, selection: Selection, now: datetime) -> dict[int, int]:
    """The votes of every experience of the shortlist; Refused(VOTING_RUNS) before the close."""
    if selection.closes_at is None or not is_closed(selection, now):
        raise Refused(Reason.VOTING_RUNS, day=selection.closes_at)
    listed = select(SelectionEntry.experience_id).where(SelectionEntry.selection_id == selection.id)
    statement = (
        select(JuryVote.experience_id, func.count())
        .where(JuryVote.selection_id == selection.id)
        .group_by(col(JuryVote.experience_id))
    )
    given = dict(session.exec(statement).all())
    return {number: given.get(number, 0) for number in session.exec(listed)}


def remind(
    session: Session, office: int, rules: ExperienceRules, calendar: Calendar, now: datetime
) -> int:
    """Remind each juror who has not voted, once, shortly before the close; how many.

    Whoever is on leave is left alone.
    """
    today, done = calendar.today(now), 0
    for selection in open_votes(session, office):
        closes = selection.closes_at
        if closes is None or is_closed(selection, now):
            continue
        if today < calendar.add(calendar.today(closes), -rules.remind_before):
            continue
        left_out = voted(session, selection) | absent(session, today)
        for juror, _ in jurors(session, selection):
            if juror.person_id not in left_out and juror.reminded_at is None:
                juror.reminded_at = now
                session.add(juror)
                put(session, now, to_juror("jury_reminder", selection, juror, calendar, now))
                done += 1
    return done


def open_votes(session: Session, office: int) -> list[Selection]:
    """The votes of an office that are not confirmed yet, be they closed or not."""
    statement = select(Selection).where(
        Selection.office_id == office, Selection.state == SelectionState.VOTING
    )
    return list(session.exec(statement))


def owed_by(session: Session, person: int, now: datetime) -> list[Selection]:
    """The votes that run and for which a juror has not voted yet, what closes first in front."""
    given = select(JuryVote.selection_id).where(JuryVote.person_id == person)
    statement = (
        select(Selection)
        .join(Juror, col(Juror.selection_id) == col(Selection.id))
        .where(
            Juror.person_id == person,
            Selection.state == SelectionState.VOTING,
            col(Selection.closes_at) > now,
            col(Selection.id).not_in(given),
        )
        .order_by(col(Selection.closes_at), col(Selection.id))
    )
    return list(session.exec(statement))
