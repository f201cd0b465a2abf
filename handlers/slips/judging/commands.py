"""What the commands by which the office judges share: when they are carried out, and of which slip.

Each names a slip by its number; without words it shows what waits, and a repeated one does nothing.
"""

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.slips import words
from handlers.view import clip
from models.authority import Act
from models.outbox import answered
from models.refusals import Reason, Refused
from models.slips.own import slips_numbered
from models.slips.slips import Slip
from models.understanding.slip_words import split_number
from models.units import Unit, unit_id


def to_carry_out(turn: Turn, waits: str, verdict: str) -> bool:
    """Whether a command is to be carried out; without words `waits` is said instead.

    `verdict` is the kind of the answer it gets: one that is there already was given by this update.
    """
    turn.me.require(Act.DECIDE_SLIP)
    if not turn.text.strip():
        turn.say(waits)
        return False
    return not answered(turn.session, turn.update_id, verdict)


def own_slip_in(scene: Scene, text: str) -> tuple[Slip, str]:
    """The slip of this person's own offices that a text begins with, and what is said after it.

    Refused(UNKNOWN_SLIP) for any other one.
    """
    number, rest = split_number(text)
    found = _own_slips(scene, number)
    if not found:
        raise Refused(Reason.UNKNOWN_SLIP, text=(number or text)[:40])
    return found[0], rest


def begins_with_slip(scene: Scene, text: str) -> bool:
    """Whether a text begins with the number of a slip of this person's own offices."""
    return bool(_own_slips(scene, split_number(text)[0]))


def _own_slips(scene: Scene, number: str) -> list[Slip]:
    offices = {unit_id(unit) for unit in scene.me.units(Act.DECIDE_SLIP)}
    return [one for one in slips_numbered(scene.session, number) if one.office_id in offices]


def heading(scene: Scene, slip: Slip, unit: Unit) -> Markup:
    """Which slip to whom it is."""
    name = words.name(scene.tr, slip)
    return scene.tr("<b>{name}</b> {unit}", name=name, unit=clip(unit.name, 60))
