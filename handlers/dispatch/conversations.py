"""Everything the units' conversations bring: their routes and messages."""

from collections.abc import Callable, Mapping

from handlers import files, texts
from handlers.context import Scene
from handlers.dispatch import attachments, card_texts, cards, edits, forms, lines, paper, reminders
from handlers.dispatch import prompts as dispatch
from handlers.hearing import Route
from handlers.view import View
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *dispatch.ROUTES,
    *cards.ROUTES,
    *paper.ROUTES,
    *edits.ROUTES,
    *forms.ROUTES,
    *attachments.ROUTES,
    *files.ROUTES,
    *texts.ROUTES,
)
LAST: tuple[Route, ...] = texts.LAST
"""Tried after every other conversation."""

PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **dispatch.PUSHES,
    **cards.PUSHES,
    **card_texts.PUSHES,
    **lines.PUSHES,
    **paper.PUSHES,
    **forms.PUSHES,
    **attachments.PUSHES,
    **reminders.PUSHES,
    **texts.PUSHES,
}
