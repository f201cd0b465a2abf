"""Whose figures a person may see, and what of the others' is shown, by the database alone (§7)."""

from dataclasses import dataclass
from functools import cached_property

from sqlmodel import select

from handlers.context import Scene
from models.authority import Act
from models.calendar import Month
from models.refusals import Reason, Refused
from models.scoring.score import Score
from models.standings.looking_up import score_of
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, newest_run
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Seen:
    """A unit's figures in a version of a month, which this person may see."""

    standing: Standing
    run: Run
    unit: Unit

    @property
    def id(self) -> int:
        """The id of the figures."""
        return self.standing.id or 0

    @cached_property
    def score(self) -> Score:
        """The figures with their lines."""
        return score_of(self.run, self.standing)


def seen_standing(scene: Scene, number: int, act: Act = Act.READ_STANDING) -> Seen:
    """A unit's figures; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(act)
    standing = scene.session.get(Standing, number)
    if standing is None:
        raise Refused(Reason.GONE)
    unit = scene.session.get_one(Unit, standing.unit_id)
    scene.me.require(act, unit)
    return Seen(standing, scene.session.get_one(Run, standing.run_id), unit)


def office_run(scene: Scene, number: int) -> Run:
    """A month as the office sees it, every unit of it; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.READ_RUN)
    run = known_run(scene, number)
    scene.me.require(Act.READ_RUN, scene.session.get_one(Unit, run.office_id))
    return run


def cohort_run(scene: Scene, number: int) -> tuple[Run, Mode]:
    """A month with what this person is shown of the other units in it.

    The office is shown all; others what was published, and Refused(NOT_ALLOWED) where that is
    nothing of others.
    """
    scene.me.require(Act.READ_STANDING)
    run = known_run(scene, number)
    office = scene.session.get_one(Unit, run.office_id)
    if scene.me.may(Act.READ_RUN, office):
        return run, Mode.FULL
    own = {unit_id(unit) for unit in scene.me.units(Act.READ_STANDING)}
    if run.published_at is None or run.mode not in {Mode.FULL, Mode.BANDS}:
        raise Refused(Reason.NOT_ALLOWED)
    if not own & scored_in(scene, run):
        raise Refused(Reason.NOT_ALLOWED)
    return run, run.mode


def scored_in(scene: Scene, run: Run) -> set[int]:
    """The ids of the units in a run."""
    return set(scene.session.exec(select(Standing.unit_id).where(Standing.run_id == run.id)))


def known_run(scene: Scene, number: int) -> Run:
    """A month by its number, nothing of which is shown by that yet; Refused(GONE)."""
    run = scene.session.get(Run, number)
    if run is None:
        raise Refused(Reason.GONE)
    return run


def mode_of(scene: Scene, run: Run) -> Mode:
    """What holds for a month: what was published, or what the office's rules say until then."""
    return run.mode or scene.at(run.office_id).office.rules.standings.mode


def sees_place(scene: Scene, seen: Seen) -> bool:
    """Whether a unit's place is shown to this person: always to the office (DOMAIN §7)."""
    office = scene.session.get_one(Unit, seen.run.office_id)
    return scene.me.may(Act.READ_RUN, office) or mode_of(scene, seen.run) in {Mode.FULL, Mode.OWN}


def can_appeal(scene: Scene, seen: Seen) -> bool:
    """Whether this person may appeal against lines of these figures today."""
    counts = newest_run(scene.session, seen.run.office_id, Month.parse(seen.run.month))
    return (
        scene.me.may(Act.APPEAL, seen.unit)
        and counts is not None
        and counts.id == seen.run.id
        and scene.now <= seen.run.appeals_until
    )
