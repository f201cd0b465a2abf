"""The document of a slip as a file in chat: asked for by button, or sent with the slip."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import Form, PaperPress
from handlers.slips.papers import handed
from handlers.slips.seen import office_slip, unit_slip
from handlers.view import Shown, View, lines
from models.authority import Act
from models.outbox import Outbox
from models.refusals import Refused
from models.slips.slips import Slip, SlipState, slip_id
from models.units import Unit


def asked_for(turn: Turn, press: PaperPress) -> Shown:
    """Send the document; pressed twice within a minute it is sent once."""
    slip, _ = seen_paper(turn, press.slip)
    turn.hand_over("slip_paper", slip_id(slip), {"form": press.form.value}, slip.revision)
    return Shown(toast=turn.tr.plain("The document follows."))


def seen_paper(scene: Scene, number: int) -> tuple[Slip, Unit]:
    """A slip whose document this person may have: drafts and withdrawn ones are the office's."""
    try:
        return unit_slip(scene, number)
    except Refused:
        if not scene.me.may(Act.READ_REGISTER):
            raise
        return office_slip(scene, number)


def said(scene: Scene, row: Outbox) -> View | None:
    """The file with the slip's name; None when the slip was withdrawn before it reached a unit."""
    slip, _ = seen_paper(scene, row.subject_id or 0)
    if row.unit_id is not None and slip.state is SlipState.WITHDRAWN:
        return None
    tr = scene.tr
    text = lines(
        tr("<b>{name}</b>", name=words.name(tr, slip)),
        tr("Subject: {text}", text=words.subject(tr, slip, 200)),
    )
    return View(text, paper=handed(scene, slip, Form(row.params["form"])))


ROUTES: tuple[Route, ...] = (on_press(PaperPress, asked_for),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"slip_paper": said}
