"""A part of the register handed over as a workbook."""

import io
from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.buttons import KindPick
from handlers.slips.register.buttons import RegisterFilePress
from handlers.slips.register.shelves import shelf_name, wanted_by
from handlers.slips.register.workbook import write_register
from handlers.view import Paper, Shown, View
from models.authority import Act
from models.outbox import Outbox
from models.slips.register import Shelf, look


def pressed(turn: Turn, press: RegisterFilePress) -> Shown:
    """Have the workbook sent as a new message."""
    turn.me.require(Act.EXPORT)
    wanted_by(turn, press.shelf, press.kind, press.unit)
    params = {"shelf": press.shelf.value, "kind": press.kind.value, "unit": press.unit}
    turn.say("register_file", params=params)
    return Shown(toast=turn.tr.plain("The workbook is on its way."))


def said(scene: Scene, row: Outbox) -> View:
    """The workbook with one line about it."""
    scene.me.require(Act.EXPORT)
    shelf, kind = Shelf(row.params["shelf"]), KindPick(row.params["kind"])
    wanted = wanted_by(scene, shelf, kind, int(row.params["unit"]))
    rows, tr = look(scene.session, wanted, scene.today).rows, scene.tr
    target = io.BytesIO()
    count = write_register(scene.session, tr, target, rows, scene.today, scene.office.zone)
    text = tr(
        "Register of slips, {shelf}: {n}, as of {now}.",
        shelf=shelf_name(scene, shelf),
        n=count,
        now=tr.moment(scene.now),
    )
    name = tr.plain("Register of slips {day}.xlsx", day=scene.today.isoformat())
    return View(text, paper=Paper(name, target.getvalue()))


ROUTES: tuple[Route, ...] = (on_press(RegisterFilePress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"register_file": said}
