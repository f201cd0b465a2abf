"""What slips to districts rest on, named later for drafts that wait for it (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, select

from models import audit
from models.calendar import Calendar
from models.refusals import Reason, Refused
from models.slips.changing import LONGEST_BASIS
from models.slips.drafting import check_basis, submit
from models.slips.issuing import issue
from models.slips.rungs import SlipKind, SlipRules
from models.slips.slips import Slip, SlipState, slip_id
from models.units import Cohort, Unit


def without_basis(session: Session, office: int) -> Sequence[Slip]:
    """An office's drafts to districts that only lack a basis, oldest first.

    What a signer has given back is not among them: it waits for more than that.
    """
    statement = (
        select(Slip)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(
            Slip.office_id == office,
            Slip.state == SlipState.DRAFT,
            Slip.authority_basis == "",
            Slip.reason == "",
            Unit.cohort == Cohort.DISTRICT,
        )
        .order_by(col(Slip.id))
    )
    return session.exec(statement).all()


def name_basis_of_all(
    session: Session,
    office: int,
    text: str,
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> list[Slip]:
    """Name one basis for every draft that lacks it, and send them on.

    Refused(BASIS_NEEDED) for no text, Refused(TEXT_TOO_LONG), Refused(ALREADY_DECIDED) when none
    lacks it any more.
    """
    if not text.strip():
        raise Refused(Reason.BASIS_NEEDED)
    if len(text.strip()) > LONGEST_BASIS:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_BASIS, length=len(text.strip()))
    slips = list(without_basis(session, office))
    if not slips:
        raise Refused(Reason.ALREADY_DECIDED)
    for slip in slips:
        slip.authority_basis = text.strip()
        slip.revision += 1
    changed = {slip_id(slip): {"changed": ["authority_basis"]} for slip in slips}
    audit.note_many(session, now, by, "change", "slip", changed)
    send_on(session, slips, rules, calendar, by, now)
    return slips


def send_on(
    session: Session,
    slips: Sequence[Slip],
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    """Bring an office's drafts before those who sign them; a prompt, which nobody signs, goes out.

    Refused(ALREADY_DECIDED), Refused(AUTHORITY_NEEDED).
    """
    session.flush()
    held = select(Slip).where(col(Slip.id).in_([slip.id for slip in slips])).with_for_update()
    again = held.order_by(col(Slip.kind), col(Slip.id)).execution_options(populate_existing=True)
    for kind, alike in groupby(session.exec(again).all(), key=lambda slip: slip.kind):
        if kind is SlipKind.PROMPT:
            _issue(session, list(alike), rules, calendar, by, now)
        else:
            submit(session, list(alike), rules, calendar, by, now)


def _issue(
    session: Session,
    slips: Sequence[Slip],
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    for slip in slips:
        if slip.state is not SlipState.DRAFT:
            raise Refused(Reason.ALREADY_DECIDED)
        check_basis(session, slip)
        slip.signed_at, slip.signed_by = now, by
    issue(session, slips, rules, calendar, now)
    audit.note_many(session, now, by, "submit", "slip", {slip_id(slip): {} for slip in slips})
