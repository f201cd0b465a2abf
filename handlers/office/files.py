"""The photos and files of a card, sent again by Telegram's own id."""

from collections.abc import Callable, Mapping

from handlers.attached import send_again
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import FilesPress
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View, clip
from models.authority import Act
from models.dispatch.attachments import Attachment, attachments
from models.dispatch.returns import Item, Return
from models.matters.ledger import Matter
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import Unit

MOST = 20


def pressed(turn: Turn, press: FilesPress) -> Shown:
    """Have each file of the card sent as a new message."""
    item = _seen_item(turn, press.item)
    found = attachments(turn.session, [press.item]).get(item.id or 0, [])
    return send_again(turn, "attachment", [one.id for one in found[:MOST]])


def said(scene: Scene, row: Outbox) -> View:
    """One file with the number of its matter."""
    one = scene.session.get(Attachment, row.subject_id)
    if one is None:
        raise Refused(Reason.GONE)
    item = _seen_item(scene, one.item_id)
    matter = scene.session.get_one(Matter, item.matter_id)
    text = scene.tr("<b>{number}</b> {title}", number=matter.number, title=clip(matter.title, 80))
    return View(text, paper=Paper(one.name, photo=one.photo, file_id=one.file_id))


def _seen_item(scene: Scene, number: int) -> Item:
    item = scene.session.get(Item, number)
    if item is None:
        scene.me.require(Act.READ_BOARD)  # whoever may read everything learns that it is gone
        raise Refused(Reason.GONE)
    one = scene.session.get_one(Return, item.return_id)
    scene.me.require(Act.READ_UNIT, scene.session.get_one(Unit, one.unit_id))
    return item


ROUTES: tuple[Route, ...] = (on_press(FilesPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"attachment": said}
