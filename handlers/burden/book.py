"""The burden of every unit as a workbook in chat (DOMAIN §7)."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.burden.months import months
from handlers.burden.workbook import write_burden
from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View
from models.authority import Act
from models.calendar import Month
from models.outbox import Outbox
from models.units import unit_id


@dataclass(frozen=True)
class BurdenBookPress(Press, code="ye"):
    """Have the whole table sent: every unit, this month and the last three."""


def pressed(turn: Turn, _press: BurdenBookPress) -> Shown:
    """Have the workbook sent; pressed twice within a minute it is sent once."""
    turn.me.require(Act.READ_BURDEN)
    office, *_ = turn.me.units(Act.READ_BURDEN)
    turn.hand_over("burden_book", unit_id(office), {})
    return Shown(toast=turn.tr.plain("The workbook follows."))


def said(scene: Scene, _row: Outbox) -> View:
    """The workbook as a new message."""
    scene.me.require(Act.READ_BURDEN)
    office, *_ = scene.me.units(Act.READ_BURDEN)
    scene = scene.at(unit_id(office))
    now, caps, file = Month.of(scene.today), scene.office.rules.burden, io.BytesIO()
    found = months(scene.session, office, now, scene.office.calendar, caps)
    write_burden(scene.tr, file, found, caps)
    text = scene.tr("The burden on every unit, this month and the last three, the heaviest first.")
    return View(text, paper=Paper(f"{now}.xlsx", file.getvalue()))


ROUTES: tuple[Route, ...] = (on_press(BurdenBookPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"burden_book": said}
