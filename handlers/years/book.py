"""The workbook of a year in chat, for the office."""

import io
from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View
from handlers.years.buttons import YearBookPress
from handlers.years.seen import whole_year
from handlers.years.workbook import write_year
from models.outbox import Outbox


def pressed(turn: Turn, press: YearBookPress) -> Shown:
    """Have the workbook sent; pressed twice within a minute it is sent once."""
    whole_year(turn, press.office, press.year)
    turn.hand_over("year_book", press.office, {"year": press.year})
    return Shown(toast=turn.tr.plain("The workbook follows."))


def said(scene: Scene, row: Outbox) -> View:
    """The workbook as a new message."""
    seen = whole_year(scene, row.subject_id or 0, int(row.params["year"]))
    file = io.BytesIO()
    write_year(scene.tr, file, seen.table)
    text = scene.tr(
        "The scores of the year {year} with live formulas, to be checked by hand.",
        year=str(seen.year),
    )
    return View(text, paper=Paper(f"{seen.year}.xlsx", file.getvalue()))


ROUTES: tuple[Route, ...] = (on_press(YearBookPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"year_book": said}
