"""Everything the office's conversations bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from handlers import (
    board,
    board_export,
    board_lists,
    brief,
    exception_deeds,
    exceptions,
    files,
    find,
    matter_page,
    month_notices,
    nudges,
    office,
    reviews,
    side_states,
    unit_page,
    verdicts,
)
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *office.ROUTES,
    *board.ROUTES,
    *board_lists.ROUTES,
    *board_export.ROUTES,
    *unit_page.ROUTES,
    *nudges.ROUTES,
    *reviews.ROUTES,
    *verdicts.ROUTES,
    *files.ROUTES,
    *find.ROUTES,
    *matter_page.ROUTES,
    *side_states.ROUTES,
    *exceptions.ROUTES,
    *exception_deeds.ROUTES,
    *brief.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **office.PUSHES,
    **board.PUSHES,
    **board_export.PUSHES,
    **nudges.PUSHES,
    **verdicts.PUSHES,
    **files.PUSHES,
    **find.PUSHES,
    **side_states.PUSHES,
    **exceptions.PUSHES,
    **brief.PUSHES,
    **month_notices.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **verdicts.TEXTS,
    **find.TEXTS,
    **side_states.TEXTS,
}
