"""Everything the conversations about the year bring: their routes and messages."""

from collections.abc import Callable, Mapping

from handlers.context import Scene
from handlers.hearing import Route
from handlers.view import View
from handlers.years import book, entering, page, pictures
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (*page.ROUTES, *pictures.ROUTES, *book.ROUTES, *entering.ROUTES)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **page.PUSHES,
    **pictures.PUSHES,
    **book.PUSHES,
    **entering.PUSHES,
}
