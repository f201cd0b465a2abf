"""On the desk: the slips that wait for this person, and those that the office waits for."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting, late
from handlers.slips.buttons import (
    AnswersPress,
    ExtensionsPress,
    KindPick,
    RegisterPress,
    ToSignPress,
)
from handlers.slips.signing.buttons import DraftsPress
from locales import N_
from models.authority import Act
from models.slips import answer_queue, extension_queue
from models.slips.register import Shelf, counts, unsubmitted
from models.slips.to_sign import to_sign
from models.units import unit_id


def signatures(scene: Scene) -> Sequence[Waiting]:
    """The drafts that this person signs today."""
    me, rules = scene.me, scene.office.rules.slips
    if not me.may(Act.SIGN_SLIP):
        return []
    offices = me.listed(Act.SIGN_SLIP)
    found = [slip for slip, _ in to_sign(scene.session, me.person, offices, rules, scene.today)]
    oldest = min((slip.drafted_at for slip in found), default=None)
    return [
        Waiting(
            N_("To sign"),
            len(found),
            ToSignPress(0),
            urgent=late(scene, oldest),
            oldest=oldest,
            announced=True,
        )
    ]


def verdicts(scene: Scene) -> Sequence[Waiting]:
    """Answers to judge and extensions to decide; one whose date has come is urgent."""
    if not scene.me.may(Act.DECIDE_SLIP):
        return []
    offices = [unit_id(unit) for unit in scene.me.listed(Act.DECIDE_SLIP)]
    answers = answer_queue.backlog(scene.session, offices)
    asked = extension_queue.backlog(scene.session, offices)
    date_has_come = asked.due is not None and asked.due <= scene.today
    return [
        Waiting(
            N_("Extensions"),
            asked.n,
            ExtensionsPress(0),
            urgent=date_has_come or late(scene, asked.oldest),
            oldest=asked.oldest,
            announced=True,
        ),
        Waiting(
            N_("Slip answers"),
            answers.n,
            AnswersPress(0),
            urgent=late(scene, answers.oldest),
            oldest=answers.oldest,
            announced=True,
        ),
    ]


def drafts(scene: Scene) -> Sequence[Waiting]:
    """The drafts of this person's own office that nobody has submitted."""
    if not scene.me.may(Act.WRITE_SLIP):
        return []
    found = unsubmitted(scene.session, unit_id(scene.me.units(Act.WRITE_SLIP)[0]))
    return [
        Waiting(
            N_("Slip drafts"),
            found.n,
            DraftsPress(0),
            oldest=found.oldest,
            calm=True,
            newest=found.newest,
        )
    ]


def out_at_units(scene: Scene) -> Sequence[Waiting]:
    """Slips that units have not received, and that are overdue there."""
    if not scene.me.may(Act.READ_REGISTER):
        return []
    found = counts(scene.session, unit_id(scene.me.units(Act.READ_REGISTER)[0]), scene.today)
    return [
        _out(N_("Slips overdue"), found[Shelf.OVERDUE], Shelf.OVERDUE),
        _out(N_("Slips not received"), found[Shelf.UNRECEIVED], Shelf.UNRECEIVED),
    ]


def _out(words: str, n: int, shelf: Shelf) -> Waiting:
    opens = RegisterPress(shelf, KindPick.ALL, 0, 0)
    return Waiting(words, n, opens, urgent=shelf is Shelf.OVERDUE, group=Group.OTHERS)
