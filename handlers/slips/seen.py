"""Which slip a person may see, and which they may do something about, by the database alone."""

from handlers.context import Scene
from models.authority import Act
from models.refusals import Reason, Refused
from models.slips.slips import UNSIGNED, Slip, seen_slip
from models.units import Unit


def unit_slip(scene: Scene, number: int, act: Act = Act.READ_SLIP) -> tuple[Slip, Unit]:
    """A slip that has gone out to a unit of this person's; Refused(GONE) or Refused(NOT_ALLOWED).

    What is not signed yet does not exist for a unit.
    """
    scene.me.require(act)
    slip, unit = seen_slip(scene.session, number)
    scene.me.require(act, unit)
    if slip.state in UNSIGNED or slip.number is None:
        raise Refused(Reason.GONE)
    return slip, unit


def office_slip(scene: Scene, number: int) -> tuple[Slip, Unit]:
    """A slip as the office reads it; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.READ_REGISTER)
    slip, unit = seen_slip(scene.session, number)
    scene.me.require(Act.READ_REGISTER, scene.session.get_one(Unit, slip.office_id))
    return slip, unit


def own_slip(scene: Scene, number: int, act: Act) -> tuple[Slip, Unit]:
    """A slip of this person's own office, to do something about; refused as `office_slip`."""
    scene.me.require(act)
    slip, unit = seen_slip(scene.session, number)
    scene.me.require_own(act, slip.office_id)
    return slip, unit
