"""On the desk: experiences that wait for the office's review."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, late
from handlers.experiences.buttons import QueuePress
from locales import N_
from models.authority import Act
from models.experiences.reviewing import backlog
from models.units import unit_id


def to_review(scene: Scene) -> Sequence[Waiting]:
    """What units handed in and nobody has decided."""
    if not scene.me.may(Act.REVIEW_EXPERIENCE):
        return []
    offices = [unit_id(unit) for unit in scene.me.listed(Act.REVIEW_EXPERIENCE)]
    found = backlog(scene.session, offices)
    return [
        Waiting(
            N_("Experiences to review"),
            found.n,
            QueuePress(0),
            urgent=late(scene, found.oldest),
            oldest=found.oldest,
            announced=True,
        )
    ]
