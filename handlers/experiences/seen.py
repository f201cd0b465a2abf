"""Which experience a person may see, and which they may do something about."""

from handlers.circulars.seen import offices_read
from handlers.context import Scene
from models.authority import Act
from models.experiences.experiences import (
    Experience,
    ExperienceState,
    ExperienceVersion,
    experience_by_id,
    handed_in,
    newest,
)
from models.refusals import Reason, Refused
from models.units import Unit, unit_id


def own_experience(scene: Scene, number: int) -> tuple[Experience, Unit]:
    """An experience of a unit one answers for; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.WRITE_EXPERIENCE)
    one, unit = experience_by_id(scene.session, number)
    scene.me.require(Act.WRITE_EXPERIENCE, unit)
    return one, unit


def is_own(scene: Scene, unit: Unit) -> bool:
    """Whether the reader writes for this unit."""
    return scene.me.may(Act.WRITE_EXPERIENCE, unit)


def reviewing(scene: Scene) -> set[int]:
    """The offices for which the reader reviews."""
    return {unit_id(office) for office in scene.me.units(Act.REVIEW_EXPERIENCE)}


def reviewed(scene: Scene, number: int) -> tuple[Experience, Unit]:
    """One that was handed in to the reader's own office, for its staff."""
    scene.me.require(Act.REVIEW_EXPERIENCE)
    one, unit = experience_by_id(scene.session, number)
    scene.me.require_own(Act.REVIEW_EXPERIENCE, one.office_id)
    if one.submitted_at is None:
        raise Refused(Reason.GONE)
    return one, unit


def read_experience(scene: Scene, number: int) -> tuple[Experience, Unit, ExperienceVersion]:
    """An experience in the version this person reads.

    The unit reads its own draft, the office what was handed in, everybody with a post there what
    was accepted. Refused(GONE) or Refused(NOT_ALLOWED).
    """
    scene.me.require(Act.READ_EXPERIENCES)
    one, unit = experience_by_id(scene.session, number)
    if is_own(scene, unit):
        return one, unit, newest(scene.session, one)
    accepted = one.state is ExperienceState.ACCEPTED and one.office_id in offices_read(scene)
    if not accepted and one.office_id not in reviewing(scene):
        raise Refused(Reason.NOT_ALLOWED)
    return one, unit, handed_in(scene.session, one)
