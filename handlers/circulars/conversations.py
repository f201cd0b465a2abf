"""Everything the conversations about circulars bring: routes, messages, questions by text."""

from collections.abc import Callable, Mapping

from handlers.circulars import (
    approval,
    commands,
    confirmations,
    drafting,
    issued,
    page,
    papers,
    sections,
    sending,
    withdrawn_copies,
    word_file,
)
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.view import Said
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *commands.ROUTES,
    *page.ROUTES,
    *sections.ROUTES,
    *drafting.ROUTES,
    *papers.ROUTES,
    *word_file.ROUTES,
    *approval.ROUTES,
    *sending.ROUTES,
    *confirmations.ROUTES,
    *issued.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = {
    **page.PUSHES,
    **sections.PUSHES,
    **papers.PUSHES,
    **word_file.PUSHES,
    **approval.PUSHES,
    **sending.PUSHES,
    **withdrawn_copies.PUSHES,
    **confirmations.PUSHES,
    **issued.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {**sections.TEXTS, **approval.TEXTS}
