"""The vote of a selection is opened, and its jury called (§3)."""

from datetime import date, datetime, time

from sqlmodel import Session

from models import audit
from models.calendar import Calendar
from models.experiences.rules import ExperienceRules
from models.experiences.selections import Juror, Selection, SelectionState, entries, jurors, prepare
from models.outbox import Message, put
from models.refusals import Reason, Refused

CLOSES = time(18, 0)
"""When a vote closes where the office has no working hours."""


def closing(calendar: Calendar, rules: ExperienceRules, today: date) -> datetime:
    """When a vote closes that is opened on a day."""
    return calendar.at(calendar.add(today, rules.voting_days), calendar.closes or CLOSES)


def open_vote(
    session: Session,
    selection: Selection,
    rules: ExperienceRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    """Let the jury vote; Refused(SHORTLIST_EMPTY), Refused(JURY_EMPTY)."""
    prepare(session, selection)
    if not entries(session, selection):
        raise Refused(Reason.SHORTLIST_EMPTY)
    jury = jurors(session, selection)
    if not jury:
        raise Refused(Reason.JURY_EMPTY)
    selection.state, selection.opened_at, selection.opened_by = SelectionState.VOTING, now, by
    selection.closes_at = closing(calendar, rules, calendar.today(now))
    session.add(selection)
    audit.note(session, now, by, "open_vote", "selection", selection.id, jurors=len(jury))
    called = (to_juror("jury_called", selection, juror, calendar, now) for juror, _ in jury)
    put(session, now, *called)
    session.flush()


def to_juror(
    kind: str, selection: Selection, juror: Juror, calendar: Calendar, now: datetime
) -> Message:
    """A message to a juror, once of each kind, in working hours."""
    return Message(
        kind=kind,
        key=f"{kind}:{selection.id}:{juror.person_id}",
        person_id=juror.person_id,
        subject_id=selection.id,
        due_at=calendar.next_open(now),
    )
