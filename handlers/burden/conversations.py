"""Everything the burden report brings: its routes and messages."""

from collections.abc import Callable, Mapping

from handlers.burden import book, page
from handlers.context import Scene
from handlers.hearing import Route
from handlers.view import View
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (*page.ROUTES, *book.ROUTES)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {**page.PUSHES, **book.PUSHES}
