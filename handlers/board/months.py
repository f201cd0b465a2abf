"""Which month's round a member of the office may look at."""

from handlers.context import Scene
from models.authority import Act
from models.dispatch.cycles import Cycle, newest_cycle
from models.refusals import Reason, Refused
from models.units import Unit, unit_id


def seen_cycle(scene: Scene, number: int) -> Cycle:
    """A month whose board this person may read; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.READ_BOARD)
    cycle = scene.session.get(Cycle, number)
    if cycle is None:
        raise Refused(Reason.GONE)
    scene.me.require(Act.READ_BOARD, scene.session.get_one(Unit, cycle.office_id))
    return cycle


def may_nudge(scene: Scene, cycle: Cycle) -> bool:
    """Whether it is a month of the person's own office, which reminds; others only read it."""
    return scene.me.may(Act.NUDGE, scene.session.get_one(Unit, cycle.office_id))


def newest_seen(scene: Scene) -> Cycle:
    """The month opened last in this person's office; Refused(NOT_OPEN_YET) before the first."""
    scene.me.require(Act.READ_BOARD)
    office = scene.me.units(Act.READ_BOARD)[0]
    cycle = newest_cycle(scene.session, unit_id(office))
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    return cycle
