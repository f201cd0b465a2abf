"""Every way into the conversations about notices, and what they push."""

from collections.abc import Callable, Mapping

from handlers.context import Scene
from handlers.hearing import Route
from handlers.notices import arriving, confirming
from handlers.view import Said
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = confirming.ROUTES
PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = arriving.PUSHES
