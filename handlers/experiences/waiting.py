"""On the desk: experiences that wait for the office's review."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, late
from handlers.experiences.buttons import QueuePress
from handlers.experiences.selection_buttons import SelectionPress
from locales import N_
from models.authority import Act
from models.experiences.reviewing import backlog
from models.experiences.selections import is_closed, selection_id
from models.experiences.voting import open_votes
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


def to_confirm(scene: Scene) -> Sequence[Waiting]:
    """Votes that are closed and wait for the director."""
    if not scene.me.may(Act.CONFIRM_SELECTION):
        return []
    closed = [
        selection
        for office in scene.me.listed(Act.CONFIRM_SELECTION)
        for selection in open_votes(scene.session, unit_id(office))
        if is_closed(selection, scene.now)
    ]
    return (
        [
            Waiting(
                N_("Votes to confirm"),
                len(closed),
                SelectionPress(selection_id(closed[0])),
                oldest=closed[0].closes_at,
                announced=True,
            )
        ]
        if closed
        else []
    )
