"""Everything the office's conversations bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from handlers.board import export as board_export
from handlers.board import lists as board_lists
from handlers.board import month as board
from handlers.board import notices as month_notices
from handlers.board import nudges, unit_page
from handlers.board import picture as board_picture
from handlers.context import Scene, Turn
from handlers.desk import digest
from handlers.desk import page as desk
from handlers.exceptions import deeds as exception_deeds
from handlers.exceptions import list as exceptions
from handlers.hearing import Route
from handlers.office import files, find, matter_page, side_states
from handlers.reviews import queue as reviews
from handlers.reviews import verdict_texts, verdicts
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *desk.ROUTES,
    *board.ROUTES,
    *board_lists.ROUTES,
    *board_export.ROUTES,
    *board_picture.ROUTES,
    *unit_page.ROUTES,
    *nudges.ROUTES,
    *reviews.ROUTES,
    *verdicts.ROUTES,
    *verdict_texts.ROUTES,
    *files.ROUTES,
    *find.ROUTES,
    *matter_page.ROUTES,
    *side_states.ROUTES,
    *exceptions.ROUTES,
    *exception_deeds.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **desk.PUSHES,
    **digest.PUSHES,
    **board.PUSHES,
    **board_export.PUSHES,
    **board_picture.PUSHES,
    **nudges.PUSHES,
    **verdict_texts.PUSHES,
    **files.PUSHES,
    **find.PUSHES,
    **side_states.PUSHES,
    **exceptions.PUSHES,
    **month_notices.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **verdict_texts.TEXTS,
    **find.TEXTS,
    **side_states.TEXTS,
}
