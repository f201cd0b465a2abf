"""A circular as its office sees it: where it stands, on what it rests, and what can be done."""

from collections.abc import Callable, Mapping

from handlers.circulars.buttons import (
    AnewPress,
    ApproveCircularPress,
    CircularPaperPress,
    CircularPress,
    CopiesPress,
    RejectCircularPress,
    SectionPress,
    SendPress,
    SubmitCircularPress,
    WithdrawCircularPress,
)
from handlers.circulars.page_lines import page_text
from handlers.circulars.phrases import title
from handlers.circulars.seen import approves_as, may_change, seen_circular, writing_offices
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Ask, Key, View, in_rows
from models.circulars.circulars import (
    Circular,
    CircularState,
    Part,
    circular_id,
)
from models.focus import Topic
from models.outbox import Outbox


def page(scene: Scene, circular: Circular) -> View:
    """The circular on one page; a file or a command after it is about this one."""
    asks = None
    if may_change(scene, circular):
        asks = Ask(Topic.CIRCULAR, circular_id(circular), circular.version)
    return View(page_text(scene, circular), _keys(scene, circular), asks)


def _keys(scene: Scene, circular: Circular) -> list[list[Key]]:
    tr, number = scene.tr, circular_id(circular)
    sections = [Key(title(tr, part), SectionPress(number, part)) for part in Part]
    return [
        *in_rows(sections, 2),
        [
            Key(tr.plain("PDF"), CircularPaperPress(number, Form.PDF)),
            Key(tr.plain("Word"), CircularPaperPress(number, Form.DOCX)),
        ],
        _changing(scene, circular),
        _deciding(scene, circular),
        _sending(scene, circular),
        [back_to_desk(tr)],
    ]


def _changing(scene: Scene, circular: Circular) -> list[Key]:
    if not may_change(scene, circular):
        return []
    tr, seen = scene.tr, (circular_id(circular), circular.version)
    anew = Key(tr.plain("Draft anew"), AnewPress(*seen, Sure.ASK))
    submit = Key(tr.plain("To approval"), SubmitCircularPress(*seen))
    return [anew, submit] if circular.state is CircularState.DRAFT else [anew]


def _deciding(scene: Scene, circular: Circular) -> list[Key]:
    waits = circular.state is CircularState.AWAITING_APPROVAL
    if not waits or approves_as(scene, circular) is None:
        return []
    tr, seen = scene.tr, (circular_id(circular), circular.version)
    return [
        Key(tr.plain("Sign and issue"), ApproveCircularPress(*seen)),
        Key(tr.plain("Return"), RejectCircularPress(*seen)),
    ]


def _sending(scene: Scene, circular: Circular) -> list[Key]:
    tr, number = scene.tr, circular_id(circular)
    over = circular.state is CircularState.WITHDRAWN
    if over or circular.office_id not in writing_offices(scene):
        return []
    withdraw = Key(tr.plain("Withdraw"), WithdrawCircularPress(number))
    if circular.state is not CircularState.ISSUED:
        return [withdraw]
    if circular.broadcast_at is None:
        return [Key(tr.plain("Send to all"), SendPress(number, Sure.ASK)), withdraw]
    return [Key(tr.plain("Confirmations"), CopiesPress(number, 0)), withdraw]


def pressed(turn: Turn, press: CircularPress) -> View:
    """The circular in the pressed message."""
    return page(turn, seen_circular(turn, press.circular))


def said(scene: Scene, row: Outbox) -> View:
    """The circular as a new message."""
    number = row.subject_id or int(row.params["circular"])
    return page(scene, seen_circular(scene, number))


def back(scene: Scene, circular: Circular) -> Key:
    """The way back to the circular's page."""
    return Key(scene.tr.plain("Back"), CircularPress(circular_id(circular)))


ROUTES: tuple[Route, ...] = (on_press(CircularPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"circular_page": said}
