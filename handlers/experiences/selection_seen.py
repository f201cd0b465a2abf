"""Which selection a person may see, and which they may do something about."""

from handlers.circulars.seen import offices_listed, offices_read
from handlers.context import Scene
from models.authority import Act
from models.experiences.selections import (
    Selection,
    SelectionState,
    jurors,
    newest_selection,
    selection_by_id,
)
from models.refusals import Reason, Refused
from models.units import Unit, unit_id


def office_of(scene: Scene) -> Unit:
    """The office whose selection the reader prepares; Refused(NOT_ALLOWED)."""
    scene.me.require(Act.REVIEW_EXPERIENCE)
    return scene.me.listed(Act.REVIEW_EXPERIENCE)[0]


def own_selection(scene: Scene, number: int, act: Act = Act.REVIEW_EXPERIENCE) -> Selection:
    """A selection of the reader's own office; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(act)
    selection = selection_by_id(scene.session, number)
    scene.me.require_own(act, selection.office_id)
    return selection


def is_staff(scene: Scene, selection: Selection) -> bool:
    """Whether the reader is of the staff that prepares it."""
    return selection.office_id in {
        unit_id(office) for office in scene.me.units(Act.REVIEW_EXPERIENCE)
    }


def on_jury(scene: Scene, selection: Selection) -> bool:
    """Whether the reader is on its jury."""
    return scene.me.id in {juror.person_id for juror, _ in jurors(scene.session, selection)}


def seen_selection(scene: Scene, number: int) -> Selection:
    """For the staff and the jury; once confirmed for everybody it concerns.

    Refused(GONE) or Refused(NOT_ALLOWED).
    """
    scene.me.require(Act.READ_EXPERIENCES)
    selection = selection_by_id(scene.session, number)
    if is_staff(scene, selection):
        return selection
    judges = selection.state is not SelectionState.PREPARING and on_jury(scene, selection)
    confirmed = selection.state is SelectionState.CONFIRMED
    if not judges and not (confirmed and selection.office_id in offices_read(scene)):
        raise Refused(Reason.NOT_ALLOWED)
    return selection


def judged(scene: Scene, number: int) -> Selection:
    """One on whose jury the reader is; Refused(NOT_A_JUROR), Refused(GONE) before the vote."""
    scene.me.require(Act.READ_EXPERIENCES)
    selection = selection_by_id(scene.session, number)
    if not on_jury(scene, selection):
        raise Refused(Reason.NOT_A_JUROR)
    if selection.state is SelectionState.PREPARING:
        raise Refused(Reason.GONE)
    return selection


def meant(scene: Scene) -> Selection | None:
    """The selection a text is about: the newest of the reader's offices that may be seen."""
    scene.me.require(Act.READ_EXPERIENCES)
    others = [] if scene.me.reads else offices_read(scene)
    for office in dict.fromkeys([*offices_listed(scene), *others]):
        found = newest_selection(scene.session, office)
        if found is not None and _is_seen(scene, found):
            return found
    return None


def _is_seen(scene: Scene, selection: Selection) -> bool:
    try:
        seen_selection(scene, selection.id or 0)
    except Refused:
        return False
    return True
