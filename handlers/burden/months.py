"""Of which months the burden is shown, and each of them with the heaviest first (DOMAIN §7)."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from models.burden.counting import UnitBurden, burdens, heaviest_first
from models.burden.rules import BurdenRules
from models.calendar import Calendar, Month
from models.units import Unit

MONTHS = 4
"""This month and the last three."""


def months(
    session: Session, office: Unit, now: Month, calendar: Calendar, caps: BurdenRules
) -> Mapping[str, Sequence[UnitBurden]]:
    """The units of each month by its name, the newest month first."""
    wanted = [now.plus(-ago) for ago in range(MONTHS)]
    return {
        str(one): heaviest_first(burdens(session, office, one, calendar), caps) for one in wanted
    }
