"""Side states: a matter is set aside with a basis, and taken up again (DOMAIN §2)."""

from datetime import date, datetime

from sqlmodel import Session

from models import audit
from models.blank import is_blank
from models.matters.ledger import SIDE_STATES, Matter, State
from models.refusals import Reason, Refused


def set_aside(
    session: Session,
    matter: Matter,
    state: State,
    basis: str,
    review_on: date | None,
    by: int | None,
    now: datetime,
) -> None:
    """Put a matter into a side state (DOMAIN §2).

    Refused(BASIS_NEEDED) without a basis document; Refused(REVIEW_DATE_NEEDED) when it waits for
    the superior level without a day to look again.
    """
    if state not in SIDE_STATES:
        raise ValueError(f"{state} is no side state")
    if is_blank(basis):
        raise Refused(Reason.BASIS_NEEDED)
    if state is State.AWAITING_SUPERIOR and review_on is None:
        raise Refused(Reason.REVIEW_DATE_NEEDED)
    before, matter.state = matter.state, state
    matter.basis, matter.review_on = basis.strip(), review_on
    session.add(matter)
    audit.note(
        session, now, by, "set_aside", "matter", matter.id, before=before.value, after=state.value
    )


def take_up(session: Session, matter: Matter, by: int | None, now: datetime) -> None:
    """Bring a matter back from a side state; it goes on where its progress stands."""
    before = matter.state
    matter.state = State.UNDER_WAY if matter.percent else State.NOT_STARTED
    matter.review_on = None
    session.add(matter)
    audit.note(session, now, by, "take_up", "matter", matter.id, before=before.value)
