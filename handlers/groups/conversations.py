"""Every way into the conversations about and in group chats, and what they push."""

from collections.abc import Callable, Mapping

from handlers.context import Scene
from handlers.groups import asked, board, coming
from handlers.groups import list as groups
from handlers.hearing import Route
from handlers.view import View
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (*coming.ROUTES, *asked.ROUTES, *groups.ROUTES)
PRESSES: tuple[Route, ...] = board.PRESSES
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {**asked.PUSHES, **groups.PUSHES}
