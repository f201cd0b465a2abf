"""On the desk: appeals to decide and scores to publish; to units: figures to look at (§6)."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, late
from handlers.standings.appeal_queue import appeals_before
from handlers.standings.buttons import AppealsPress, OwnPress, PublishPress
from handlers.standings.seen import mode_of
from locales import N_
from models.authority import Act
from models.standings.looking_up import latest_run, newest_own
from models.standings.runs import run_id
from models.units import unit_id


def appeals(scene: Scene) -> Sequence[Waiting]:
    """The appeals that this person may decide, and those that nobody has been given yet."""
    if not scene.me.may(Act.DECIDE_APPEAL):
        return []
    found = appeals_before(scene)
    oldest = min((one.asked_at for one in found.mine), default=None)
    return [
        Waiting(
            N_("Appeals"),
            len(found.mine),
            AppealsPress(0),
            urgent=late(scene, oldest),
            oldest=oldest,
            announced=True,
        ),
        Waiting(N_("Appeals to hand on"), len(found.to_hand_on), AppealsPress(0), announced=True),
    ]


def to_publish(scene: Scene) -> Sequence[Waiting]:
    """The month's scores, once the days for appeals are over."""
    if not scene.me.may(Act.PUBLISH):
        return []
    run = latest_run(scene.session, unit_id(scene.me.units(Act.PUBLISH)[0]))
    if run is None or run.published_at or scene.now <= run.appeals_until:
        return []
    return [
        Waiting(
            N_("Scores to publish"),
            1,
            PublishPress(run_id(run), mode_of(scene, run)),
            urgent=late(scene, run.appeals_until),
            oldest=run.appeals_until,
            announced=True,
        )
    ]


def to_look_at(scene: Scene) -> Sequence[Waiting]:
    """A unit's own figures, while it may still appeal."""
    units = [unit_id(unit) for unit in scene.me.units(Act.APPEAL)]
    found = [
        run
        for _, run in newest_own(scene.session, units, None)
        if run.published_at is None and scene.now <= run.appeals_until
    ]
    return [Waiting(N_("Scores to look at, appeals open"), len(found), OwnPress("", 0))]
