"""签发: a named person approves a circular, or gives it back; and how one is withdrawn (§3)."""

from datetime import datetime

from sqlmodel import Session, col, update

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.circulars.circulars import Circular, CircularState
from models.circulars.drafting import change
from models.circulars.rules import CircularRules
from models.circulars.standing_figures import require_figures
from models.numbers import take_numbers, written
from models.outbox import Message, put
from models.people.posts import Person, Role, person_id
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.slips.signers import signs_as
from models.units import Unit

SERIES = "circular"
LONGEST_REASON = 1000


def approver(
    session: Session, circular: Circular, rules: CircularRules, by: Person, calendar: Calendar,
    now: datetime,
) -> Role | None:  # fmt: skip
    """The post by which a person approves this circular today; None when somebody else does."""
    return signs_as(session, circular.office_id, rules, by, calendar.today(now))


def approve(
    session: Session,
    circular: Circular,
    seen: int,
    by: Person,
    rules: CircularRules,
    calendar: Calendar,
    now: datetime,
) -> None:
    """Issue the version that was looked at: it gets its number in this transaction.

    Refused(NOT_THE_SIGNER), Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW), or as
    `require_figures`.
    """
    post = approver(session, circular, rules, by, calendar, now)
    if post is None:
        raise Refused(Reason.NOT_THE_SIGNER)
    if circular.state is not CircularState.AWAITING_APPROVAL:
        raise Refused(Reason.ALREADY_DECIDED)
    require_figures(session, circular)
    today = calendar.today(now)
    issued = {"state": CircularState.ISSUED, "approved_at": now, "issued_on": today}
    change(session, circular, seen, approved_by=person_id(by), approved_as=post, **issued)
    (number,) = take_numbers(session, circular.office_id, SERIES, today.year, 1)
    circular.year, circular.number = today.year, number
    circular.number_text = written(rules.number, today.year, number)
    session.add(circular)
    session.flush()
    noted = {"number": circular.number_text, "version": seen}
    audit.note(session, now, by.id, "approve", "circular", circular.id, **noted)
    office = session.get_one(Unit, circular.office_id)
    tell_staff(session, office, "circular_approved", circular.id, "once", now)


def reject(
    session: Session, circular: Circular, seen: int, reason: str, by: Person, now: datetime
) -> None:
    """Give a circular back to whoever submitted it.

    The caller has made sure that this person may approve it. Refused(REASON_NEEDED),
    Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW).
    """
    if circular.state is not CircularState.AWAITING_APPROVAL:
        raise Refused(Reason.ALREADY_DECIDED)
    change(session, circular, seen, state=CircularState.DRAFT, reason=_fitting(reason))
    audit.note(session, now, by.id, "reject", "circular", circular.id, reason=reason.strip()[:300])
    told = Message(
        kind="circular_rejected",
        key=f"circular_rejected:{circular.id}:{seen}:{now:%Y%m%d%H%M%S}",
        person_id=circular.submitted_by,
        subject_id=circular.id,
    )
    put(session, now, told)


def withdraw(session: Session, circular: Circular, reason: str, by: int, now: datetime) -> None:
    """Take a circular back, also an issued one: its number is never used again.

    Refused(REASON_NEEDED), Refused(ALREADY_DECIDED).
    """
    done = session.exec(
        update(Circular)
        .where(col(Circular.id) == circular.id, col(Circular.state) != CircularState.WITHDRAWN)
        .values(state=CircularState.WITHDRAWN, reason=_fitting(reason))
        .execution_options(synchronize_session=False)
    )
    session.refresh(circular)
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    audit.note(session, now, by, "withdraw", "circular", circular.id, reason=reason.strip()[:300])


def _fitting(reason: str) -> str:
    """Refused(REASON_NEEDED), Refused(TEXT_TOO_LONG)."""
    kept = reason.strip()
    if is_blank(kept):
        raise Refused(Reason.REASON_NEEDED)
    if len(kept) > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=len(kept))
    return kept
