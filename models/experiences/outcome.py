"""What comes of a vote: more votes, then the earlier submission; ties at the end (DOMAIN §3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import audit
from models.authority import ALLOWED, Act
from models.calendar import Calendar
from models.experiences.experiences import Experience, experience_id
from models.experiences.selections import (
    Selection,
    SelectionState,
    entries,
    is_closed,
    jurors,
    selection_id,
)
from models.experiences.telling import readers
from models.experiences.voting import counts, open_votes
from models.outbox import Message, Urgency, put
from models.people.posts import Post
from models.refusals import Reason, Refused
from models.units import Unit


@dataclass(frozen=True)
class Outcome:
    """Ids of experiences: `sure` ones, and those `tied` for so many `free` last places."""

    sure: Sequence[int]
    tied: Sequence[int] = ()
    free: int = 0


def ranked(votes: Mapping[int, int], submitted: Mapping[int, datetime]) -> list[int]:
    """By votes, the earlier submission first where they are equal."""
    return sorted(votes, key=lambda number: (-votes[number], submitted[number], number))


def outcome(votes: Mapping[int, int], order: Sequence[int], places: int) -> Outcome:
    """The first places; whoever has no vote has none. Pure.

    Where the last place has as many votes as one that would be left out, all with so many votes
    are tied for what is left.
    """
    with_votes = [number for number in order if votes[number]]
    if len(with_votes) <= places or votes[with_votes[places - 1]] > votes[with_votes[places]]:
        return Outcome(with_votes[:places])
    last = votes[with_votes[places]]
    sure = [number for number in with_votes if votes[number] > last]
    tied = [number for number in with_votes if votes[number] == last]
    return Outcome(sure, tied, places - len(sure))


@dataclass(frozen=True)
class Counted:
    """A closed vote: the shortlist in its order, the votes, the outcome, and what was picked."""

    order: Sequence[int]
    votes: Mapping[int, int]
    outcome: Outcome
    picked: frozenset[int]

    @property
    def chosen(self) -> list[int]:
        """Those that are in, in order, as far as it is decided."""
        tied = set(self.outcome.tied) & self.picked
        return [number for number in self.order if number in {*self.outcome.sure, *tied}]

    @property
    def decided(self) -> bool:
        """Whether no tie is left to decide."""
        tied = set(self.outcome.tied) & self.picked
        return not self.outcome.tied or len(tied) == self.outcome.free


def counted(session: Session, selection: Selection, now: datetime) -> Counted:
    """Count a vote; Refused(VOTING_RUNS) before the close."""
    votes = counts(session, selection, now)
    statement = select(Experience).where(col(Experience.id).in_(votes))
    submitted = {
        experience_id(one): one.submitted_at or one.begun_at for one in session.exec(statement)
    }
    order = ranked(votes, submitted)
    picked = {row.experience_id for row in entries(session, selection) if row.picked}
    return Counted(order, votes, outcome(votes, order, selection.places), frozenset(picked))


def pick(session: Session, selection: Selection, numbers: Iterable[int], now: datetime) -> None:
    """The director decides a tie at the last places: these of the tied are in.

    Refused(TIE_UNDECIDED) for more than there are places, Refused(ALREADY_DECIDED).
    """
    _still_open(session, selection)
    known, wanted = counted(session, selection, now), set(numbers)
    if not wanted <= set(known.outcome.tied) or len(wanted) > known.outcome.free:
        raise Refused(Reason.TIE_UNDECIDED)
    for entry in entries(session, selection):
        entry.picked = entry.experience_id in wanted
        session.add(entry)
    session.flush()


def _still_open(session: Session, selection: Selection) -> None:
    session.refresh(selection, with_for_update=True)
    if selection.state is not SelectionState.VOTING:
        raise Refused(Reason.ALREADY_DECIDED)


def confirm(
    session: Session, selection: Selection, calendar: Calendar, by: int, now: datetime
) -> list[int]:
    """Make it so, mark it in the archive and tell everybody; the experiences that are in.

    Refused(VOTING_RUNS), Refused(TIE_UNDECIDED), Refused(ALREADY_DECIDED).
    """
    _still_open(session, selection)
    found = counted(session, selection, now)
    if not found.decided:
        raise Refused(Reason.TIE_UNDECIDED)
    for number in found.chosen:
        one = session.get_one(Experience, number)
        one.selected_until = selection.until
        session.add(one)
    selection.state = SelectionState.CONFIRMED
    selection.confirmed_at, selection.confirmed_by = now, by
    session.add(selection)
    audit.note(session, now, by, "confirm", "selection", selection.id, chosen=found.chosen)
    _announce(session, selection, calendar, now)
    session.flush()
    return found.chosen


def _announce(session: Session, selection: Selection, calendar: Calendar, now: datetime) -> None:
    office = session.get_one(Unit, selection.office_id)
    jury = {juror.person_id for juror, _ in jurors(session, selection)}
    people = sorted({*readers(session, office, calendar.today(now)), *jury})
    put(session, now, *(_told("selection_told", selection, one, calendar, now) for one in people))


def tell_closed(session: Session, office: int, calendar: Calendar, now: datetime) -> int:
    """Tell who confirms that a vote is closed, once; how many persons."""
    told = 0
    for selection in open_votes(session, office):
        if not is_closed(selection, now) or selection.told_at is not None:
            continue
        selection.told_at = now
        session.add(selection)
        held = select(Post.person_id).where(
            Post.unit_id == office,
            col(Post.role).in_(ALLOWED[Act.CONFIRM_SELECTION]),
            col(Post.until).is_(None),
        )
        people = sorted(set(session.exec(held)))
        rows = (_told("selection_closed", selection, one, calendar, now) for one in people)
        put(session, now, *rows)
        told += len(people)
    return told


def _told(
    kind: str, selection: Selection, person: int, calendar: Calendar, now: datetime
) -> Message:
    return Message(
        kind=kind,
        key=f"{kind}:{selection_id(selection)}:{person}",
        person_id=person,
        subject_id=selection.id,
        urgency=Urgency.BULK if kind == "selection_told" else Urgency.NOTICE,
        due_at=calendar.next_open(now),
    )
