"""The office's drafts that nobody has submitted: a list, and one after the other (DOMAIN §4)."""

from handlers.context import Scene, Turn
from handlers.desk.queues import coming, worked_off
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips.buttons import DraftPress
from handlers.slips.signing.buttons import DraftsPress, NextUnsubmittedPress
from handlers.slips.signing.draft_card import draft_card
from handlers.slips.signing.seen import seen_draft, unsubmitted
from handlers.slips.signing.to_sign import line
from handlers.view import Key, View, in_rows, lines
from models.slips.slips import slip_id

ON_A_PAGE = 8


def pressed(turn: Turn, press: DraftsPress) -> View:
    """The list in the pressed message."""
    return listed(turn, press.page)


def listed(scene: Scene, page: int) -> View:
    """Every draft that is to be submitted, a line each."""
    tr, rows = scene.tr, unsubmitted(scene)
    head = tr("<b>Slip drafts: {n}</b>", n=len(rows))
    if not rows:
        return worked_off(scene, head, tr("No draft is left to submit."))
    shown = page_of(rows, page, ON_A_PAGE)
    keys = [
        Key(tr.plain("Draft {n}", n=slip.id), DraftPress(slip_id(slip))) for slip, _ in shown.items
    ]
    text = lines(head, *(line(scene, slip, unit) for slip, unit in shown.items))
    return View(text, [*in_rows(keys, 4), page_keys(tr, shown, DraftsPress), [back_to_desk(tr)]])


def next_pressed(turn: Turn, press: NextUnsubmittedPress) -> View:
    """The draft that is to be submitted after this one; the list when none is."""
    seen_draft(turn, press.slip)
    following = coming([slip.id for slip, _ in unsubmitted(turn)], press.slip)
    return draft_card(turn, seen_draft(turn, following)) if following else listed(turn, 0)


ROUTES: tuple[Route, ...] = (
    on_press(DraftsPress, pressed),
    on_press(NextUnsubmittedPress, next_pressed),
)
