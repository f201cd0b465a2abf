"""On the desk: what is to be done about circulars, and by how many one is not confirmed (§3)."""

from collections.abc import Sequence
from datetime import datetime

from handlers.buttons import Press
from handlers.circulars.buttons import (
    CircularPress,
    CopiesPress,
    IssuedPress,
    MonthCircularPress,
)
from handlers.circulars.seen import approves_as
from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting, late
from locales import N_
from models.authority import Act
from models.circulars.broadcasting import unconfirmed
from models.circulars.circulars import Circular, CircularState, circular_id
from models.circulars.standing_figures import corrected_since
from models.circulars.unfinished import newest_issued, not_confirmed, to_write, unfinished
from models.units import unit_id


def to_begin(scene: Scene) -> Sequence[Waiting]:
    """The circular of the month that was published last, while there is none."""
    if not scene.me.may(Act.WRITE_CIRCULAR):
        return []
    found = to_write(scene.session, unit_id(scene.me.units(Act.WRITE_CIRCULAR)[0]))
    if found is None:
        return []
    press = MonthCircularPress(found.run)
    return [_row(scene, N_("Circular to write"), 1, press, found.since)]


def to_finish(scene: Scene) -> Sequence[Waiting]:
    """Drafts to submit and issued ones to send for the staff; what waits for its approver."""
    if not scene.me.may(Act.APPROVE_CIRCULAR):
        return []
    offices = [unit_id(unit) for unit in scene.me.units(Act.APPROVE_CIRCULAR)]
    own = {unit_id(unit) for unit in scene.me.units(Act.WRITE_CIRCULAR)}
    found = unfinished(scene.session, offices)
    mine = [one for one in found if one.office_id in own]
    before = [one for one in found if one.state is CircularState.AWAITING_APPROVAL]
    approves = bool(before) and approves_as(scene, before[0]) is not None
    drafts = [one for one in mine if one.state is CircularState.DRAFT]
    unsent = [one for one in mine if one.state is CircularState.ISSUED]
    return [
        *_some(scene, N_("Circular to approve"), before if approves else []),
        *_some(scene, N_("Circular to submit"), drafts),
        *_some(scene, N_("Circular to send"), unsent),
    ]


def _some(scene: Scene, words: str, found: Sequence[Circular]) -> list[Waiting]:
    """They are few: the first opens, and the desk names the next."""
    if not found:
        return []
    first = found[0]
    since = first.approved_at or first.submitted_at or first.drafted_at
    return [_row(scene, words, len(found), CircularPress(circular_id(first)), since)]


def _row(scene: Scene, words: str, n: int, press: Press, since: datetime | None) -> Waiting:
    return Waiting(words, n, press, urgent=late(scene, since), oldest=since, announced=True)


def corrected(scene: Scene) -> Sequence[Waiting]:
    """The circular issued last, when the scores it rests on were corrected since."""
    if not scene.me.may(Act.WRITE_CIRCULAR):
        return []
    one = newest_issued(scene.session, unit_id(scene.me.units(Act.WRITE_CIRCULAR)[0]))
    if one is None or not corrected_since(scene.session, one):
        return []
    press = CircularPress(circular_id(one))
    return [Waiting(N_("Circular with corrected scores"), 1, press, group=Group.MONTH)]


def not_confirmed_yet(scene: Scene) -> Sequence[Waiting]:
    """By how many people the circular that was sent last is not confirmed."""
    if not scene.me.may(Act.WRITE_CIRCULAR):
        return []
    found = not_confirmed(scene.session, unit_id(scene.me.units(Act.WRITE_CIRCULAR)[0]))
    if found is None:
        return []
    press = CopiesPress(found.circular, 0)
    return [Waiting(N_("Circular not confirmed"), found.n, press, group=Group.OTHERS)]


def to_confirm(scene: Scene) -> Sequence[Waiting]:
    """The circulars this person was sent and has not confirmed."""
    found = unconfirmed(scene.session, scene.me.id)
    if not found:
        return []
    press = IssuedPress(circular_id(found[0]), 0)
    return [Waiting(N_("Circular to confirm"), len(found), press, announced=True)]
