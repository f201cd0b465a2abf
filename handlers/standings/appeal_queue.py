"""The appeals before an office, in the order in which one of its staff works them off."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Scene
from models.authority import Act
from models.standings.appeals import Appeal, waiting_appeals
from models.standings.decidable import decidable
from models.units import unit_id


@dataclass(frozen=True)
class Before:
    """`mine` may be decided by this person, `to_hand_on` has nobody yet, `others` is somebody's."""

    mine: Sequence[Appeal]
    to_hand_on: Sequence[Appeal]
    others: Sequence[Appeal]

    @property
    def queue(self) -> list[Appeal]:
        """What this person can do something about, in order."""
        return [*self.mine, *self.to_hand_on]

    @property
    def all(self) -> list[Appeal]:
        """Everything that waits."""
        return [*self.queue, *self.others]


def appeals_before(scene: Scene) -> Before:
    """What waits for this person's offices, each part the oldest first."""
    scene.me.require(Act.DECIDE_APPEAL)
    offices = [unit_id(unit) for unit in scene.me.listed(Act.DECIDE_APPEAL)]
    found = waiting_appeals(scene.session, offices)
    mine = decidable(scene.session, found, scene.me.id)
    ids = {one.id for one in mine}
    rest = [one for one in found if one.id not in ids]
    return Before(
        mine,
        [one for one in rest if one.reviewer_id is None],
        [one for one in rest if one.reviewer_id is not None],
    )
