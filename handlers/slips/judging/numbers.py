"""Which slip of the office somebody means who types its number."""

from handlers.context import Scene
from models.authority import Act
from models.refusals import Reason, Refused
from models.slips.own import slips_numbered
from models.slips.slips import Slip
from models.understanding.slip_words import split_number
from models.units import unit_id


def own_slip_in(scene: Scene, text: str) -> tuple[Slip, str]:
    """The slip of this person's own offices that a text begins with, and what is said after it.

    Refused(UNKNOWN_SLIP) for any other one.
    """
    number, rest = split_number(text)
    offices = {unit_id(unit) for unit in scene.me.units(Act.DECIDE_SLIP)}
    found = [slip for slip in slips_numbered(scene.session, number) if slip.office_id in offices]
    if not found:
        raise Refused(Reason.UNKNOWN_SLIP, text=(number or text)[:40])
    return found[0], rest
