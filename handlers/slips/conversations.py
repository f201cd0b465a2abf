"""Everything the conversations about slips bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.slips import (
    draft_changes,
    draft_rejections,
    draft_submissions,
    draft_texts,
    signing,
    to_sign,
)
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *signing.ROUTES,
    *to_sign.ROUTES,
    *draft_changes.ROUTES,
    *draft_texts.ROUTES,
    *draft_rejections.ROUTES,
    *draft_submissions.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **signing.PUSHES,
    **to_sign.PUSHES,
    **draft_texts.PUSHES,
    **draft_rejections.PUSHES,
    **draft_submissions.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **draft_texts.TEXTS,
    **draft_rejections.TEXTS,
}
