"""The slips on the desk: what waits for this person, by post, and the keys that open it."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene
from handlers.slips.buttons import (
    AnswersPress,
    ExtensionsPress,
    KindPick,
    RegisterPress,
    ToSignPress,
)
from handlers.view import Key
from locales import N_
from models.authority import Act
from models.slips.answer_queue import waiting_count
from models.slips.register import Shelf, counts
from models.slips.to_sign import to_sign
from models.units import unit_id


@dataclass(frozen=True)
class SlipCounts:
    """How many slips wait, and for what; None where it is not for this person's post."""

    to_sign: int | None
    answers: int | None
    shelves: dict[Shelf, int]


def slip_counts(scene: Scene) -> SlipCounts:
    """What waits, in a number of statements that does not depend on how much it is."""
    me, session = scene.me, scene.session
    signs, judges = me.units(Act.SIGN_SLIP), me.units(Act.DECIDE_SLIP)
    office = unit_id(me.units(Act.READ_REGISTER)[0])
    rules = scene.office.rules.slips
    return SlipCounts(
        to_sign=len(to_sign(session, me.person, signs, rules, scene.today)) if signs else None,
        answers=waiting_count(session, [unit_id(unit) for unit in judges]) if judges else None,
        shelves=counts(session, office, scene.today),
    )


def slip_lines(scene: Scene, found: SlipCounts) -> list[Markup | None]:
    """What waits, in a sentence for each sort of work."""
    tr = scene.tr
    shelves = {shelf.value: n for shelf, n in found.shelves.items()}
    return [
        tr("Slips to sign: {n}.", n=found.to_sign) if found.to_sign is not None else None,
        tr(
            "Slips to decide: answers {answers}, extensions {extensions}, drafts {drafts}.",
            answers=found.answers,
            **shelves,
        )
        if found.answers is not None
        else None,
        tr("Slips out: open {open}, not received {unreceived}, overdue {overdue}.", **shelves),
    ]


def slip_keys(scene: Scene, found: SlipCounts) -> list[list[Key]]:
    """A key for each sort that has any."""
    decides, shelves = found.answers is not None, found.shelves
    extensions, drafts = shelves[Shelf.EXTENSIONS], shelves[Shelf.DRAFTS]
    return [
        _some(
            scene,
            (N_("To sign {n}"), found.to_sign, ToSignPress(0)),
            (N_("Answers {n}"), found.answers, AnswersPress(0)),
        ),
        _some(
            scene,
            (N_("Extensions {n}"), extensions if decides else 0, ExtensionsPress(0)),
            (N_("Slip drafts {n}"), drafts if decides else 0, _shelf(Shelf.DRAFTS)),
        ),
        _some(
            scene,
            (N_("Not received {n}"), shelves[Shelf.UNRECEIVED], _shelf(Shelf.UNRECEIVED)),
            (N_("Slips overdue {n}"), shelves[Shelf.OVERDUE], _shelf(Shelf.OVERDUE)),
        ),
    ]


def _shelf(shelf: Shelf) -> RegisterPress:
    return RegisterPress(shelf, KindPick.ALL, 0, 0)


def _some(scene: Scene, *sorts: tuple[str, int | None, Press]) -> list[Key]:
    return [Key(scene.tr.plain(words, n=n), press) for words, n, press in sorts if n]
