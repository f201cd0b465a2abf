"""What waits: experiences for the review, a juror's vote, and what the jury has voted."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, to_judge
from handlers.experiences.buttons import QueuePress
from handlers.experiences.selection_buttons import BallotPress, SelectionPress
from locales import N_
from models.authority import Act
from models.experiences.reviewing import backlog
from models.experiences.selections import Selection, is_closed, selection_id
from models.experiences.voting import open_votes, owed_by
from models.units import unit_id


def to_review(scene: Scene) -> Sequence[Waiting]:
    """What units handed in and nobody has decided."""
    if not scene.me.may(Act.REVIEW_EXPERIENCE):
        return []
    offices = [unit_id(unit) for unit in scene.me.listed(Act.REVIEW_EXPERIENCE)]
    found = backlog(scene.session, offices)
    return [to_judge(scene, N_("Experiences to review"), found, QueuePress(0))]


def to_vote(scene: Scene) -> Sequence[Waiting]:
    """The votes this juror still owes; urgent when they are reminded, shortly before the close."""
    found = owed_by(scene.session, scene.me.id, scene.now)
    if not found:
        return []
    first = found[0]
    return [
        Waiting(
            N_("Votes to cast"),
            len(found),
            BallotPress(selection_id(first)),
            urgent=_closes_soon(scene.at(first.office_id), first),
            oldest=first.opened_at,
            announced=True,
        )
    ]


def _closes_soon(scene: Scene, selection: Selection) -> bool:
    calendar, before = scene.office.calendar, scene.office.rules.experiences.remind_before
    if selection.closes_at is None:
        return False
    return scene.today >= calendar.add(calendar.today(selection.closes_at), -before)


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
