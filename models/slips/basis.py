"""What slips to districts rest on, named later for drafts that wait for it (DOMAIN §4)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.refusals import Reason, Refused
from models.slips.changing import LONGEST_BASIS
from models.slips.drafting import check_bases, submit
from models.slips.issuing import issue
from models.slips.rungs import SlipKind, SlipRules
from models.slips.slips import Slip, SlipState, hold_slips, slip_id
from models.slips.standing import holding
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
    """Name one basis for every draft that lacks it and still holds, and put them forward.

    What is done by now is left for the ladder to take back. Refused(BASIS_NEEDED) for no text,
    Refused(TEXT_TOO_LONG), Refused(ALREADY_DECIDED) when none lacks it any more.
    """
    if is_blank(text):
        raise Refused(Reason.BASIS_NEEDED)
    if len(text.strip()) > LONGEST_BASIS:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_BASIS, length=len(text.strip()))
    held = hold_slips(session, [slip_id(slip) for slip in without_basis(session, office)])
    still = holding(session, held, calendar.today(now))
    slips = [slip for slip in held if slip.id in still]
    if not slips:
        raise Refused(Reason.ALREADY_DECIDED)
    for slip in slips:
        slip.authority_basis = text.strip()
        slip.revision += 1
    session.flush()
    changed = {slip_id(slip): {"changed": ["authority_basis"]} for slip in slips}
    audit.note_many(session, now, by, "change", "slip", changed)
    put_forward(session, slips, rules, calendar, by, now)
    return slips


def put_forward(
    session: Session,
    slips: Sequence[Slip],
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    """Bring an office's drafts before those who sign them; a prompt, which nobody signs, goes out.

    Refused(ALREADY_DECIDED), Refused(AUTHORITY_NEEDED), and Refused(NO_LONGER_HOLDS) for a prompt
    about what is done by now.
    """
    held = hold_slips(session, [slip_id(slip) for slip in slips])
    for kind in SlipKind:
        alike = [slip for slip in held if slip.kind is kind]
        if kind is SlipKind.PROMPT:
            _issue(session, alike, rules, calendar, by, now)
        else:
            submit(session, alike, rules, calendar, by, now)


def _issue(
    session: Session,
    slips: Sequence[Slip],
    rules: SlipRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    if not slips:
        return
    still = holding(session, slips, calendar.today(now))
    for slip in slips:
        if slip.state is not SlipState.DRAFT:
            raise Refused(Reason.ALREADY_DECIDED)
        if slip.id not in still:
            raise Refused(Reason.NO_LONGER_HOLDS, subject=slip.matter_number or slip.subject)
        slip.signed_at, slip.signed_by = now, by
    check_bases(session, slips)
    issue(session, slips, rules, calendar, now)
    audit.note_many(session, now, by, "submit", "slip", {slip_id(slip): {} for slip in slips})
