"""Sending a notice, with a second pair of eyes when it goes to many."""

from collections.abc import Set
from datetime import datetime

from sqlmodel import Session, col, select, update

from models import audit
from models.authority import ALLOWED, Act
from models.blank import is_blank
from models.calendar import Calendar
from models.notices.copies import hand_out
from models.notices.drafting import begins_at, leave_time
from models.notices.notices import Notice, NoticeState, content_now, notice_id
from models.notices.reaching import Reach, reach
from models.notices.rules import NoticeRules
from models.outbox import Message, put
from models.people.posts import Post
from models.refusals import Reason, Refused
from models.units import Unit


def send(
    session: Session,
    notice: Notice,
    office: Unit,
    rules: NoticeRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> NoticeState:
    """Send a draft, or lay it before a colleague if it is for more than `second_above`; which.

    Refused(NOTICE_EMPTY), Refused(NOBODY_TO_TELL), Refused(CONFIRMED_TOO_SOON),
    Refused(OWN_NOTICE) when a colleague is needed and there is none, or Refused(ALREADY_SENT) when
    somebody was quicker.
    """
    if not content_now(session, notice).parts:
        raise Refused(Reason.NOTICE_EMPTY)
    found = _reached(session, notice, office, calendar, now)
    if len(found.recipients) > rules.second_above:
        _submit(session, notice, by, now, len(found.recipients))
    else:
        _go(session, notice, found, NoticeState.DRAFT, calendar, by, now)
    return notice.state


def _reached(
    session: Session, notice: Notice, office: Unit, calendar: Calendar, now: datetime
) -> Reach:
    """Whom it reaches on the day on which it goes out; who is on leave by then has a deputy."""
    start = begins_at(notice, calendar, now)
    leave_time(notice, start)
    found = reach(session, office, notice.whom, calendar.today(start))
    if not found.recipients:
        raise Refused(Reason.NOBODY_TO_TELL)
    return found


def _submit(session: Session, notice: Notice, by: int, now: datetime, recipients: int) -> None:
    others = colleagues(session, notice, {notice.author_id, by})
    if not others:
        raise Refused(Reason.OWN_NOTICE)
    values = {"submitted_at": now, "submitted_by": by}
    _turn(session, notice, NoticeState.DRAFT, NoticeState.AWAITING_APPROVAL, values)
    audit.note(session, now, by, "submit", "notice", notice.id, recipients=recipients)
    put(
        session,
        now,
        *(
            Message(
                kind="notice_to_approve",
                key=f"notice_to_approve:{notice.id}:{now.isoformat()}:{one}",
                person_id=one,
                subject_id=notice.id,
            )
            for one in others
        ),
    )


def colleagues(session: Session, notice: Notice, but: Set[int | None]) -> list[int]:
    """The staff of the office of a notice, but for those who had a hand in it."""
    staff = select(Post.person_id).where(
        Post.unit_id == notice.office_id,
        col(Post.role).in_(ALLOWED[Act.APPROVE_NOTICE]),
        col(Post.until).is_(None),
    )
    return sorted(set(session.exec(staff)) - but)


def approve(
    session: Session, notice: Notice, office: Unit, calendar: Calendar, by: int, now: datetime
) -> Reach:
    """Let it go out, to whom it reaches now.

    Refused(OWN_NOTICE) for the author and who submitted it, Refused(ALREADY_DECIDED),
    Refused(NOBODY_TO_TELL), Refused(CONFIRMED_TOO_SOON).
    """
    _must_be_another(notice, by)
    found = _reached(session, notice, office, calendar, now)
    notice.approved_at, notice.approved_by = now, by
    _go(session, notice, found, NoticeState.AWAITING_APPROVAL, calendar, by, now)
    return found


def reject(session: Session, notice: Notice, reason: str, by: int, now: datetime) -> None:
    """Give it back to its author, with a reason; refused as `approve`, Refused(REASON_NEEDED)."""
    _must_be_another(notice, by)
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    _give_back(session, notice, reason.strip())
    audit.note(session, now, by, "reject", "notice", notice.id, reason=notice.reason)
    told = Message(
        kind="notice_rejected",
        key=f"notice_rejected:{notice.id}:{now.isoformat()}",
        person_id=notice.submitted_by,
        subject_id=notice.id,
    )
    put(session, now, told)


def take_back(session: Session, notice: Notice, by: int, now: datetime) -> None:
    """Make a draft again of what waits for approval; Refused(ALREADY_DECIDED)."""
    _give_back(session, notice, "")
    audit.note(session, now, by, "take_back", "notice", notice.id)


def _give_back(session: Session, notice: Notice, reason: str) -> None:
    waiting = NoticeState.AWAITING_APPROVAL
    _turn(session, notice, waiting, NoticeState.DRAFT, {"reason": reason[:1000]})


def _must_be_another(notice: Notice, by: int) -> None:
    if by in {notice.author_id, notice.submitted_by}:
        raise Refused(Reason.OWN_NOTICE)


def _go(
    session: Session,
    notice: Notice,
    found: Reach,
    state: NoticeState,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    start = begins_at(notice, calendar, now)
    values = {"sent_at": now, "due_at": start, "reason": ""}
    _turn(session, notice, state, NoticeState.SENDING, values)
    hand_out(session, notice, found.recipients, start, now)
    deed = "send" if state is NoticeState.DRAFT else "approve"
    audit.note(session, now, by, deed, "notice", notice.id, recipients=len(found.recipients))


def _turn(
    session: Session,
    notice: Notice,
    state: NoticeState,
    into: NoticeState,
    values: dict[str, object],
) -> None:
    """Take a notice from one state to another, once; Refused when somebody was quicker."""
    session.flush()
    done = session.exec(
        update(Notice)
        .where(col(Notice.id) == notice_id(notice), col(Notice.state) == state)
        .values(state=into, **values)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        draft = state is NoticeState.DRAFT
        raise Refused(Reason.ALREADY_SENT if draft else Reason.ALREADY_DECIDED)
    session.refresh(notice)
