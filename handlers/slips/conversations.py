"""Everything the conversations about slips bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = ()
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {}
