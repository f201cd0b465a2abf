"""The office shows another light than the derived one, with a reason (DOMAIN §2)."""

from datetime import datetime

from sqlmodel import Session

from models import audit
from models.blank import is_blank
from models.matters.ledger import Light, Matter
from models.refusals import Reason, Refused


def override_light(
    session: Session, matter: Matter, light: Light | None, reason: str, by: int, now: datetime
) -> None:
    """Show another light than the derived one, with a reason (or, with None, stop doing so)."""
    if is_blank(reason):
        raise Refused(Reason.REASON_NEEDED)
    matter.light_override = light
    session.add(matter)
    audit.note(
        session,
        now,
        by,
        "override_light",
        "matter",
        matter.id,
        light=light.value if light else None,
        reason=reason.strip(),
    )
