"""The units that letters of a name have found, to be chosen for a draft."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.notices import words
from handlers.notices.seen import office_of, own_draft
from handlers.notices.writing.buttons import Asked, DraftPress, PickPress, Place, Sort
from handlers.notices.writing.choosing import mark
from handlers.notices.writing.form import asking
from handlers.view import Key, View, clip, in_rows, lines
from models.notices.notices import Notice, notice_id
from models.outbox import Outbox, said_there
from models.slips.addressees import find_addressees
from models.units import unit_id

ON_A_PAGE = 12


def letters_of(turn: Turn, press: PickPress) -> str:
    """The letters for which the pressed message was made."""
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    ours = row and row.kind == "notice_units" and row.subject_id == press.notice
    return str(row.params["letters"]) if row and ours else ""


def page(scene: Scene, notice: Notice, letters: str) -> View:
    """The units whose name holds the letters; a tap adds one, another takes it off."""
    tr, number = scene.tr, notice_id(notice)
    units = find_addressees(scene.session, office_of(scene, notice), letters, ON_A_PAGE)
    keys = [
        Key(
            mark(clip(unit.name, 22), unit.id in notice.whom.units),
            PickPress(number, Sort.FOUND, unit_id(unit), 0),
        )
        for unit in units
    ]
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        tr("Nothing. Please try fewer letters.") if not units else None,
        tr("Only the first {n} are shown.", n=ON_A_PAGE) if len(units) == ON_A_PAGE else None,
        tr("For: {whom}", whom=words.whom(scene, notice)),
    )
    back = Key(tr.plain("Back to whom"), DraftPress(number, Place.WHOM, 0))
    return View(text, [*in_rows(keys, 2), [back]], asking(notice, Asked.WHOM))


def said(scene: Scene, row: Outbox) -> View:
    """What letters have found, as a new message."""
    return page(scene, own_draft(scene, row.subject_id or 0), str(row.params["letters"]))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_units": said}
