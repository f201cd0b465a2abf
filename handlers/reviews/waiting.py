"""On the desk: what units handed in and the office has to judge."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, late
from handlers.office.buttons import QueuePress
from locales import N_
from models.authority import Act
from models.dispatch.review_queue import backlog


def to_review(scene: Scene) -> Sequence[Waiting]:
    """What was said about matters and needs a verdict."""
    if not scene.me.may(Act.REVIEW):
        return []
    found = backlog(scene.session, scene.me.scope(Act.REVIEW))
    return [
        Waiting(
            N_("To review"),
            found.n,
            QueuePress(0),
            urgent=late(scene, found.oldest),
            oldest=found.oldest,
        )
    ]
