"""Everything the leaders' brief brings: its routes and messages."""

from collections.abc import Callable, Mapping

from handlers.brief import claims, page, parts, unit
from handlers.context import Scene
from handlers.hearing import Route
from handlers.view import View
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (*page.ROUTES, *parts.ROUTES, *unit.ROUTES, *claims.ROUTES)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {**page.PUSHES, **claims.PUSHES}
